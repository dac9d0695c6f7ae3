/**
 * From Terraform JSON to the HCL a Terraform engineer would have written.
 *
 * The specification is Terraform's page on JSON configuration syntax: it says which strings are
 * templates, which are plain text and which are references. What it cannot say, block or argument,
 * comes from {@link BlockKnowledge}. See docs/adr/0002-own-hcl-printer.md.
 */
import { bindingKnowledge } from "../bindings";
import { type TerraformJson } from "./json";
import { type BlockKnowledge } from "./knowledge";
import { printDocument } from "./print";

export { bindingKnowledge } from "../bindings";
export { refuseDuplicateKeys } from "./duplicates";
export { HclError } from "./errors";
export { type Json, type JsonObject, type TerraformJson } from "./json";
export {
  type ArgumentKnowledge,
  type BlockKnowledge,
  type BodyKind,
  type BodyKnowledge,
  firstKnown,
} from "./knowledge";
export { blocksFromProviderSchema } from "./schema";

/** Options of {@link printHcl}. */
export interface PrintOptions {
  /**
   * Tells blocks from arguments in the bodies that providers define.
   *
   * @default - the installed `@cdktf/provider-*` bindings
   */
  blocks?: BlockKnowledge;
}

/**
 * Prints a Terraform JSON document as HCL. The text is what `terraform fmt` would leave alone, and
 * ends in one newline (an empty document is empty text).
 *
 * @throws HclError when the document is not Terraform JSON, or when nothing tells whether an object
 *   in it is a block or an argument. The message begins with the address.
 */
export function printHcl(document: TerraformJson, options: PrintOptions = {}): string {
  return printDocument(document, options.blocks ?? bindingKnowledge);
}
