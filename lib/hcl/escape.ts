/**
 * The characters that may stand in HCL. Two layers: a quoted string needs backslash escapes, and any
 * text outside an interpolation needs its `${` and `%{` doubled.
 */

/** HCL object keys and names that need no quotes. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Words that the object-constructor grammar reads as something else than a name. */
const NOT_A_BARE_KEY = new Set(["for", "if", "in", "null", "true", "false"]);

/** True when `name` may stand as a block label, an argument name or a reference root. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** True when an object key needs no quotes. */
export function isBareKey(key: string): boolean {
  return isIdentifier(key) && !NOT_A_BARE_KEY.has(key);
}

/**
 * Characters a reader cannot see: controls, bidirectional and other format marks, exotic spaces,
 * private use. Written as \u escapes, like hclwrite does. Kept as they are: the ideographic space
 * (ordinary in Japanese text) and the joiners that hold an emoji or an Indic syllable together.
 * Unassigned code points are left alone, so that the result does not hang on the Unicode version.
 */
const INVISIBLE = /(?![ \u3000\u200c\u200d])[\p{Cc}\p{Cf}\p{Z}\p{Co}]/gu;

/** True when the text has a character that only a \u escape can show (tab and newline aside). */
export function hasInvisible(text: string): boolean {
  return text.replace(/[\n\t]/g, "").search(INVISIBLE) !== -1;
}

function escapeInvisible(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default: {
      const code = character.codePointAt(0) ?? 0;
      return code > 0xffff
        ? `\\U${code.toString(16).padStart(8, "0")}`
        : `\\u${code.toString(16).padStart(4, "0")}`;
    }
  }
}

/** Backslash escapes for text between quotes. Leaves `${` and `%{` as they are. */
export function escapeQuoted(text: string): string {
  return text.replace(/["\\]/g, "\\$&").replace(INVISIBLE, escapeInvisible);
}

/**
 * Doubles the sign of each `${` and `%{`, so that it means itself. One more sign is right also where
 * there are several (`$${` becomes `$$${`): Terraform takes only the last two as the escape.
 */
export function escapeMarkers(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}

/** A literal text as a quoted HCL string. */
export function quoteLiteral(text: string): string {
  return `"${escapeQuoted(escapeMarkers(text))}"`;
}

/**
 * Terraform replaces half a surrogate pair by U+FFFD when it reads JSON; so does this, because UTF-8
 * cannot hold one.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
