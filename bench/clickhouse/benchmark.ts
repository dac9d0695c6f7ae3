import {
  blogConfiguration,
  openModule,
  type Configuration,
  type PlannedModule,
} from "./configurations";
import type { LoadOptions } from "./load";
import { measure, type Measurement } from "./measure";
import { CONTAINERS, measureMemory, type MemoryResult } from "./memory";
import { Progress } from "./progress";
import { DASHBOARD } from "./queries";
import type { Growth, LongRun, Report } from "./report";

/** What to measure. */
export interface BenchmarkOptions {
  /** `blog` and values of the module's `clickhouse_storage`. */
  readonly modes: readonly string[];
  readonly load: Omit<LoadOptions, "writeIntervalMs">;
  /** Factors on the rows; the first must be 1. */
  readonly scales: readonly number[];
  /** Container sizes in GiB. */
  readonly memory: readonly number[];
  readonly region: string;
}

/** Configurations that are measured at every scale: where one starts, and the module's default. */
const GROWING = ["blog", "tiered"];
/** Load of the long run: enough rows for dozens of parts to outgrow a limit this low. */
const LONG_RUN = { rowsPerSecond: 1000, seconds: 300, hotPartSizeMib: 8 };

/** Runs everything, one server at a time, so that none disturbs another. */
export async function benchmark(options: BenchmarkOptions): Promise<Report> {
  const { modes, load, region } = options;
  const scales = options.scales.filter((scale) => scale !== 1);
  const growing = scales.length === 0 ? [] : modes.filter((mode) => GROWING.includes(mode));
  const sizes = CONTAINERS.filter(({ memory }) => options.memory.includes(memory / 1024));
  const longRuns = growing.includes("tiered") ? 1 : 0;
  const runs = modes.length + growing.length * scales.length + longRuns;
  const progress = new Progress(runs + sizes.length);
  let step = 0;
  const next = (name: string) => {
    step += 1;
    const current = step;
    return (phase: string, share: number) => {
      progress.show(current, name, phase, share);
    };
  };
  const module = await openModule();
  try {
    const run = async (name: string, scale: number): Promise<Measurement> => {
      const onPhase = next(scale === 1 ? name : `${name}, ${scale}× rows`);
      const configuration = await configurationOf(module, name);
      const { writeIntervalMs } = configuration;
      const rowsPerSecond = load.rowsPerSecond * scale;
      return measure(configuration, {
        load: { ...load, rowsPerSecond, writeIntervalMs },
        idleSeconds: scale === 1 ? load.seconds : 0,
        queries: DASHBOARD,
        onPhase,
      });
    };
    const measurements: Measurement[] = [];
    for (const mode of modes) measurements.push(await run(mode, 1));
    const growth: Growth[] = [];
    for (const name of growing) {
      const first = measurements.find((measurement) => measurement.name === name);
      const runs = first === undefined ? [] : [{ scale: 1, measurement: first }];
      for (const scale of scales) runs.push({ scale, measurement: await run(name, scale) });
      growth.push({ name, runs });
    }
    const longRun = growing.includes("tiered")
      ? await measureLongRun(module, load, next)
      : undefined;
    const memory: MemoryResult[] = [];
    for (const size of sizes) {
      const show = next(`${size.memory / 1024} GiB container`);
      memory.push(
        await measureMemory(module, size, (share) => {
          show("memory", share);
        }),
      );
    }
    const engine = measurements[0]?.engine ?? "";
    return { engine, region, load, measurements, growth, longRun, memory };
  } finally {
    progress.end();
    module.close();
  }
}

/** The module's `tiered` with its limit lowered, so that what takes weeks happens in minutes. */
async function measureLongRun(
  module: PlannedModule,
  load: BenchmarkOptions["load"],
  next: (name: string) => (phase: string, share: number) => void,
): Promise<LongRun> {
  const onPhase = next("tiered, long run");
  const { hotPartSizeMib = 1 } = await configurationOf(module, "tiered");
  const configuration = await module.configuration("tiered", {
    clickhouse_storage: "tiered",
    clickhouse_hot_part_size_mib: LONG_RUN.hotPartSizeMib,
  });
  const { rowsPerSecond, seconds } = LONG_RUN;
  const { writeIntervalMs } = configuration;
  const measurement = await measure(configuration, {
    load: { ...load, rowsPerSecond, seconds, writeIntervalMs },
    queries: DASHBOARD,
    onPhase,
  });
  return { shrink: hotPartSizeMib / LONG_RUN.hotPartSizeMib, measurement };
}

async function configurationOf(module: PlannedModule, name: string): Promise<Configuration> {
  return name === "blog"
    ? blogConfiguration()
    : module.configuration(name, { clickhouse_storage: name });
}
