/**
 * Block knowledge from the installed `@cdktf/provider-*` packages, read from their text. Nothing is
 * loaded or run, and nothing is read before a type is asked for.
 *
 * @see ./binding-text.ts for what the text says
 */
import { dirname, join } from "node:path";
import { type BlockKnowledge, type BodyKind, type BodyKnowledge } from "../hcl/knowledge";
import { readBinding } from "./binding-text";

const bodies = new Map<string, BodyKnowledge | undefined>();

/** Knows every type of every installed binding. Answers are kept for the life of the process. */
export const bindingKnowledge: BlockKnowledge = {
  body(kind, type) {
    const key = `${kind} ${type}`;
    if (!bodies.has(key)) bodies.set(key, load(kind, type));
    return bodies.get(key);
  },
};

function load(kind: BodyKind, type: string): BodyKnowledge | undefined {
  const folder = bindingFolder(kind, type);
  return folder === undefined ? undefined : readBinding(folder);
}

/** `aws_ecs_service` is `ecs-service` in its package, as a data source `data-aws-ecs-service`. */
function bindingFolder(kind: BodyKind, type: string): string | undefined {
  if (!/^[a-z][a-z0-9_-]*$/.test(type)) return undefined;
  const provider = kind === "provider" ? type : type.split("_", 1).join("");
  const library = libraryOf(provider);
  if (library === undefined) return undefined;
  const dashed = (text: string): string => text.replaceAll("_", "-");
  switch (kind) {
    case "provider":
      return join(library, "provider");
    case "resource":
      return join(library, dashed(type.slice(provider.length + 1)));
    case "data":
      return join(library, `data-${dashed(type)}`);
    case "ephemeral":
      // cdktf generates no ephemeral resources.
      return undefined;
  }
}

const libraries = new Map<string, string | undefined>();

function libraryOf(provider: string): string | undefined {
  if (!libraries.has(provider)) libraries.set(provider, resolveLibrary(provider));
  return libraries.get(provider);
}

function resolveLibrary(provider: string): string | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(provider)) return undefined;
  try {
    return join(dirname(require.resolve(`@cdktf/provider-${provider}/package.json`)), "lib");
  } catch {
    // Not installed: then nothing is known, and the printer says so where it matters.
    return undefined;
  }
}
