import benchmark from "../../docs/benchmarks/clickhouse.json";
import { BYTES_PER_GB, HOURS_PER_MONTH } from "./index";

/** Where ClickHouse keeps its parts; the values of the module's `clickhouse_storage`. */
export type ClickhouseStorage = "volume" | "object_storage" | "object_storage_cached" | "tiered";

/** One figure that no plan tells, and where it comes from. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly derivation: string;
  /** `given` by the load's definition, `read` in Langfuse's source with assumed rates, or `assumed`. */
  readonly kind: "given" | "read" | "assumed";
}

/** A month of use, as far as the bill of any cloud depends on it; each adds what only it bills. */
export interface Load {
  readonly name: string;
  /** Months of data that are kept, so that storage is that of a year's end and not of a first month. */
  readonly months: number;
  readonly figures: Readonly<Record<FigureKey, Figure>>;
  /** What ClickHouse does with that, by mode. */
  readonly clickhouse: Readonly<Record<ClickhouseStorage, ClickhouseUse>>;
}

/** What ClickHouse keeps, and a month's requests to its bucket. */
export interface ClickhouseUse {
  readonly volumeGb: number;
  readonly objectGb: number;
  /** PUT, COPY, POST and LIST. */
  readonly writes: number;
  readonly reads: number;
  readonly derivation: string;
}

export type FigureKey = keyof ReturnType<typeof figuresOf>;

/** What a load is made of. */
export interface LoadOptions {
  readonly name: string;
  /** Observations a month. */
  readonly observations: number;
  /** Months of data in ClickHouse. @default 12 */
  readonly months?: number;
  /** Observations in one export request of an SDK. @default 2.5 */
  readonly observationsPerRequest?: number;
}

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;
const OBSERVATIONS_PER_TRACE = 10;
const BYTES_PER_EVENT = 5 * 1024;
const EVENT_RETENTION_MONTHS = 1;
const DASHBOARDS = 1000;
const COLD_DASHBOARDS = 100;

/** Derives a month's use from the number of observations. */
export function sharedLoad(options: LoadOptions): Load {
  const figures = figuresOf(options);
  const months = options.months ?? 12;
  return { name: options.name, months, figures, clickhouse: clickhouseUse(figures, months) };
}

/** A figure from its parts, in the order of the documents' columns. */
export function figure(
  name: string,
  value: number,
  unit: string,
  kind: Figure["kind"],
  derivation: string,
): Figure {
  return { name, value, unit, kind, derivation };
}

function figuresOf({ observations, observationsPerRequest = 2.5 }: LoadOptions) {
  const traces = observations / OBSERVATIONS_PER_TRACE;
  const scores = traces;
  const exports = observations / observationsPerRequest;
  // The events that go through Langfuse's ingestion queue: two of each trace, and the scores.
  const queued = 2 * traces + scores;
  const perMillion = observations / 1e6;
  return {
    observations: figure("Observations", observations, "a month", "given", "the load's definition"),
    traces: figure(
      "Traces and scores",
      traces,
      "a month each",
      "assumed",
      `${OBSERVATIONS_PER_TRACE} observations and one score a trace`,
    ),
    apiRequests: figure(
      "Requests to web",
      exports + scores + 100_000 * perMillion,
      "a month",
      "assumed",
      `an SDK exports every 5 seconds, so ${observationsPerRequest} observations a request; one request a score; 100,000 of people and programs that read`,
    ),
    eventWrites: figure(
      "Writes and lists of the events",
      exports + 2 * queued,
      "a month",
      "read",
      "one object an export request (Langfuse's OpenTelemetry path), and for two events of each trace and each score an object and a LIST (worker/src/queues/otelIngestionQueue.ts and ingestionQueue.ts)",
    ),
    eventReads: figure(
      "Reads of the events",
      exports + queued + traces,
      "a month",
      "read",
      "the worker reads each object once, and the first event of a trace once more with the second",
    ),
    eventGb: figure(
      "Events, media and exports kept",
      ((observations * BYTES_PER_EVENT) / BYTES_PER_GB) * EVENT_RETENTION_MONTHS,
      "GB",
      "assumed",
      "5 KiB of JSON an observation for the 30 days of event_retention_days; no media",
    ),
    rows: figure(
      "Rows in ClickHouse",
      observations + traces + scores + queued,
      "a month",
      "read",
      "observations, traces, scores and one row of blob_storage_file_log for each event in the ingestion queue",
    ),
    dashboards: figure(
      "Dashboards opened",
      DASHBOARDS,
      "a month",
      "assumed",
      `${COLD_DASHBOARDS} of them with an empty cache`,
    ),
    systemLogGb: figure(
      "ClickHouse's own log tables",
      0.5,
      "GB on the volume",
      "assumed",
      "query_log, part_log and error_log of three days; they are on the volume in every mode",
    ),
    webLogGb: figure(
      "Logs of web",
      0.75 * perMillion,
      "GB a month",
      "assumed",
      "about 1.5 KiB an export request",
    ),
    workerLogGb: figure(
      "Logs of the worker",
      0.75 * perMillion,
      "GB a month",
      "assumed",
      "as much as web's",
    ),
    clickhouseLogGb: figure(
      "Logs of ClickHouse",
      0.4,
      "GB a month",
      "assumed",
      "a start and its warnings: the module sets the level to information",
    ),
    transferOutGb: figure(
      "Data transfer to the internet",
      5 * perMillion,
      "GB a month",
      "assumed",
      "5 MB a dashboard; the answers to SDKs are small. The cloud's 100 free GB are not deducted",
    ),
    dnsQueries: figure(
      "Private DNS queries",
      1_000_000 * perMillion,
      "a month",
      "assumed",
      "one an observation: containers keep no DNS cache, but keep their connections",
    ),
  };
}

