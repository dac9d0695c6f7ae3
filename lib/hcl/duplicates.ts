import { HclError } from "./errors";

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * Refuses a key that an object has twice. Terraform would read both (as two blocks), `JSON.parse`
 * keeps the last without a word; so nobody who writes one gets what they see.
 *
 * @param text valid JSON
 * @throws HclError naming the key and where it is
 */
export function refuseDuplicateKeys(text: string): void {
  const open: { keys?: Set<string>; key: string }[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const top = open.at(-1);
    switch (token) {
      case "{":
        open.push({ keys: new Set(), key: "" });
        isKey = true;
        break;
      case "[":
        open.push({ key: "" });
        isKey = false;
        break;
      case "}":
      case "]":
        open.pop();
        isKey = false;
        break;
      case ",":
        isKey = top?.keys !== undefined;
        break;
      case ":":
        isKey = false;
        break;
      default: {
        if (!isKey || top?.keys === undefined) break;
        const key = JSON.parse(token) as string;
        if (top.keys.has(key)) {
          const address = open
            .slice(0, -1)
            .flatMap(({ key: outer }) => (outer === "" ? [] : [outer]))
            .join(".");
          throw new HclError(
            address,
            `the key ${token} is there twice: merge the two, or use a list`,
          );
        }
        top.keys.add(key);
        top.key = key;
      }
    }
  }
}
