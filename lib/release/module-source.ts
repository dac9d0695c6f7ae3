import fs from "node:fs";
import path from "node:path";
import { UsageError } from "../cli";
import { ROOT } from "../root";

/** A module of this repository, as registries call it. */
export interface ModuleSource {
  /** Folder from the root of the repository, such as `modules/terraform-aws-langfuse`. */
  readonly path: string;
  /** Name of its own repository, `terraform-<system>-<name>`; the public registries require this form. */
  readonly repository: string;
  /** Name in registries, the same for all clouds. */
  readonly name: string;
  /** Target system in registries, which is the main provider's name: `aws`, `azurerm`. */
  readonly system: string;
}

const REPOSITORY = /^terraform-([a-z0-9]+)-([a-z0-9][a-z0-9-]*)$/u;

/** The modules under `modules/`, by name of their folder. */
export function moduleSources(root = ROOT): ModuleSource[] {
  return fs
    .readdirSync(path.join(root, "modules"))
    .sort()
    .flatMap((repository) => {
      const [, system, name] = REPOSITORY.exec(repository) ?? [];
      if (system === undefined || name === undefined) return [];
      return [{ path: `modules/${repository}`, repository, name, system }];
    });
}

/**
 * The modules that an optional `--module` chooses: all without it.
 * @throws UsageError for a system that no module has
 */
export function chosenSources(system: string | undefined, root = ROOT): ModuleSource[] {
  return system === undefined ? moduleSources(root) : [moduleSource(system, root)];
}

/**
 * The module of a `--module` that must be there.
 * @throws UsageError where it is missing, or for a system that no module has
 */
export function requiredSource(system: string | undefined, root = ROOT): ModuleSource {
  if (system !== undefined) return moduleSource(system, root);
  throw new UsageError(`--module is missing: give one of ${systemsOf(moduleSources(root))}`);
}

function systemsOf(sources: readonly ModuleSource[]): string {
  return sources.map((source) => source.system).join(", ");
}

/** Other words for a target system: the Azure provider's name is not the cloud's. */
const ALIASES: Readonly<Record<string, string>> = { azure: "azurerm" };

/**
 * The module of a target system, as `--module` names it; its repository's name will do as well.
 * @throws UsageError for a system that no module has
 */
export function moduleSource(system: string, root = ROOT): ModuleSource {
  const sources = moduleSources(root);
  const wanted = ALIASES[system] ?? system;
  const found = sources.find((source) => [source.system, source.repository].includes(wanted));
  if (found) return found;
  throw new UsageError(`--module: got "${system}", expected one of ${systemsOf(sources)}`);
}
