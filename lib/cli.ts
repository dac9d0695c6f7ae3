import { type Command, CommanderError } from "commander";

/** Ends a program because of what its caller wrote: one line, exit code 2, nothing touched. */
export const USAGE = 2;
/** Ends a program because something else went wrong: a server, a disk, a stale file. */
export const FAILURE = 1;

/**
 * The caller's mistake. The message is one line and says the value got, the rule and the remedy:
 * `--module: got "gcp", expected one of aws, azurerm`.
 */
export class UsageError extends Error {}

/**
 * Parses the command line and runs the program's action, which returns an exit code or nothing for 0. Errors end
 * up on standard error behind the program's name, never as a stack trace: {@link UsageError} and a wrong option
 * with exit code 2, anything else with 1.
 */
export async function runProgram(program: Command, argv = process.argv): Promise<void> {
  program.exitOverride().configureOutput({ outputError: () => undefined });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCode(error);
    if (process.exitCode !== 0) console.error(`${program.name()}: ${textOf(error)}`);
  }
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  return error instanceof UsageError ? USAGE : FAILURE;
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof CommanderError ? text.replace(/^error: /u, "") : text;
}
