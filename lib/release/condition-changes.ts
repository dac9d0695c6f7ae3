import type { Change } from "./bump";

/**
 * What changed validations mean to those who set the variable. A condition that is gone, or that shows by its
 * form that it takes all that it took before, is minor; any other may refuse a value that was fine, so major.
 *
 * @param name what is told about, such as `variable postgresql_version`
 */
export function conditionChanges(
  name: string,
  before: readonly string[],
  after: readonly string[],
): Change[] {
  const old = before.filter((condition) => !after.includes(condition));
  const now = after.filter((condition) => !before.includes(condition));
  const known = before.flatMap(clausesOf);
  const stricter = now.filter((condition) => {
    return !clausesOf(condition).every((clause) => known.some((one) => implies(one, clause)));
  });
  if (stricter.length > 0) {
    return stricter.map((condition) => ({
      bump: "major",
      text: `${name}: a validation may refuse what was accepted: ${oneLine(condition)}`,
    }));
  }
  if (old.length === 0) return [];
  return [{ bump: "minor", text: `${name}: its validation takes more values than before` }];
}

function oneLine(condition: string): string {
  return condition.replace(/\s+/gu, " ").trim();
}

/** A part of a condition that has to hold, and the value for which it need not. */
interface Clause {
  readonly guard: string;
  readonly text: string;
}

const GUARD = /^(var\.\w+ == null \? true : )?([^]*)$/u;

/** The parts joined by `&&`; a condition with other operators between its parts is one part. */
function clausesOf(condition: string): Clause[] {
  const [, guard = "", rest = ""] = GUARD.exec(oneLine(condition)) ?? [];
  const parts = /[?!"]|\|\|| for /u.test(rest) ? [rest] : rest.split(" && ");
  const whole = parts.every((part) => count(part, "(") === count(part, ")"));
  return (whole ? parts : [rest]).map((text) => ({ guard, text }));
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Whether each value that the first one takes is taken by the second one as well. */
function implies(before: Clause, after: Clause): boolean {
  if (before.guard !== after.guard && before.guard !== "") return false;
  return (
    before.text === after.text ||
    listIncludes(before.text, after.text) ||
    boundIncludes(before.text, after.text)
  );
}

const LIST = /^contains\(\[([^[\](){}]*)\], ([\w.]+)\)$/u;

function listIncludes(before: string, after: string): boolean {
  const [, inner, of] = LIST.exec(before) ?? [];
  const [, outer, same] = LIST.exec(after) ?? [];
  if (inner === undefined || outer === undefined || of !== same) return false;
  const values = new Set(outer.split(",").map((value) => value.trim()));
  return inner.split(",").every((value) => values.has(value.trim()));
}

const BOUND = /^([\w.]+|length\([\w.]+\)) (>=|<=|>|<) (-?\d+(?:\.\d+)?)$/u;

function boundIncludes(before: string, after: string): boolean {
  const [, subject, operator, inner] = BOUND.exec(before) ?? [];
  const [, same, equal, outer] = BOUND.exec(after) ?? [];
  if (subject === undefined || subject !== same || operator !== equal) return false;
  return operator?.startsWith(">")
    ? Number(outer) <= Number(inner)
    : Number(outer) >= Number(inner);
}
