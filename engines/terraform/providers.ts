import { callsOf } from "./protocol/calls";
import { serve, type Listening, type ProtocolVersion } from "./protocol/service";
import { awsBehaviour } from "./provider/aws";
import { azapiBehaviour, azurermBehaviour } from "./provider/azure";
import type { Behaviour, DataSourceReader, ResourceApplier } from "./provider/behaviour";
import { OfflineProvider, type ProviderFacts } from "./provider/offline-provider";
import { randomBehaviour } from "./provider/random";
import { schemasFromBindings } from "./schema/bindings";
import { schemasFromJson } from "./schema/json";
import type { SchemaSource } from "./schema/model";
import { childEnvironment, usesRealProviders } from "./environment";
import { TypeScope } from "./type-scope";

/** What tests may tell the offline providers. */
export interface ProvidersOptions extends ProviderFacts {
  /**
   * Answers for data sources, by type, on top of the built-in ones. A reader gets the configuration
   * and returns the values to set.
   */
  dataSources?: Record<string, DataSourceReader>;
  /** Values of computed attributes at apply, by resource type. */
  resources?: Record<string, ResourceApplier>;
  /**
   * Folders whose `.tf` files name the types to describe to Terraform. Workspaces add their own;
   * this is for those who run `terraform` themselves with {@link Providers.env}.
   */
  scan?: readonly string[];
}

/** The running offline providers. */
export interface Providers {
  /** Environment for `terraform` (or `tofu`): the whole of `process.env` and what makes it offline. */
  readonly env: NodeJS.ProcessEnv;
  /** Makes the types that a folder's files name known to Terraform. */
  scan(folder: string): void;
  /** Ends the providers; Terraform processes still running fail. */
  stop(): void;
}

interface Definition {
  /** `namespace/type` of the provider's source address, in lower case. */
  source: string;
  version: ProtocolVersion;
  behaviour: Behaviour;
  schemas: () => SchemaSource;
}

const DEFINITIONS: Definition[] = [
  { source: "hashicorp/aws", version: 5, behaviour: awsBehaviour, schemas: schemasFromBindings },
  {
    source: "hashicorp/azurerm",
    version: 5,
    behaviour: azurermBehaviour,
    schemas: () => schemasFromJson("azurerm"),
  },
  {
    source: "azure/azapi",
    version: 6,
    behaviour: azapiBehaviour,
    schemas: () => schemasFromJson("azapi"),
  },
  {
    source: "hashicorp/random",
    version: 5,
    behaviour: randomBehaviour,
    schemas: () => schemasFromJson("random"),
  },
];

/**
 * Starts the offline providers in this process. With `TERRAFORM_REAL_PROVIDERS=1` nothing is started
 * and Terraform downloads and runs the real ones.
 */
export async function startProviders(options: ProvidersOptions = {}): Promise<Providers> {
  if (usesRealProviders()) {
    return { env: childEnvironment({}), scan: () => undefined, stop: () => undefined };
  }
  const started = await Promise.all(
    DEFINITIONS.map(async (definition) => ({ definition, ...(await start(definition, options)) })),
  );
  const scan = (folder: string): void => {
    for (const { scope } of started) scope.scan(folder);
  };
  for (const folder of options.scan ?? []) scan(folder);
  return {
    env: childEnvironment(
      Object.fromEntries(
        started.map(({ definition: { source, version }, listening: { port } }) => [
          source,
          { version, port },
        ]),
      ),
    ),
    scan,
    stop: () => {
      for (const { listening } of started) listening.stop();
    },
  };
}

async function start(
  { version, behaviour, schemas }: Definition,
  { dataSources, resources, requiresReplace }: ProvidersOptions,
): Promise<{ scope: TypeScope; listening: Listening }> {
  const source = schemas();
  const provider = new OfflineProvider(
    source,
    {
      ...behaviour,
      dataSources: { ...behaviour.dataSources, ...dataSources },
      resources: { ...behaviour.resources, ...resources },
    },
    { requiresReplace },
  );
  const scope = new TypeScope(source);
  return {
    scope,
    listening: await serve(
      version,
      callsOf(provider, (kind) => scope.names(kind)),
    ),
  };
}
