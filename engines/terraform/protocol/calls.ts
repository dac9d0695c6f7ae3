import type { OfflineProvider } from "../provider/offline-provider";
import { Session } from "../provider/session";
import { validateBody, type Step } from "../provider/validate";
import {
  conform,
  decodeObject,
  encode,
  isObject,
  type DynamicValue,
  type ObjectValue,
  type Value,
} from "../provider/values";
import type { TypeKind } from "../schema/model";
import { schemaToWire } from "../schema/wire";

interface ConfigRequest {
  config: DynamicValue | null;
}

interface TypedRequest extends ConfigRequest {
  type_name: string;
}

interface UpgradeRequest {
  type_name: string;
  raw_state: { json: Uint8Array } | null;
}

interface ReadRequest {
  type_name: string;
  current_state: DynamicValue | null;
  private: Uint8Array;
}

interface PlanRequest extends TypedRequest {
  prior_state: DynamicValue | null;
  proposed_new_state: DynamicValue | null;
  prior_private: Uint8Array;
}

interface ApplyRequest {
  type_name: string;
  planned_state: DynamicValue | null;
  planned_private: Uint8Array;
}

interface ImportRequest {
  type_name: string;
  id: string;
}

/** The calls of the plugin protocol, under their version 6 names; `peer` tells connections apart. */
export type Calls = ReturnType<typeof callsOf>;

/** Which types of a provider to describe to Terraform. */
export type ServedTypes = (kind: TypeKind) => Iterable<string>;

const SCHEMA_FIELDS: Record<TypeKind, string> = {
  resource: "resource_schemas",
  data: "data_source_schemas",
  ephemeral: "ephemeral_resource_schemas",
};

const object = (value: DynamicValue | null): ObjectValue => decodeObject(value) ?? {};

const stepToWire = (step: Step): object =>
  typeof step === "number" ? { element_key_int: step } : { attribute_name: step };

/** Answers Terraform's calls with an offline provider. */
export function callsOf(provider: OfflineProvider, served: ServedTypes) {
  const sessions = new Map<string, Session>();
  const sessionOf = (peer: string): Session => {
    const session = sessions.get(peer) ?? new Session();
    sessions.set(peer, session);
    return session;
  };
  const fine = (): object => ({});
  const validate =
    (kind: TypeKind) =>
    ({ type_name, config }: TypedRequest): object => ({
      diagnostics: validateBody(provider.schema(kind, type_name).block, object(config)).map(
        ({ path, summary, detail }) => ({
          severity: "ERROR",
          summary,
          detail,
          attribute: { steps: path.map(stepToWire) },
        }),
      ),
    });

  return {
    GetProviderSchema: (): object => ({
      provider: schemaToWire(provider.schemas.provider()),
      // Destroys are planned by Terraform itself.
      server_capabilities: { plan_destroy: false },
      ...Object.fromEntries(
        (["resource", "data", "ephemeral"] as const).map((kind) => [
          SCHEMA_FIELDS[kind],
          Object.fromEntries(
            [...served(kind)].map((name) => [name, schemaToWire(provider.schema(kind, name))]),
          ),
        ]),
      ),
    }),
    // Version 5 wants the configuration back; version 6 has no such field and drops it.
    ValidateProviderConfig: ({ config }: ConfigRequest): object => ({ prepared_config: config }),
    ValidateResourceConfig: validate("resource"),
    ValidateDataResourceConfig: validate("data"),
    ValidateEphemeralResourceConfig: validate("ephemeral"),
    ConfigureProvider: ({ config }: ConfigRequest, peer: string): object => {
      sessionOf(peer).configure(object(config));
      return {};
    },
    UpgradeResourceState: ({ type_name, raw_state }: UpgradeRequest): object => {
      const state = JSON.parse(Buffer.from(raw_state?.json ?? []).toString("utf8")) as Value;
      const { block } = provider.schema("resource", type_name);
      return { upgraded_state: encode(isObject(state) ? conform(block, state) : null) };
    },
    ReadResource: (request: ReadRequest, peer: string): object => {
      const state = decodeObject(request.current_state);
      return {
        new_state: encode(provider.read(request.type_name, state, sessionOf(peer))),
        private: request.private,
      };
    },
    PlanResourceChange: (request: PlanRequest, peer: string): object => {
      const { planned, replace } = provider.plan(
        request.type_name,
        {
          prior: decodeObject(request.prior_state),
          proposed: decodeObject(request.proposed_new_state),
          config: decodeObject(request.config),
        },
        sessionOf(peer),
      );
      return {
        planned_state: encode(planned),
        planned_private: request.prior_private,
        requires_replace: replace.map((name) => ({ steps: [{ attribute_name: name }] })),
      };
    },
    ApplyResourceChange: (request: ApplyRequest, peer: string): object => {
      const planned = decodeObject(request.planned_state);
      return {
        new_state: encode(provider.apply(request.type_name, planned, sessionOf(peer))),
        private: request.planned_private,
      };
    },
    ImportResourceState: ({ type_name, id }: ImportRequest): object => ({
      imported_resources: [{ type_name, state: encode(provider.importState(type_name, id)) }],
    }),
    ReadDataSource: ({ type_name, config }: TypedRequest, peer: string): object => ({
      state: encode(provider.readData(type_name, object(config), sessionOf(peer))),
    }),
    OpenEphemeralResource: ({ type_name, config }: TypedRequest, peer: string): object => ({
      result: encode(provider.openEphemeral(type_name, object(config), sessionOf(peer))),
    }),
    RenewEphemeralResource: fine,
    CloseEphemeralResource: fine,
    StopProvider: fine,
  };
}
