/**
 * What JSON cannot tell: whether `{"x": {…}}` in a resource is a block `x {…}` or an argument
 * `x = {…}`. The printer asks; provider bindings and provider schemas answer.
 */

/** The block types whose bodies a provider defines. */
export type BodyKind = "resource" | "data" | "ephemeral" | "provider";

/** What is known about one name in a body. */
export type ArgumentKnowledge =
  | { readonly kind: "attribute" }
  | {
      readonly kind: "block";
      readonly body: BodyKnowledge;
      /** True for blocks with one label, `x "key" {…}` (a map in JSON). Rare. */
      readonly labelled?: boolean;
    };

/** What is known about a body. */
export interface BodyKnowledge {
  /** Undefined when the name is unknown. */
  argument(name: string): ArgumentKnowledge | undefined;
}

/** Knows the bodies of some types. */
export interface BlockKnowledge {
  /** @param type a resource or data source type, or a provider's name; undefined when unknown */
  body(kind: BodyKind, type: string): BodyKnowledge | undefined;
}

/** A body of which nothing is known. */
export const UNKNOWN_BODY: BodyKnowledge = { argument: () => undefined };

/** Asks each in turn; the first that knows a type answers for all of it. */
export function firstKnown(...all: readonly BlockKnowledge[]): BlockKnowledge {
  return {
    body(kind, type) {
      for (const knowledge of all) {
        const found = knowledge.body(kind, type);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

const attributes = (...names: string[]): BodyKnowledge => {
  const known = new Set(names);
  return { argument: (name) => (known.has(name) ? { kind: "attribute" } : undefined) };
};

const BUILT_IN = new Map<string, BodyKnowledge>([
  ["resource terraform_data", attributes("input", "triggers_replace")],
  ["data terraform_remote_state", attributes("backend", "config", "defaults", "workspace")],
]);

/** The provider that is part of Terraform itself. */
export const builtInKnowledge: BlockKnowledge = {
  body: (kind, type) => BUILT_IN.get(`${kind} ${type}`),
};
