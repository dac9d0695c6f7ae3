/** What must hold before anything is printed: the document is plain JSON, and not absurdly deep. */
import { HclError } from "./errors";

/** More brackets inside each other than this are refused: no configuration comes near. */
export const MAX_DEPTH = 200;

/**
 * @throws HclError when a value is not JSON (a program may pass `undefined` or a function), is a number
 *   JSON cannot hold, or nests too deeply
 */
export function checkJson(document: unknown): void {
  visit(document, []);
}

function visit(value: unknown, path: string[]): void {
  const fail = (problem: string): HclError => new HclError(path.slice(0, 4).join("."), problem);
  if (path.length > MAX_DEPTH) throw fail(`nests more than ${MAX_DEPTH} levels`);
  switch (typeof value) {
    case "string":
    case "boolean":
      return;
    case "number":
      if (Number.isFinite(value)) return;
      throw fail(`has the number ${String(value)}, which JSON cannot hold`);
    case "object":
      if (value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        path.push(key);
        visit(inner, path);
        path.pop();
      }
      return;
    default:
      throw fail(`is ${typeof value}, which is not JSON: leave the key out`);
  }
}
