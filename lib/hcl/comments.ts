/**
 * Comments, which JSON carries under the key `"//"`:
 *
 * - text or a list of texts: the first lines inside the block;
 * - `{ above, comment, arguments }`: lines above the block, inside it, and above single arguments;
 * - anything else, such as cdktf's `metadata`, is not for readers and is dropped.
 */
import { HclError } from "./errors";
import { COMMENT_KEY, isObject, type Json, type JsonObject, ownValue, show } from "./json";

/** The comments of one body, as printed lines. */
export interface Comments {
  readonly above: readonly string[];
  readonly inside: readonly string[];
  readonly byArgument: ReadonlyMap<string, readonly string[]>;
}

const OWN_KEYS = ["above", "comment", "arguments"];
/** Keys that cdktf writes. */
const DROPPED_KEYS = new Set(["metadata", "outputs"]);

/**
 * Reads the comments of a body.
 *
 * @throws HclError when a comment is not text, or the object has a key this convention does not know
 */
export function commentsOf(body: JsonObject, address: string): Comments {
  const value = ownValue(body, COMMENT_KEY);
  if (typeof value === "string" || Array.isArray(value)) {
    return { above: [], inside: commentLines(value, address), byArgument: new Map() };
  }
  if (!isObject(value) || !OWN_KEYS.some((key) => Object.hasOwn(value, key))) {
    return { above: [], inside: [], byArgument: new Map() };
  }
  for (const key of Object.keys(value)) {
    if (!OWN_KEYS.includes(key) && !DROPPED_KEYS.has(key)) {
      throw new HclError(address, `"//" has no "${key}": use above, comment or arguments`);
    }
  }
  const perArgument = ownValue(value, "arguments") ?? {};
  if (!isObject(perArgument)) {
    throw new HclError(
      address,
      `"//".arguments must map argument names to comments, got ${show(perArgument)}`,
    );
  }
  return {
    above: commentLines(ownValue(value, "above") ?? [], address),
    inside: commentLines(ownValue(value, "comment") ?? [], address),
    byArgument: new Map(
      Object.entries(perArgument).map(([name, text]) => [name, commentLines(text, address)]),
    ),
  };
}

/** Comment text as `#` lines. A line that is one already stays as it is. */
export function commentLines(value: Json, address: string): string[] {
  const texts = Array.isArray(value) ? value : [value];
  return texts.flatMap((text) => {
    if (typeof text !== "string") {
      throw new HclError(address, `a comment must be text or a list of texts, got ${show(value)}`);
    }
    return text
      .trimEnd()
      .split(/\r\n|\r|\n/)
      .map((line) => (line.startsWith("#") ? line : `# ${line}`).trimEnd());
  });
}