type Requests = Readonly<Record<"put" | "copy" | "list" | "get", number>>;

/** The benchmark's runs, put to this load: docs/benchmarks/clickhouse.md. */
function clickhouseUse(
  figures: ReturnType<typeof figuresOf>,
  months: number,
): Readonly<Record<ClickhouseStorage, ClickhouseUse>> {
  const run = (name: string) => {
    const found = benchmark.measurements.find((measurement) => measurement.name === name);
    if (found === undefined) throw new Error(`the benchmark has no run ${name}`);
    return found;
  };
  const rows = run("volume");
  const bytesPerRow = rows.bytes.volume / rows.result.totalRows;
  const monthBytes = figures.rows.value * bytesPerRow;
  const gb = (monthBytes * months) / BYTES_PER_GB;
  const logs = figures.systemLogGb.value;
  const { measurement: long, shrink } = benchmark.longRun;
  const hotGb = Math.min(gb, (long.bytes.volume * shrink) / BYTES_PER_GB);
  /** S3 bills per insert: the rhythm of flushes decides, as long as there is a row to write in each. */
  const perMonth = (measured: typeof rows, pick: (requests: Requests) => number) =>
    (pick(measured.requests) * SECONDS_PER_MONTH) / benchmark.load.seconds;
  const views = ({ queries }: Pick<typeof rows, "queries">) => {
    const gets = (kind: "cold" | "warm") =>
      queries.reduce((total, query) => total + query[kind].gets, 0);
    return COLD_DASHBOARDS * gets("cold") + (DASHBOARDS - COLD_DASHBOARDS) * gets("warm");
  };
  const onS3 = (name: "object_storage" | "object_storage_cached"): ClickhouseUse => {
    const measured = run(name);
    return {
      volumeGb: logs + measured.bytes.metadata / BYTES_PER_GB,
      objectGb: gb,
      writes: perMonth(measured, writes),
      reads: perMonth(measured, ({ get }) => get) + views(measured),
      derivation:
        "requests of the benchmark around the clock: they follow the inserts, one every ten seconds, not the rows",
    };
  };
  return {
    volume: {
      volumeGb: gb + logs,
      objectGb: 0,
      writes: 0,
      reads: 0,
      derivation: "every row on the volume",
    },
    object_storage: onS3("object_storage"),
    object_storage_cached: onS3("object_storage_cached"),
    tiered: {
      volumeGb: hotGb + logs,
      objectGb: gb - hotGb,
      writes: (monthBytes * writes(long.requests)) / long.bytes.objects / shrink,
      reads: views(long),
      derivation:
        "what stays on the volume, and the requests a byte takes on its way to S3, as the benchmark's long run has them",
    },
  };
}

function writes({ put, copy, list }: Requests): number {
  return put + copy + list;
}
