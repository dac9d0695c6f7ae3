import type { LoadOptions } from "./load";
import type { Measurement } from "./measure";
import type { MemoryResult } from "./memory";

/** One configuration under loads of different size. */
export interface Growth {
  readonly name: string;
  /** By scale, ascending; the first is the load itself. */
  readonly runs: readonly { readonly scale: number; readonly measurement: Measurement }[];
}

/**
 * `tiered` with a limit for parts on the volume so low that many outgrow it within the run. A part is
 * about as many objects whatever its size, so a limit and a stream of rows that are both smaller by
 * one factor make the same requests: per byte, `shrink` times as many as the real limit does.
 */
export interface LongRun {
  /** The module's limit over the one of this run. */
  readonly shrink: number;
  readonly measurement: Measurement;
}

/** Everything one run of the benchmark found. */
export interface Report {
  readonly engine: string;
  readonly region: string;
  readonly load: Omit<LoadOptions, "writeIntervalMs">;
  readonly measurements: readonly Measurement[];
  readonly growth: readonly Growth[];
  /** Absent when growth was not asked for. */
  readonly longRun?: LongRun;
  readonly memory: readonly MemoryResult[];
}

/** The long run that a configuration's month has to be computed with; undefined when it needs none. */
export function longRunOf({ longRun }: Report, name: string): LongRun | undefined {
  return longRun?.measurement.name === name ? longRun : undefined;
}

/** A configuration's measurement; undefined when the run left it out. */
export function measurementOf(report: Report, name: string): Measurement | undefined {
  return report.measurements.find((measurement) => measurement.name === name);
}

/** GETs or milliseconds of all dashboard queries together. */
export function dashboard(
  { queries = [] }: Measurement,
  pass: "cold" | "warm",
  key: "gets" | "milliseconds",
): number {
  return queries.reduce((total, query) => total + query[pass][key], 0);
}

/** The report as JSON: sorted as it was measured, times rounded, no trace of machine or day. */
export function json(report: Report): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 10) / 10 : value;
  return `${JSON.stringify(report, rounded, 2)}\n`;
}
