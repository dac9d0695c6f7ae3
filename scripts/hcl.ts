/**
 * Prints a Terraform JSON file as HCL.
 *
 *     npm run --silent hcl -- FILE.tf.json       (- reads standard input)
 *
 * Exit code 2 and one line on standard error for anything that is not Terraform JSON.
 */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import {
  bindingKnowledge,
  blocksFromProviderSchema,
  firstKnown,
  HclError,
  type Json,
  printHcl,
  refuseDuplicateKeys,
  type TerraformJson,
} from "../lib/hcl";

/** A mistake of the caller's, to be told in one line. */
class InputError extends Error {}

function readJson(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new InputError(
      `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "?"})`,
    );
  }
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    throw new InputError(`${file}: is not JSON (${(error as Error).message})`);
  }
  try {
    refuseDuplicateKeys(text);
  } catch (error) {
    throw named(file, error);
  }
  return json;
}

/** The same error with the file's name in front. */
function named(file: string, error: unknown): unknown {
  return error instanceof HclError ? new InputError(`${file}: ${error.message}`) : error;
}

function print(file: string, options: { schema: string[] }): void {
  const schemas = options.schema.map((path) => {
    try {
      return blocksFromProviderSchema(readJson(path));
    } catch (error) {
      throw named(path, error);
    }
  });
  const document = readJson(file);
  try {
    const blocks = firstKnown(...schemas, bindingKnowledge);
    process.stdout.write(printHcl(document as TerraformJson, { blocks }));
  } catch (error) {
    throw named(file, error);
  }
}

const program = new Command("hcl")
  .description("Print Terraform JSON as HCL")
  .argument("<file>", "a .tf.json file, or - for standard input")
  .option(
    "--schema <file>",
    'output of "terraform providers schema -json", for providers without a binding (repeatable)',
    (path: string, before: string[]) => [...before, path],
    [],
  )
  .action(print)
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

// A reader that stops early, such as `head`, is no error.
process.stdout.on("error", () => process.exit(0));

try {
  program.parse();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exit(0);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`hcl: ${message.replace(/^error: /, "").replace(/\s+/g, " ")}\n`);
  process.exitCode =
    error instanceof InputError || error instanceof CommanderError || error instanceof HclError
      ? 2
      : 1;
}
