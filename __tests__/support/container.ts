import type { ResourceView } from "../../engines/terraform";

/** What a container would be given, as far as tests look at it. */
export interface Container {
  readonly image: string;
  readonly entryPoint: string[];
  readonly command: string[];
  readonly environment: Record<string, string>;
  /** Name to the ARN of the secret. */
  readonly secrets: Record<string, string>;
}

interface Definition {
  name: string;
  image: string;
  entryPoint?: string[];
  command?: string[];
  environment?: { name: string; value: string }[];
  secrets?: { name: string; valueFrom: string }[];
}

/** Reads a container out of a planned task definition, whose JSON has to be known by then. */
export function containerOf(task: ResourceView, name?: string): Container {
  const text = task.values.container_definitions;
  if (typeof text !== "string")
    throw new Error(`${task.address}: container_definitions is unknown`);
  const definitions = JSON.parse(text) as Definition[];
  const found = definitions.find((definition) => name === undefined || definition.name === name);
  if (!found) throw new Error(`${task.address}: no container ${name ?? ""}`);
  return {
    image: found.image,
    entryPoint: found.entryPoint ?? [],
    command: found.command ?? [],
    environment: Object.fromEntries(found.environment?.map((e) => [e.name, e.value]) ?? []),
    secrets: Object.fromEntries(found.secrets?.map((s) => [s.name, s.valueFrom]) ?? []),
  };
}
