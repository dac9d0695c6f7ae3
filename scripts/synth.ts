import fs from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import { propsSource } from "../lib/module/props";
import { InterfaceRecord } from "../lib/module/interface-record";
import type { ModuleFile } from "../lib/module/module-file";
import type { ModuleStack } from "../lib/module/module-stack";
import { MODULE_FORMATS, type ModuleFormat, renderModule } from "../lib/module/render";
import { compareModule, isStale, type ModuleChanges, writeModule } from "../lib/module/write";
import { ROOT } from "../lib/root";
import { moduleStacks, PROPS_FILES } from "../stacks/modules";
import { frontPages } from "./front-pages";

const MODULES = path.join(ROOT, "modules");

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
  readonly record: InterfaceRecord;
}

/** Renders everything before anything is written, so that a failing stack leaves all modules whole. */
function render({ out, format }: Options): Rendered[] {
  return moduleStacks().map((stack) => ({
    stack,
    folder: path.join(path.resolve(out), stack.moduleName),
    files: renderModule(stack, format),
    record: new InterfaceRecord(path.join(ROOT, "docs", "interface", `${stack.moduleName}.json`)),
  }));
}

/** Files outside `modules/` that follow from the stacks. */
function renderRest(rendered: readonly Rendered[]): ModuleFile[] {
  const props = PROPS_FILES.flatMap(({ moduleName, path: file, name }) =>
    rendered
      .filter(({ stack }) => stack.moduleName === moduleName)
      .map(({ stack }) => ({
        path: file,
        content: propsSource(stack, { name, source: `the variables of ${moduleName}` }),
      })),
  );
  return [...frontPages(rendered.map(({ stack }) => stack)), ...props];
}

function textOnDisk(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function synth(options: Options): number {
  const rendered = render(options);
  const rest = renderRest(rendered);
  for (const { stack, folder, files, record } of rendered) {
    report(folder, writeModule(folder, files, record.files));
    // The interface does not depend on the format, but the names of the files do.
    if (options.format !== "hcl") continue;
    const differences = record.differences(stack, files);
    if (differences.length === 0) continue;
    if (options.accept) {
      record.accept(stack, files);
      console.log(`docs/interface/${stack.moduleName}.json: recorded`);
    } else console.warn(explain(stack, differences));
  }
  for (const { path: file, content } of rest) {
    if (textOnDisk(path.join(ROOT, file)) === content) continue;
    fs.writeFileSync(path.join(ROOT, file), content);
    console.log(`${file}: updated`);
  }
  return 0;
}

function check(options: Options): number {
  const rendered = render(options);
  const problems = rendered.flatMap(({ stack, folder, files, record }) => {
    const changes = compareModule(folder, files, record.files);
    const differences = options.format === "hcl" ? record.differences(stack, files) : [];
    return [
      ...(isStale(changes)
        ? [`${relative(folder)} is stale:\n${patch(folder, files, changes)}`]
        : []),
      ...(differences.length > 0 ? [explain(stack, differences)] : []),
    ];
  });
  for (const { path: file, content } of renderRest(rendered)) {
    const before = textOnDisk(path.join(ROOT, file));
    if (before !== content) problems.push(`${file} is stale:\n${diff(file, before, content)}`);
  }
  if (problems.length === 0) {
    console.log(rendered.map(({ folder }) => `${relative(folder)}: up to date`).join("\n"));
    return 0;
  }
  console.error(problems.join("\n"));
  console.error("Run npm run synth, read the diff and commit it.");
  return 1;
}

function report(folder: string, changes: ModuleChanges): void {
  const lines = [
    ...changes.added.map((file) => `  + ${file}`),
    ...changes.changed.map((file) => `  ~ ${file}`),
    ...changes.removed.map((file) => `  - ${file}`),
  ];
  const name = relative(folder);
  console.log(isStale(changes) ? [`${name}:`, ...lines].join("\n") : `${name}: unchanged`);
}

function patch(folder: string, files: readonly ModuleFile[], changes: ModuleChanges): string {
  const wanted = new Map(files.map((file) => [file.path, file.content]));
  return [...changes.added, ...changes.changed, ...changes.removed]
    .map((name) => {
      const file = path.join(folder, name);
      const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
      return diff(name, before, wanted.get(name) ?? "");
    })
    .join("\n");
}

function diff(name: string, before: string, after: string): string {
  // Loaded only where a diff is shown: synth itself has no use for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import() would make all of this async
  const { createTwoFilesPatch } = require("diff") as typeof import("diff");
  return createTwoFilesPatch(`${name} (on disk)`, `${name} (synth)`, before, after);
}

function explain(stack: ModuleStack, differences: readonly string[]): string {
  return [
    `The interface of ${stack.moduleName} is not the recorded one:`,
    ...differences.map((line) => `  ${line}`),
    "A removed or renamed address needs a moved block, a removed or newly required variable a major",
    "version. If the change is meant: npm run synth -- --accept, and commit docs/interface.",
  ].join("\n");
}

function relative(folder: string): string {
  return path.relative(process.cwd(), folder) || ".";
}

const program = new Command("synth")
  .description("Writes modules/ from the stacks, or checks that it is up to date.")
  .option("--check", "write nothing; exit 1 with a diff when something is stale", false)
  .option("--accept", "record a changed interface in docs/interface", false)
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
  process.exitCode = 1;
}
