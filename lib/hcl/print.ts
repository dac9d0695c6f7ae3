/** A whole document. */
import { checkJson } from "./check-json";
import { commentsOf } from "./comments";
import { HclError } from "./errors";
import { COMMENT_KEY, isObject, type Json, show, type TerraformJson } from "./json";
import { type BlockKnowledge, builtInKnowledge, firstKnown } from "./knowledge";
import { localsSection, moduleSection } from "./sections/module";
import { checkSection, refactorSection } from "./sections/refactor";
import { providerSection, resourceSection } from "./sections/resource";
import { terraformSection } from "./sections/terraform";
import { outputSection, variableSection } from "./sections/variable";
import { BLANK, type Line, plainLine, renderLines } from "./writer";

type Section = (value: Json, blocks: BlockKnowledge) => Line[][];

/** The sections in the order a reader wants them. */
const SECTIONS: readonly (readonly [name: string, print: Section])[] = [
  ["terraform", terraformSection],
  ["provider", providerSection],
  ["variable", variableSection],
  ["locals", localsSection],
  ["data", (value, blocks) => resourceSection("data", value, blocks)],
  ["ephemeral", (value, blocks) => resourceSection("ephemeral", value, blocks)],
  ["resource", (value, blocks) => resourceSection("resource", value, blocks)],
  ["module", moduleSection],
  ["import", (value) => refactorSection("import", value)],
  ["moved", (value) => refactorSection("moved", value)],
  ["removed", (value) => refactorSection("removed", value)],
  ["check", checkSection],
  ["output", outputSection],
];

/** Prints a document with the given knowledge of blocks. See `printHcl` in index.ts. */
export function printDocument(document: TerraformJson, blocks: BlockKnowledge): string {
  checkJson(document);
  if (!isObject(document)) {
    throw new HclError("", `a Terraform JSON document is an object, got ${show(document)}`);
  }
  const known = SECTIONS.map(([name]) => name);
  for (const name of Object.keys(document)) {
    if (name !== COMMENT_KEY && !known.includes(name)) {
      throw new HclError(name, `is not a section of Terraform: use one of ${known.join(", ")}`);
    }
  }
  const knowledge = firstKnown(builtInKnowledge, blocks);
  const blocksOfLines = SECTIONS.flatMap(([name, print]) => {
    const value = Object.hasOwn(document, name) ? document[name] : undefined;
    return value === undefined ? [] : print(value, knowledge);
  });
  const comments = commentsOf(document, "");
  for (const name of comments.byArgument.keys()) {
    throw new HclError(
      "",
      `"//".arguments has a comment on "${name}": at the root there are no arguments`,
    );
  }
  const head = [...comments.above, ...comments.inside].map(plainLine);
  const parts = head.length > 0 ? [head, ...blocksOfLines] : blocksOfLines;
  return renderLines(parts.flatMap((lines, index) => (index > 0 ? [BLANK, ...lines] : lines)));
}
