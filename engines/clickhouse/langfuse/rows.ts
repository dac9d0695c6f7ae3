import { Random } from "../random";

/** A row as JSONEachRow takes it. */
export type Row = Record<string, unknown>;

/** What to generate. */
export interface RowOptions {
  /** Same seed, same rows. @default 1 */
  readonly seed?: number;
  /** Time of the first row. @default 2026-01-15T00:00:00Z, so that rows of a test share a month */
  readonly start?: Date;
  /** Milliseconds from one row to the next. @default 1000 */
  readonly step?: number;
  /** Characters of text in each input and output. @default 800, about 2 KB a row */
  readonly textLength?: number;
  /** @default 3 */
  readonly projects?: number;
}

const WORDS =
  "the model answers with context from retrieved passages and cites each source before it plans a tool call so that latency cost and quality stay within budget for every user session".split(
    " ",
  );
const MODELS = ["claude-sonnet", "gpt-mini", "gemini-flash", "mistral-small"];

/** Deterministic rows for the tables of `v3.sql` and `v4.sql`. */
export class LangfuseRows {
  private readonly random: Random;
  private readonly options: Required<Omit<RowOptions, "seed">>;
  private time: number;

  constructor({ seed = 1, start, step = 1000, textLength = 800, projects = 3 }: RowOptions = {}) {
    this.random = new Random(seed);
    this.options = {
      start: start ?? new Date("2026-01-15T00:00:00Z"),
      step,
      textLength,
      projects,
    };
    this.time = this.options.start.getTime();
  }

  traces(count: number): Row[] {
    return this.times(count, (now) => ({
      ...this.common(now),
      id: this.random.hex(32),
      timestamp: now,
      name: `trace-${this.random.integer(1, 20)}`,
      user_id: `user-${this.random.integer(1, 500)}`,
      session_id: `session-${this.random.integer(1, 2000)}`,
      metadata: this.metadata(),
      release: "2026.1",
      public: false,
      bookmarked: false,
      tags: ["production", `team-${this.random.integer(1, 9)}`],
      input: this.text(),
      output: this.text(),
    }));
  }

  observations(count: number): Row[] {
    return this.times(count, (now) => ({
      ...this.common(now),
      ...this.usage(),
      id: this.random.hex(16),
      trace_id: this.random.hex(32),
      type: this.random.pick(["GENERATION", "SPAN", "EVENT"]),
      parent_observation_id: this.random.hex(16),
      start_time: now,
      end_time: timestamp(this.time + this.random.integer(10, 20_000)),
      name: `step-${this.random.integer(1, 50)}`,
      level: "DEFAULT",
      metadata: this.metadata(),
      input: this.text(),
      output: this.text(),
      model_parameters: '{"temperature":0.2}',
    }));
  }

  scores(count: number): Row[] {
    return this.times(count, (now) => ({
      ...this.common(now),
      id: this.random.hex(32),
      timestamp: now,
      trace_id: this.random.hex(32),
      name: this.random.pick(["helpfulness", "toxicity", "latency"]),
      value: this.random.next(),
      data_type: "NUMERIC",
      source: "API",
      comment: this.text(80),
    }));
  }

  blobStorageFileLog(count: number): Row[] {
    return this.times(count, (now) => {
      const entity = this.random.hex(32);
      return {
        ...this.common(now),
        id: this.random.hex(32),
        entity_type: this.random.pick(["trace", "observation", "score"]),
        entity_id: entity,
        event_id: this.random.hex(32),
        bucket_name: "events",
        bucket_path: `events/${entity}.json`,
      };
    });
  }

  datasetRunItems(count: number): Row[] {
    return this.times(count, (now) => ({
      ...this.common(now),
      id: this.random.hex(32),
      dataset_id: `dataset-${this.random.integer(1, 5)}`,
      dataset_run_id: `run-${this.random.integer(1, 50)}`,
      dataset_item_id: this.random.hex(32),
      trace_id: this.random.hex(32),
    }));
  }

  /** Rows of Langfuse 4's `events_full`. */
  events(count: number): Row[] {
    return this.times(count, (now) => {
      const metadata = this.metadata();
      return {
        ...this.common(now),
        ...this.usage(),
        trace_id: this.random.hex(32),
        span_id: this.random.hex(16),
        start_time: now,
        end_time: timestamp(this.time + this.random.integer(10, 20_000)),
        name: `step-${this.random.integer(1, 50)}`,
        type: this.random.pick(["GENERATION", "SPAN", "EVENT"]),
        level: "DEFAULT",
        trace_name: `trace-${this.random.integer(1, 20)}`,
        user_id: `user-${this.random.integer(1, 500)}`,
        session_id: `session-${this.random.integer(1, 2000)}`,
        tags: ["production"],
        metadata_names: Object.keys(metadata),
        metadata_values: Object.values(metadata),
        input: this.text(),
        output: this.text(),
      };
    });
  }

  private times(count: number, row: (now: string) => Row): Row[] {
    return Array.from({ length: count }, () => {
      this.time += this.options.step;
      return row(timestamp(this.time));
    });
  }

  private common(now: string): Row {
    return {
      project_id: `project-${this.random.integer(1, this.options.projects)}`,
      environment: "default",
      created_at: now,
      updated_at: now,
      event_ts: now,
      is_deleted: 0,
    };
  }

  private usage(): Row {
    const input = this.random.integer(50, 8000);
    const output = this.random.integer(10, 2000);
    const cost = { input: input * 3e-6, output: output * 15e-6 };
    return {
      provided_model_name: this.random.pick(MODELS),
      usage_details: { input, output, total: input + output },
      cost_details: { input: decimal(cost.input), output: decimal(cost.output) },
      total_cost: decimal(cost.input + cost.output),
    };
  }

  private metadata(): Record<string, string> {
    return {
      region: this.random.pick(["eu", "us", "ap"]),
      request: this.random.hex(16),
      attempt: String(this.random.integer(1, 3)),
    };
  }

  private text(length = this.options.textLength): string {
    let text = "";
    while (text.length < length) text += `${this.random.pick(WORDS)} `;
    return text.slice(0, length);
  }
}

/** `2026-01-15 00:00:00.000`, in UTC as ClickHouse's own default. */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "");
}

function decimal(value: number): string {
  return value.toFixed(12);
}
