/**
 * Compares what ClickHouse costs with each storage mode, on a real engine and an S3 that counts.
 *
 *     npm run bench:clickhouse -- [options]
 *
 * Writes clickhouse.md, clickhouse.svg and clickhouse.json to docs/benchmarks.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { whyClickHouseIsUnavailable } from "../../engines/clickhouse";
import { benchmark } from "./benchmark";
import { MODES } from "./configurations";
import { goals } from "./goals";
import { markdown } from "./markdown";
import { CONTAINERS } from "./memory";
import { json, type Report } from "./report";
import { svg } from "./svg";

interface Options {
  seconds: number;
  rowsPerSecond: number;
  batchSize: number;
  compress: number;
  realTime?: boolean;
  modes: string[];
  scales: number[];
  memory: number[];
  region: string;
  from?: string;
  out: string;
}

const NAMES = ["blog", ...MODES];
const SIZES = CONTAINERS.map(({ memory }) => memory / 1024);

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

function numbers(text: string): number[] {
  return text === "" ? [] : text.split(",").map(positive);
}

function modes(text: string): string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(
      `Unknown: ${unknown.join(", ")}; there are ${NAMES.join(", ")}.`,
    );
  }
  return names;
}

function scales(text: string): number[] {
  const all = numbers(text).sort((a, b) => a - b);
  if (all[0] !== 1) throw new InvalidArgumentError("The first must be 1, such as 1,10,100.");
  return all;
}

function sizes(text: string): number[] {
  const all = numbers(text);
  const unknown = all.filter((size) => !SIZES.includes(size));
  if (unknown.length > 0) throw new InvalidArgumentError(`It knows ${SIZES.join(", ")} (GiB).`);
  return all;
}

function options(): Options {
  const command = new Command("bench:clickhouse")
    .option("--seconds <n>", "simulated seconds of load", positive, 300)
    .option("--rows-per-second <n>", "rows a second of each of the four tables", positive, 20)
    .option("--batch-size <n>", "rows at which Langfuse's worker flushes early", positive, 1000)
    .option("--compress <n>", "simulated seconds in one real second", positive, 10)
    .option("--real-time", "the same as --compress 1")
    .option("--modes <list>", `of ${NAMES.join(",")}`, modes, NAMES)
    .option(
      "--scales <list>",
      "factors on the rows, for the growth of blog and tiered",
      scales,
      [1, 10, 100],
    )
    .option("--memory <list>", "container sizes in GiB; empty for none", sizes, SIZES)
    .addOption(
      new Option("--region <name>", "whose prices to take")
        .choices(["us-east-1", "ap-northeast-1"])
        .default("us-east-1"),
    )
    .option(
      "--from <file>",
      "writes page and plot anew from earlier raw figures, measuring nothing",
    )
    .option("--out <folder>", "where to write", join("docs", "benchmarks"));
  return command.parse().opts<Options>();
}

function write(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "clickhouse.md"), markdown(report));
  writeFileSync(join(folder, "clickhouse.svg"), svg(report));
  writeFileSync(join(folder, "clickhouse.json"), json(report));
}

async function measured(options: Options): Promise<Report> {
  const reason = whyClickHouseIsUnavailable();
  if (reason !== undefined) throw new Error(`ClickHouse cannot run here: ${reason}`);
  const {
    seconds,
    rowsPerSecond,
    batchSize,
    modes: names,
    scales: factors,
    memory,
    region,
  } = options;
  const compress = options.realTime === true ? 1 : options.compress;
  const load = { seconds, rowsPerSecond, batchSize, compress };
  return benchmark({ modes: names, load, scales: factors, memory, region });
}

async function main(): Promise<void> {
  const chosen = options();
  const { from, out } = chosen;
  const raw = from === undefined ? json(await measured(chosen)) : readFileSync(from, "utf8");
  // Rendered from the rounded figures either way, so that --from gives the same page.
  const report = JSON.parse(raw) as Report;
  write(out, report);
  for (const { text, found, reached } of goals(report)) {
    const mark = reached === undefined ? "  --  " : reached ? "  ok  " : "MISSED";
    console.log(`${mark}  ${text}: ${found}`);
  }
  console.log(`Written: ${join(out, "clickhouse.{md,svg,json}")}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
