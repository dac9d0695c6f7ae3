/** Properties that hold for any document. */
import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { type Json, printHcl, type TerraformJson } from "../../../lib/hcl";
import { document, fakeBlocks, interpolations, seed } from "./arbitraries";
import { fromDialect, inDialect, sorted } from "./dialect";
import { expectFormatted } from "./fmt";

const print = (json: TerraformJson): string => printHcl(json, { blocks: fakeBlocks });

const tight = (text: string): string => text.replace(/\s/g, "");
const known = new Map(interpolations.map((text) => [tight(text), text]));

/** Parses; puts expressions that were broken over lines for being long on one line again. */
async function parsed(text: string): Promise<TerraformJson> {
  const json = JSON.stringify(await parse("main.tf", text));
  return JSON.parse(json, (_, value: Json) =>
    typeof value === "string" && /^\$\{[^]*\n[^]*\}$/.test(value)
      ? (known.get(tight(value)) ?? value)
      : value,
  ) as TerraformJson;
}

test("printed, then parsed, is the document", async () => {
  await fc.assert(
    fc.asyncProperty(document, async (json) => {
      const expected = sorted(inDialect(json, fakeBlocks) as Json);
      expect(sorted((await parsed(print(json))) as Json)).toEqual(expected);
    }),
    { numRuns: 100, seed },
  );
});

test("terraform fmt has nothing to change", () => {
  const samples = fc.sample(document, { numRuns: 100, seed });
  expectFormatted(Object.fromEntries(samples.map((json, n) => [`${n}/main.tf`, print(json)])));
});

test("printing what was printed gives the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(document, async (json) => {
      // hcl2json sorts keys and normalises Unicode, so the first printing starts from that too.
      const normal = JSON.parse(JSON.stringify(json).normalize("NFC")) as TerraformJson;
      const first = print(sorted(normal as Json) as TerraformJson);
      expect(print(fromDialect(await parsed(first)))).toBe(first);
    }),
    { numRuns: 100, seed },
  );
});
