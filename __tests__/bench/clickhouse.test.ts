import { type Configuration, blogConfiguration } from "../../bench/clickhouse/configurations";
import { bucketsOf, writtenFiles } from "../../bench/clickhouse/configurations";
import { monthlyCost, monthlyUse, thousandViews } from "../../bench/clickhouse/cost";
import { dollars, table } from "../../bench/clickhouse/format";
import { goals } from "../../bench/clickhouse/goals";
import { flushPlan } from "../../bench/clickhouse/load";
import { markdown, MARKER } from "../../bench/clickhouse/markdown";
import { measure, type Measurement, type Requests } from "../../bench/clickhouse/measure";
import { json, type Report } from "../../bench/clickhouse/report";
import { drawing, svg } from "../../bench/clickhouse/svg";
import { logTables } from "../../bench/clickhouse/system-logs";
import { describeClickHouse } from "../support/clickhouse";

const GIB = 2 ** 30;
const MONTH = 730 * 3600;
const LOAD = {
  seconds: 100,
  rowsPerSecond: 10,
  writeIntervalMs: 1000,
  batchSize: 1000,
  compress: 10,
};
const NONE: Requests = {
  put: 0,
  get: 0,
  list: 0,
  copy: 0,
  delete: 0,
  bytesUp: 0,
  bytesDown: 0,
};

/** A measurement of 100 simulated seconds. */
function measured(changes: Partial<Measurement>): Measurement {
  return {
    name: "blog",
    engine: "26.7",
    load: LOAD,
    result: { intervalMs: 1000, rows: 10, flushes: 100, totalRows: 4000, achievedCompress: 10 },
    requests: NONE,
    parts: { active: 1, created: 2, merges: 1 },
    bytes: { volume: 0, objects: 0, metadata: 0 },
    ...changes,
  };
}

describe("dollars", () => {
  it("come from requests a second times a month times the list price", () => {
    const use = monthlyUse(measured({ requests: { ...NONE, put: 1000, copy: 20, get: 500 } }));
    expect(use.writes).toBeCloseTo((1020 / 100) * MONTH);
    const cost = monthlyCost(use, "us-east-1");
    expect(cost.requests).toBeCloseTo((use.writes * 5 + use.reads * 0.4) / 1e6);
    expect(cost.total).toBeCloseTo(cost.requests);
  });

  it("count DELETE as free", () => {
    const use = monthlyUse(measured({ requests: { ...NONE, delete: 1e6 } }));
    expect(monthlyCost(use, "us-east-1").total).toBe(0);
  });

  it("keep a month's rows where they lie, the names of objects on the volume", () => {
    const bytes = { volume: 0, objects: (100 / MONTH) * 10 * GIB, metadata: GIB };
    const use = monthlyUse(measured({ bytes }));
    expect(use.objectGb).toBeCloseTo(10);
    expect(use.volumeGb).toBeCloseTo(1);
    expect(monthlyCost(use, "us-east-1").total).toBeCloseTo(10 * 0.023 + 0.3);
  });

  it("take the long run's requests by the byte, for parts that did not outgrow the volume yet", () => {
    const small = measured({
      bytes: { volume: (100 / MONTH) * 13 * GIB, objects: 0, metadata: 0 },
    });
    const measurement = measured({
      requests: { ...NONE, put: 600 },
      bytes: { volume: GIB / 2, objects: 3 * GIB, metadata: 0 },
    });
    const use = monthlyUse(small, { shrink: 2, measurement });
    expect(use.volumeGb).toBeCloseTo(1);
    expect(use.objectGb).toBeCloseTo(12);
    expect(use.writes).toBeCloseTo(1200);
  });

  it("add the log tables of an idle server", () => {
    const idle = { seconds: 10, tables: 11, requests: { ...NONE, put: 50 } };
    const use = monthlyUse(measured({ idle }));
    expect(use.logWrites).toBeCloseTo(5 * MONTH);
    expect(monthlyCost(use, "us-east-1").logRequests).toBeCloseTo((5 * MONTH * 5) / 1e6);
  });

  it("price a thousand dashboard loads", () => {
    expect(thousandViews(100, "us-east-1")).toBeCloseTo(0.04);
  });

  it("refuse a region without prices", () => {
    expect(() => monthlyCost(monthlyUse(measured({})), "mars-1")).toThrow(/no price for S3/);
  });
});

describe("flushPlan", () => {
  it("flushes after the interval", () => {
    expect(flushPlan(LOAD)).toEqual({ intervalMs: 1000, rows: 10, flushes: 100 });
  });

  it("flushes when a batch is full, as Langfuse's worker does", () => {
    const load = { ...LOAD, writeIntervalMs: 10_000, rowsPerSecond: 500 };
    expect(flushPlan(load)).toEqual({ intervalMs: 2000, rows: 1000, flushes: 50 });
  });
});

