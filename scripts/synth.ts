import * as fs from "node:fs";
import * as path from "node:path";
import { Command, Option } from "commander";
import { createTwoFilesPatch } from "diff";
import { compareInterfaces, interfaceOf, type ModuleInterface } from "../lib/module/interface";
import type { ModuleFile } from "../lib/module/module-file";
import type { ModuleStack } from "../lib/module/module-stack";
import { MODULE_FORMATS, type ModuleFormat, renderModule } from "../lib/module/render";
import { compareModule, isStale, type ModuleChanges, writeModule } from "../lib/module/write";
import { moduleStacks } from "../stacks/modules";

const ROOT = path.join(__dirname, "..");
const MODULES = path.join(ROOT, "modules");
const INTERFACES = path.join(ROOT, "docs", "interface");

interface Options {
  readonly check: boolean;
  readonly accept: boolean;
  readonly format: ModuleFormat;
  readonly out: string;
}

interface Rendered {
  readonly stack: ModuleStack;
  readonly folder: string;
  readonly files: ModuleFile[];
  readonly known: ReadonlySet<string>;
}

/** Renders everything before anything is written, so that a failing stack leaves all modules whole. */
function render(options: Options): Rendered[] {
  return moduleStacks().map((stack) => ({
    stack,
    folder: path.join(path.resolve(options.out), stack.moduleName),
    files: renderModule(stack, options.format),
    known: new Set(readInterface(stack.moduleName)?.files ?? []),
  }));
}

function synth(options: Options): number {
  let exitCode = 0;
  for (const { stack, folder, files, known } of render(options)) {
    report(path.relative(process.cwd(), folder), writeModule(folder, files, known));
    if (options.format === "hcl" && !updateInterface(stack, files, options)) exitCode = 0;
  }
  return exitCode;
}

function check(options: Options): number {
  let stale = false;
  for (const { stack, folder, files, known } of render(options)) {
    const changes = compareModule(folder, files, known);
    const differences = options.format === "hcl" ? interfaceDifferences(stack, files) : [];
    const name = path.relative(process.cwd(), folder);
    if (isStale(changes)) {
      stale = true;
      console.error(`${name} is stale: run npm run synth and commit what it writes.\n`);
      printDiff(folder, files, changes);
    }
    if (differences.length > 0) {
      stale = true;
      console.error(interfaceMessage(stack, differences));
    }
    if (!isStale(changes) && differences.length === 0) console.log(`${name} is up to date`);
  }
  return stale ? 1 : 0;
}

function report(name: string, changes: ModuleChanges): void {
  if (!isStale(changes)) {
    console.log(`${name}: unchanged`);
    return;
  }
  const lines = [
    ...changes.added.map((file) => `  + ${file}`),
    ...changes.changed.map((file) => `  ~ ${file}`),
    ...changes.removed.map((file) => `  - ${file}`),
  ];
  console.log([`${name}:`, ...lines].join("\n"));
}

function printDiff(folder: string, files: readonly ModuleFile[], changes: ModuleChanges): void {
  const wanted = new Map(files.map((file) => [file.path, file.content]));
  for (const name of [...changes.added, ...changes.changed, ...changes.removed]) {
    const file = path.join(folder, name);
    const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    console.error(
      createTwoFilesPatch(`${name} (committed)`, `${name} (synth)`, before, wanted.get(name) ?? ""),
    );
  }
}

function interfaceFile(moduleName: string): string {
  return path.join(INTERFACES, `${moduleName}.json`);
}

function readInterface(moduleName: string): ModuleInterface | null {
  const file = interfaceFile(moduleName);
  if (!fs.existsSync(file)) return null;
  return JSON.parse(fs.readFileSync(file, "utf8")) as ModuleInterface;
}

function interfaceDifferences(stack: ModuleStack, files: readonly ModuleFile[]): string[] {
  const recorded = readInterface(stack.moduleName);
  const current = interfaceOf(
    stack,
    files.map((file) => file.path),
  );
  return recorded ? compareInterfaces(recorded, current) : ["+ everything"];
}

function updateInterface(
  stack: ModuleStack,
  files: readonly ModuleFile[],
  options: Options,
): boolean {
  const differences = interfaceDifferences(stack, files);
  if (differences.length === 0) return true;
  if (!options.accept) {
    console.warn(interfaceMessage(stack, differences));
    return false;
  }
  const current = interfaceOf(
    stack,
    files.map((file) => file.path),
  );
  fs.mkdirSync(INTERFACES, { recursive: true });
  fs.writeFileSync(interfaceFile(stack.moduleName), `${JSON.stringify(current, null, 2)}\n`);
  console.log(`${path.relative(process.cwd(), interfaceFile(stack.moduleName))}: recorded`);
  return true;
}

function interfaceMessage(stack: ModuleStack, differences: readonly string[]): string {
  return [
    `The interface of ${stack.moduleName} has changed:`,
    ...differences.map((line) => `  ${line}`),
    "A removed or renamed address needs a moved block, a removed or newly required variable a major version.",
    "If the change is meant, record it with npm run synth -- --accept and commit docs/interface.",
  ].join("\n");
}

const program = new Command("synth")
  .description("Writes modules/ from the stacks, or checks that it is up to date.")
  .option("--check", "write nothing; exit 1 with a diff when a module is stale", false)
  .option("--accept", "record the changed interface of a module in docs/interface", false)
  .addOption(
    new Option("--format <format>", "HCL, or the same module as .tf.json")
      .choices([...MODULE_FORMATS])
      .default("hcl"),
  )
  .option("--out <folder>", "where the modules are written", MODULES)
  .action((options: Options) => {
    process.exitCode = options.check ? check(options) : synth(options);
  });

try {
  program.parse();
} catch (error) {
  console.error(`synth: ${(error as Error).message}`);
  console.error("Nothing was written.");
  process.exitCode = 1;
}
