import { BYTES_PER_GB, HOURS_PER_MONTH, price } from "../../lib/pricing";
import type { Measurement, Requests } from "./measure";
import type { LongRun } from "./report";

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

/** What a month at the measured rate comes to, before prices. */
export interface MonthlyUse {
  /** PUT, COPY and LIST, which S3 bills alike. */
  readonly writes: number;
  /** GET and HEAD by merges; those of queries depend on how often somebody looks. */
  readonly reads: number;
  /** The same for the system log tables. */
  readonly logWrites: number;
  readonly logReads: number;
  /** A month's rows, in GB. */
  readonly objectGb: number;
  readonly volumeGb: number;
}

/** US dollars a month. */
export interface MonthlyCost {
  readonly requests: number;
  readonly logRequests: number;
  readonly objects: number;
  readonly volume: number;
  readonly total: number;
}

/** Simulated seconds that a measurement covers. */
export function simulatedSeconds({ result }: Pick<Measurement, "result">): number {
  return (result.flushes * result.intervalMs) / 1000;
}

/**
 * Extrapolates a measurement to a month.
 *
 * @param measured - a run at the rate in question
 * @param longRun - for `tiered`, what happens once parts outgrow the volume, which a short run does
 *   not live to see: how many requests a byte takes on its way to S3, and how much stays behind
 */
export function monthlyUse(measured: Measurement, longRun?: LongRun): MonthlyUse {
  const factor = SECONDS_PER_MONTH / simulatedSeconds(measured);
  const { volume, objects, metadata } = measured.bytes;
  const monthBytes = (volume + objects) * factor;
  const level =
    longRun === undefined ? Infinity : longRun.measurement.bytes.volume * longRun.shrink;
  const hot = volume > 0 || objects === 0 ? Math.min(monthBytes, level) : 0;
  const monthly = (pick: (requests: Requests) => number) => {
    const seen = pick(measured.requests) * factor;
    if (longRun === undefined) return seen;
    const { requests, bytes } = longRun.measurement;
    const perByte = pick(requests) / bytes.objects / longRun.shrink;
    return Math.max(seen, perByte * (monthBytes - hot));
  };
  const { idle } = measured;
  const idleFactor = idle === undefined ? 0 : SECONDS_PER_MONTH / idle.seconds;
  return {
    writes: monthly(writes),
    reads: monthly((requests) => requests.get),
    logWrites: idle === undefined ? 0 : writes(idle.requests) * idleFactor,
    logReads: idle === undefined ? 0 : idle.requests.get * idleFactor,
    objectGb: (monthBytes - hot) / BYTES_PER_GB,
    volumeGb: (hot + metadata) / BYTES_PER_GB,
  };
}

/** What that use costs: requests as they come, and the month's rows kept for a month. */
export function monthlyCost(use: MonthlyUse, region: string): MonthlyCost {
  const dollars = (service: string, sku: string) => price({ service, sku, region }).usd;
  const write = dollars("S3", "PUT/COPY/POST/LIST") / 1000;
  const read = dollars("S3", "GET and other") / 1000;
  const requests = use.writes * write + use.reads * read;
  const logRequests = use.logWrites * write + use.logReads * read;
  const objects = use.objectGb * dollars("S3", "Standard storage first 50 TB");
  const volume = use.volumeGb * dollars("EFS", "Standard storage");
  return {
    requests,
    logRequests,
    objects,
    volume,
    total: requests + logRequests + objects + volume,
  };
}

/** Dollars for the GETs of a thousand dashboard loads. */
export function thousandViews(gets: number, region: string): number {
  return gets * price({ service: "S3", sku: "GET and other", region }).usd;
}

/** Requests at S3's dearer price. DELETE is free. */
export function writes({ put, copy, list }: Requests): number {
  return put + copy + list;
}
