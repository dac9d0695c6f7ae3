import { join } from "node:path";
import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { Calls } from "./calls";

/** The plugin protocol's major versions. 6 adds nested attributes. */
export type ProtocolVersion = 5 | 6;

/** What version 5 calls a method, by what version 6 calls it, where the two differ. */
const VERSION_5_NAMES: Partial<Record<keyof Calls, string>> = {
  GetProviderSchema: "GetSchema",
  ValidateProviderConfig: "PrepareProviderConfig",
  ValidateResourceConfig: "ValidateResourceTypeConfig",
  ValidateDataResourceConfig: "ValidateDataSourceConfig",
  ConfigureProvider: "Configure",
  StopProvider: "Stop",
};

type Handler = (request: unknown, peer: string) => object;

/** A provider listening on a local port. */
export interface Listening {
  port: number;
  stop: () => void;
}

/** Serves a provider on a free port of the loopback interface. */
export async function serve(version: ProtocolVersion, calls: Calls): Promise<Listening> {
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const implementation: UntypedServiceImplementation = {};
  for (const [name, call] of Object.entries(calls) as [keyof Calls, Handler][]) {
    const method = version === 5 ? (VERSION_5_NAMES[name] ?? name) : name;
    implementation[method] = (
      request: ServerUnaryCall<unknown, object>,
      answer: sendUnaryData<object>,
    ): void => {
      answer(null, answerOrDiagnostic(call, request));
    };
  }
  server.addService(definition(version), implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** A mistake in here must reach the user as Terraform's diagnostic, not as a broken connection. */
function answerOrDiagnostic(call: Handler, request: ServerUnaryCall<unknown, object>): object {
  try {
    return call(request.request, request.getPeer());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { diagnostics: [{ severity: "ERROR", summary: "The offline provider failed", detail }] };
  }
}

const definitions = new Map<ProtocolVersion, ServiceDefinition>();

function definition(version: ProtocolVersion): ServiceDefinition {
  const known = definitions.get(version);
  if (known !== undefined) return known;
  const loaded = loadSync(join(__dirname, `tfplugin${version}.proto`), {
    keepCase: true,
    longs: Number,
    enums: String,
    defaults: true,
  });
  const service = loaded[`tfplugin${version}.Provider`] as ServiceDefinition;
  definitions.set(version, service);
  return service;
}
