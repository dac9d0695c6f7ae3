import type { Finished } from "./run";

/** One error or warning of Terraform, as its `-json` output gives it. */
export interface Diagnostic {
  severity: "error" | "warning";
  summary: string;
  detail: string;
  /** The address of the resource concerned, where Terraform names it. */
  address?: string;
  range?: { filename: string; start: { line: number; column: number } };
}

/** What a Terraform command gave. */
export interface Result extends Finished {
  /** Exit code 0. */
  ok: boolean;
  diagnostics: Diagnostic[];
  /** Errors and warnings as text, one a line: what to print when a test fails. */
  explain: () => string;
}

/** Makes a result of a finished process; `diagnostics` defaults to those in its JSON lines. */
export function resultOf(
  finished: Finished,
  diagnostics: Diagnostic[] = diagnosticsIn(finished.stdout),
): Result {
  const { exitCode, stderr, stdout } = finished;
  const undeclared = diagnostics.filter(({ summary }) => /undeclared variable/.test(summary));
  // Terraform only warns of a value for a variable that does not exist. Here that is a mistake: the
  // value was meant for something.
  for (const diagnostic of undeclared) diagnostic.severity = "error";
  return {
    ...finished,
    ok: exitCode === 0 && undeclared.length === 0,
    diagnostics,
    explain: () => diagnostics.map(oneLine).join("\n") || (exitCode === 0 ? "" : stderr || stdout),
  };
}

function oneLine({ severity, summary, detail, address, range }: Diagnostic): string {
  const place = range === undefined ? "" : ` (${range.filename}:${range.start.line})`;
  const subject = address === undefined ? "" : `${address}: `;
  return `${severity}: ${subject}${summary}: ${detail.replace(/\s+/g, " ")}${place}`;
}

/** Every line of JSON in a text; other lines are skipped. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Diagnostics in the output of a command run with `-json`. */
export function diagnosticsIn(stdout: string): Diagnostic[] {
  return jsonLines(stdout).flatMap((line) =>
    line.type === "diagnostic" ? [line.diagnostic as Diagnostic] : [],
  );
}
