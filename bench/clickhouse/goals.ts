import { monthlyUse } from "./cost";
import { count } from "./format";
import { dashboard, longRunOf, measurementOf, type Report } from "./report";

/** One aim of the project and whether this run reached it. */
export interface Goal {
  readonly text: string;
  readonly found: string;
  /** Undefined when the run measured too little to tell. */
  readonly reached: boolean | undefined;
}

const MIB = 2 ** 20;
/** Configurations whose repeated queries must not reach S3. */
const CACHED = ["volume", "object_storage_cached", "tiered"];

/** Holds a run against the project's aims. Large loads count too: a quiet one proves little. */
export function goals(report: Report): Goal[] {
  return [
    ...putGoals(report),
    ...monthGoal(report),
    ...getGoals(report),
    logGoal(report),
    memoryGoal(report),
  ];
}

function putGoals(report: Report): Goal[] {
  const runsOf = (name: string) =>
    report.growth.find((growth) => growth.name === name)?.runs ??
    report.measurements
      .filter((measurement) => measurement.name === name)
      .map((measurement) => ({ scale: 1, measurement }));
  return runsOf("tiered").flatMap(({ scale, measurement }) => {
    const blog = runsOf("blog").find((run) => run.scale === scale)?.measurement;
    if (blog === undefined) return [];
    const text = `PUTs at the module's defaults at most 1/30 of the blog's, ${scale}× rows`;
    return [putGoal(text, measurement.requests.put, blog.requests.put)];
  });
}

/** Within the run nothing may have reached S3 yet, so the month counts as well. */
function monthGoal(report: Report): Goal[] {
  const [blog, tiered] = [measurementOf(report, "blog"), measurementOf(report, "tiered")];
  const longRun = longRunOf(report, "tiered");
  if (blog === undefined || tiered === undefined || longRun === undefined) return [];
  const text = "The same over a month, with what moves to S3 in the long run";
  return [putGoal(text, monthlyUse(tiered, longRun).writes, monthlyUse(blog).writes)];
}

function putGoal(text: string, ours: number, theirs: number): Goal {
  const ratio = ours === 0 ? "none" : `1/${count(theirs / ours)}`;
  const found = `${count(ours)} against ${count(theirs)} (${ratio})`;
  return { text, found, reached: ours * 30 <= theirs };
}

function getGoals(report: Report): Goal[] {
  return CACHED.flatMap((name) => {
    const measurement = measurementOf(report, name);
    if (measurement?.queries === undefined) return [];
    const long = longRunOf(report, name)?.measurement;
    const gets = [measurement, ...(long === undefined ? [] : [long])].map((run) =>
      dashboard(run, "warm", "gets"),
    );
    return [
      {
        text: `GETs of a repeated dashboard query 0, ${name}`,
        found: gets.join(" and in the long run "),
        reached: gets.every((count) => count === 0),
      },
    ];
  });
}

function logGoal(report: Report): Goal {
  const ours = report.measurements.filter(
    ({ name, idle }) => name !== "blog" && idle !== undefined,
  );
  const requests = ours.map(({ idle }) => (idle?.requests.put ?? 0) + (idle?.requests.get ?? 0));
  return {
    text: "S3 requests of system log tables 0 in every mode",
    found: requests.length === 0 ? "not measured" : String(Math.max(...requests)),
    reached: requests.length === 0 ? undefined : requests.every((count) => count === 0),
  };
}

function memoryGoal({ memory }: Report): Goal {
  const known = memory.filter(({ peakBytes }) => peakBytes !== undefined);
  const found = known.map(({ containerBytes, peakBytes = 0 }) => {
    return `${(peakBytes / MIB).toFixed(0)} of ${(containerBytes / MIB).toFixed(0)} MiB`;
  });
  return {
    text: "Peak memory within the container, each size",
    found: found.length === 0 ? "not measured" : found.join(", "),
    reached:
      found.length === 0
        ? undefined
        : known.every(({ containerBytes, peakBytes = Infinity }) => peakBytes < containerBytes),
  };
}