describe("configurations", () => {
  it("are the files that the start script writes", () => {
    const script = "set -eu\nprintenv A_XML > /etc/clickhouse-server/config.d/a.xml\nexec /entry";
    expect(writtenFiles(script, { A_XML: "<clickhouse/>" })).toEqual({
      "config.d/a.xml": "<clickhouse/>",
    });
    expect(() => writtenFiles(script, {})).toThrow("the start script wants A_XML");
    expect(() => writtenFiles("exec /entry", {})).toThrow(/writes no configuration/);
  });

  it("name their buckets", () => {
    expect(bucketsOf(blogConfiguration())).toEqual(["langfuse-clickhouse"]);
    const env = { URL: "https://other.s3.eu-west-1.amazonaws.com/x/" };
    expect(bucketsOf({ files: {}, env })).toEqual(["other"]);
  });

  it("say which log tables are left and where they lie", () => {
    expect(logTables({})).toHaveLength(11);
    const xml = `<clickhouse><text_log remove="1"/><query_log><storage_policy>default</storage_policy>
      <flush_interval_milliseconds>60000</flush_interval_milliseconds></query_log></clickhouse>`;
    const tables = logTables({ "config.d/logs.xml": xml });
    expect(tables.map(({ name }) => name)).not.toContain("text_log");
    expect(tables).toContainEqual({
      name: "query_log",
      storagePolicy: "default",
      flushIntervalMs: 60_000,
    });
  });
});

const query = {
  name: "q",
  cold: { milliseconds: 50, gets: 9 },
  warm: { milliseconds: 5, gets: 0 },
};
const blog = measured({ requests: { ...NONE, put: 3000 }, queries: [query] });
const tiered = measured({ name: "tiered", requests: { ...NONE, put: 50 }, queries: [query] });
const report: Report = {
  engine: "26.7",
  region: "us-east-1",
  load: LOAD,
  measurements: [blog, tiered],
  growth: [
    { name: "blog", runs: [{ scale: 1, measurement: blog }] },
    { name: "tiered", runs: [{ scale: 1, measurement: tiered }] },
  ],
  memory: [{ containerBytes: 2 * GIB, peakBytes: GIB, queries: 10, refused: 1 }],
};

describe("the page", () => {
  it("begins with the line that says where it comes from", () => {
    expect(markdown(report).startsWith(MARKER)).toBe(true);
  });

  it("is the same text for the same measurements", () => {
    expect(markdown(report)).toBe(markdown(structuredClone(report)));
    expect(json(report)).toBe(json(structuredClone(report)));
  });

  it("names each configuration, the memory and the source of each price", () => {
    const text = markdown(report);
    expect(text).toMatch(/^\| blog +\| +1 s \| 3,000 \|/m);
    expect(text).toMatch(/^\| 2 GiB +\| +1,024 MiB \| +50 % \|/m);
    expect(text).toContain("PUT/COPY/POST/LIST");
  });

  it("aligns tables", () => {
    expect(table(["a", "b"], [["long", "1"]])).toBe(
      "| a    |   b |\n| ---- | --: |\n| long |   1 |",
    );
  });

  it("rounds money and keeps small sums visible", () => {
    expect([0, 0.001, 1.234, 1257.4].map(dollars)).toEqual(["$0", "< $0.01", "$1.23", "$1,257"]);
  });
});

describe("the goals", () => {
  const verdict = (text: RegExp) => goals(report).find((goal) => text.test(goal.text))?.reached;

  it("hold the module's PUTs against the blog's", () => {
    expect(verdict(/1\/30/)).toBe(true);
  });

  it("say when nothing was measured", () => {
    expect(verdict(/log tables/)).toBeUndefined();
  });

  it("compare peak memory with the container", () => {
    expect(verdict(/memory/)).toBe(true);
  });
});

describe("the plot", () => {
  it("draws longer bars for larger values and none for zero", () => {
    const bar = (label: string, value: number) => ({ label, value, text: "", isReference: false });
    const text = drawing([{ title: "t", bars: [bar("a", 1000), bar("b", 10), bar("c", 0)] }]);
    const widths = [...text.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths[0]).toBeGreaterThan(widths[1] ?? Infinity);
    expect(widths[2]).toBe(0);
  });

  it("escapes its texts and has colours for dark backgrounds", () => {
    const bars = [{ label: "<&>", value: 1, text: "1", isReference: true }];
    expect(drawing([{ title: "t", bars }])).toContain("&lt;&amp;&gt;");
    expect(svg(report)).toContain("prefers-color-scheme: dark");
  });
});

describeClickHouse("the harness", () => {
  it("measures a configuration", async () => {
    const configuration: Configuration = { ...blogConfiguration(), name: "mini" };
    const load = { ...LOAD, seconds: 5, compress: 10, seedRows: 50 };
    const queries = { count: "SELECT count() FROM traces FINAL WHERE project_id = 'project-1'" };
    const result = await measure(configuration, { load, idleSeconds: 8, queries });
    expect(result.result).toMatchObject({ flushes: 5, totalRows: 200 });
    expect(result.requests.put).toBeGreaterThan(5 * 70);
    expect(result.parts.created).toBeGreaterThanOrEqual(20);
    expect(result.bytes.objects).toBeGreaterThan(0);
    expect(result.idle?.requests.put).toBeGreaterThan(11 * 5);
    expect(result.queries?.every(({ cold }) => cold.gets > 0)).toBe(true);
  });
});
