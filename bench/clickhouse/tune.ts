/**
 * What the module's cost levers do, one at a time: the write interval, packed skip indexes, the size
 * above which a part goes to S3, and how much of the data a cache has to hold. Prints a line a case.
 *
 *     node -r tsx/cjs bench/clickhouse/tune.ts [interval|packed|hot|cache …]
 */
import type { Variables } from "../../engines/terraform";
import { openModule, type PlannedModule } from "./configurations";
import type { LoadOptions } from "./load";
import { measure, type Measurement } from "./measure";
import { DASHBOARD } from "./queries";

const LOAD: Omit<LoadOptions, "writeIntervalMs"> = {
  seconds: 300,
  rowsPerSecond: 20,
  batchSize: 1000,
  compress: 10,
};
/** Enough for many parts to outgrow the volume. */
const HEAVY: typeof LOAD = { ...LOAD, rowsPerSecond: 2000, compress: 100 };
const NOT_PACKED =
  "<clickhouse><merge_tree><packed_skip_index_max_bytes>0</packed_skip_index_max_bytes></merge_tree></clickhouse>";

/** A cache smaller than the variable allows, since the data of a test is smaller too. */
function cacheOf(mib: number): string {
  return `<clickhouse><storage_configuration><disks><s3_cache>
    <max_size>${mib * 2 ** 20}</max_size>
  </s3_cache></disks></storage_configuration></clickhouse>`;
}

type Case = readonly [name: string, load: typeof LOAD, vars: Variables];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  interval: [1000, 5000, 10_000, 30_000].map((ms) => [
    `object_storage, flush every ${ms} ms`,
    LOAD,
    { clickhouse_storage: "object_storage", ingestion_write_interval_ms: ms },
  ]),
  packed: [1000, 10_000].map((ms) => [
    `object_storage, flush every ${ms} ms, skip indexes not packed`,
    LOAD,
    {
      clickhouse_storage: "object_storage",
      ingestion_write_interval_ms: ms,
      clickhouse_extra_config: { packed: NOT_PACKED },
    },
  ]),
  hot: [16, 64, 100, 256].map((mib) => [
    `tiered, parts above ${mib} MiB on S3`,
    HEAVY,
    { clickhouse_storage: "tiered", clickhouse_hot_part_size_mib: mib },
  ]),
  cache: [8, 16, 32, 64, 128].map((mib) => [
    `object_storage_cached, cache of ${mib} MiB`,
    { ...HEAVY, seconds: 60 },
    {
      clickhouse_storage: "object_storage_cached",
      clickhouse_extra_config: { cache: cacheOf(mib) },
    },
  ]),
};

async function run(module: PlannedModule, [name, load, vars]: Case): Promise<Measurement> {
  const configuration = await module.configuration(name, vars);
  return measure(configuration, {
    load: { ...load, writeIntervalMs: configuration.writeIntervalMs },
    queries: DASHBOARD,
  });
}

function line(m: Measurement): string {
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const sum = (pass: "cold" | "warm", key: "gets" | "milliseconds") =>
    (m.queries ?? []).reduce((total, query) => total + query[pass][key], 0).toFixed(0);
  return [
    m.name,
    `PUT ${m.requests.put}`,
    `GET ${m.requests.get}`,
    `up ${mib(m.requests.bytesUp)} MiB`,
    `merges ${m.parts.merges}`,
    `active ${m.parts.active}`,
    `on volume ${mib(m.bytes.volume)} MiB`,
    `on S3 ${mib(m.bytes.objects)} MiB`,
    `dashboard cold ${sum("cold", "gets")} GET ${sum("cold", "milliseconds")} ms`,
    `warm ${sum("warm", "gets")} GET ${sum("warm", "milliseconds")} ms`,
    `peak ${mib(m.peakBytes ?? 0)} MiB`,
    `${m.result.achievedCompress.toFixed(1)}x`,
  ].join(" | ");
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in CASES));
  if (unknown.length > 0) {
    throw new Error(`unknown: ${unknown.join(", ")}; there are ${Object.keys(CASES).join(", ")}`);
  }
  const module = await openModule();
  try {
    for (const name of wanted.length > 0 ? wanted : Object.keys(CASES)) {
      for (const item of CASES[name] ?? []) console.log(line(await run(module, item)));
    }
  } finally {
    module.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
