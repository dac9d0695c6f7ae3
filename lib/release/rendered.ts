import path from "node:path";
import { ROOT } from "../root";
import { interfaceOf } from "../module/interface";
import type { ModuleStack } from "../module/module-stack";
import { renderModule } from "../module/render";
import { compareModule, isStale } from "../module/write";
import { interfaceFile, recordedInterface } from "./interface-list";
import type { Rendered } from "./judge";
import type { ModuleSource } from "./module-source";

/**
 * What the stacks say of a module now.
 * @throws Error for a module that no stack makes
 */
export function renderedModule(
  source: ModuleSource,
  stacks: readonly ModuleStack[],
  root = ROOT,
): Rendered {
  const stack = stacks.find(({ moduleName }) => moduleName === source.repository);
  if (!stack)
    throw new Error(`no stack makes ${source.path}: remove it, and ${interfaceFile(source)}`);
  const files = renderModule(stack, "hcl");
  const known = new Set(recordedInterface(source, root).files);
  return {
    interface: interfaceOf(
      stack,
      files.map((file) => file.path),
    ),
    isStale: isStale(compareModule(path.join(root, source.path), files, known)),
  };
}
