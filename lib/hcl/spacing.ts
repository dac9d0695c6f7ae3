/**
 * Spaces between the nodes of an expression, by the table that `terraform fmt` uses
 * (hclwrite's spaceAfterToken), quirks included: `in(x)`, `"a" [0]`, `k => - v`.
 */
import { type Node } from "./tree";

/** Tokens after which a minus is a sign and not a subtraction. */
const SIGN_AFTER = new Set("= : , ? + * / % - ! < > == != >= <= && ||".split(" "));

function isWord(node: Node | undefined, text: string): boolean {
  return node?.kind === "word" && node.text === text;
}

/** True when `terraform fmt` puts a space between `nodes[index - 1]` and `nodes[index]`. */
export function needsSpace(nodes: readonly Node[], index: number): boolean {
  const before = nodes[index - 2];
  const left = nodes[index - 1];
  const right = nodes[index];
  if (left === undefined || right === undefined) return false;
  const leftType = left.kind === "word" ? left.type : left.kind;
  const opens = right.kind === "group" ? right.open : undefined;

  if (leftType === "identifier" && opens === "(") return false;
  if (isWord(left, "::") || isWord(right, "::")) return false;
  if (isWord(left, ".") || isWord(right, ".")) return false;
  if (isWord(right, ",") || isWord(right, "...")) return false;
  if (isWord(left, ",")) return true;
  if (isWord(left, "in") && before?.kind === "word" && before.type === "identifier") return true;
  if (
    opens === "[" &&
    (leftType === "identifier" || leftType === "number" || leftType === "group")
  ) {
    return false;
  }
  if (isWord(left, "!")) return false;
  if (leftType === "sequence") return opens === "{";
  if (right.kind === "word" && right.type === "sequence") {
    return left.kind === "group" && left.open === "{";
  }
  if (isWord(left, "-")) {
    return !(before === undefined || (before.kind === "word" && SIGN_AFTER.has(before.text)));
  }
  return true;
}
