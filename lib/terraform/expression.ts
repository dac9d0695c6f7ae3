import { IResolvable, IResolveContext, Token, Tokenization } from "cdktf";
import { Intrinsic } from "cdktf/lib/tokens/private/intrinsic";

/**
 * What may stand in the holes of an {@link hcl} template: constructs and tokens become references,
 * everything else becomes an HCL literal.
 */
export type ExpressionPart =
  | string
  | number
  | boolean
  | null
  | IResolvable
  | Addressable
  | readonly ExpressionPart[]
  | { readonly [key: string]: ExpressionPart };

/** A construct that Terraform can name: a variable, a local, a resource. */
export interface Addressable {
  readonly fqn: string;
}

/**
 * A Terraform expression written as HCL.
 *
 * cdktf's own `Fn` and `Op` write every operand by hand-escaped string joining and break on quotes
 * inside `jsonencode` (terraform-cdk #3911), so expressions are written as text here, with holes that
 * are quoted by one function.
 */
class HclExpression extends Intrinsic {
  private readonly strings: readonly string[];

  public constructor(
    strings: readonly string[],
    private readonly parts: readonly ExpressionPart[],
  ) {
    super("");
    // A backslash is HCL's, except before what JavaScript's template would take for its own.
    this.strings = strings.map((text) => text.replace(/\\(\$\{|`)/g, "$1"));
  }

  public override resolve(context: IResolveContext): string {
    const nested = context.suppressBraces;
    context.suppressBraces = true;
    const text = this.strings
      .map((s, i) => (i < this.parts.length ? s + literal(this.parts[i] ?? null, context) : s))
      .join("");
    context.suppressBraces = nested;
    return nested ? text : `\${${text}}`;
  }
}

/**
 * Writes a Terraform expression, as text that is read the way Terraform reads it: backslashes are kept,
 * and a Terraform template inside it is written `\${…}`.
 *
 * @example hcl`${inputs.isSpotInstance} ? "FARGATE_SPOT" : "FARGATE"`
 * @returns a string token; see {@link hclNumber}, {@link hclList} and {@link hclAny} for other kinds
 */
export function hcl(strings: TemplateStringsArray, ...parts: ExpressionPart[]): string {
  return Token.asString(new HclExpression(strings.raw, parts));
}

/** As {@link hcl}, for a place that takes a number. */
export function hclNumber(strings: TemplateStringsArray, ...parts: ExpressionPart[]): number {
  return Token.asNumber(new HclExpression(strings.raw, parts));
}

/** As {@link hcl}, for a place that takes a list of texts. */
export function hclList(strings: TemplateStringsArray, ...parts: ExpressionPart[]): string[] {
  return Token.asList(new HclExpression(strings.raw, parts));
}

/** As {@link hcl}, for a place that takes a map of texts. */
export function hclMap(
  strings: TemplateStringsArray,
  ...parts: ExpressionPart[]
): Record<string, string> {
  return Token.asStringMap(new HclExpression(strings.raw, parts));
}

/** As {@link hcl}, for a place that takes a boolean or an object. */
export function hclAny(strings: TemplateStringsArray, ...parts: ExpressionPart[]): IResolvable {
  return new HclExpression(strings.raw, parts);
}

/** Quotes a text as an HCL string literal, leaving nothing in it that HCL would interpret. */
export function quote(text: string): string {
  return `"${escapeLiteral(text)}"`;
}

function escapeLiteral(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/([$%])\{/g, "$1$1{");
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

function literal(part: ExpressionPart, context: IResolveContext): string {
  if (part === null) return "null";
  if (typeof part === "boolean") return String(part);
  if (typeof part === "number") {
    const token = Tokenization.reverseNumber(part);
    return token ? resolved(token, context) : String(part);
  }
  if (typeof part === "string") return text(part, context);
  if (isList(part)) {
    const token = Token.isUnresolved(part) ? Tokenization.reverseList([...part] as string[]) : null;
    if (token) return resolved(token, context);
    return `[${part.map((p) => literal(p, context)).join(", ")}]`;
  }
  if (Tokenization.isResolvable(part)) return resolved(part, context);
  if (isAddressable(part)) return text(part.fqn, context);
  const entries = Object.entries(part as Record<string, ExpressionPart>).map(
    ([key, value]) => `${IDENTIFIER.test(key) ? key : quote(key)} = ${literal(value, context)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** cdktf's marker for a token inside a text. */
const TOKEN = /(\$\{TfToken\[[^\]]+\]\})/;

/** A text with tokens in it: a lone token is a bare reference, a mixture is a quoted template. */
function text(value: string, context: IResolveContext): string {
  const pieces = value.split(TOKEN).filter((piece) => piece !== "");
  if (pieces.length === 1 && TOKEN.test(value)) return token(value, context);
  const inner = pieces.map((piece) =>
    TOKEN.test(piece) ? `\${${token(piece, context)}}` : escapeLiteral(piece),
  );
  return `"${inner.join("")}"`;
}

function token(marker: string, context: IResolveContext): string {
  const [resolvable] = Tokenization.reverseString(marker).tokens;
  if (!resolvable) throw new Error(`unknown token ${marker} in an expression`);
  return resolved(resolvable, context);
}

function resolved(token: IResolvable, context: IResolveContext): string {
  const value: unknown = context.resolve(token);
  return typeof value === "string" ? value : literal(value as ExpressionPart, context);
}

function isList(part: ExpressionPart): part is readonly ExpressionPart[] {
  return Array.isArray(part);
}

function isAddressable(part: unknown): part is Addressable {
  return typeof part === "object" && part !== null && "fqn" in part;
}
