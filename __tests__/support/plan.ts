import path from "node:path";
import { type Variables, View, type Workspace } from "../../engines/terraform";
import { remove, scratchFolder } from "./scratch";

/** What web or the worker is given, wherever it runs. */
export interface LangfuseGiven {
  readonly environment: Readonly<Record<string, string>>;
  /** Name to reference. */
  readonly secrets: Readonly<Record<string, string>>;
  /** MiB. */
  readonly memory: number;
}

/**
 * What an apply with these variables leaves. The states are apart, so that one workspace serves many at the
 * same time.
 *
 * @throws Error with Terraform's words when it refuses
 */
export function applied(workspace: Workspace, vars: Variables): Promise<View> {
  return appliedApart(workspace, vars, (view) => view);
}

/**
 * The same, with something done before the state is removed.
 *
 * @param work - also gets the arguments with which Terraform uses the state
 */
export async function appliedApart<Result>(
  workspace: Workspace,
  vars: Variables,
  work: (view: View, args: readonly string[]) => Result | Promise<Result>,
): Promise<Result> {
  const folder = scratchFolder("applied");
  const state = path.join(folder, "terraform.tfstate");
  try {
    const args = ["-lock=false", `-state=${state}`];
    const result = await workspace.apply({ vars, args });
    if (!result.ok) throw new Error(`terraform apply failed:\n${result.explain()}`);
    return await work(new View(await workspace.show(state)), args);
  } finally {
    remove(folder);
  }
}

/** Calls a function for each item, two at a time, and gives the promises, in the order of the items. */
export function inPairs<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result>[] {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  return items.map((item, index) => {
    const result = (lanes[index % 2] ?? Promise.resolve()).then(() => work(item));
    // Whoever awaits the result sees its error.
    lanes[index % 2] = result.catch(() => undefined);
    return result;
  });
}

/** The first block of a list of blocks; empty when there is none. */
export function block(blocks: unknown): Record<string, unknown> {
  return ((blocks ?? []) as Record<string, unknown>[])[0] ?? {};
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
