import fs from "node:fs";
import path from "node:path";
import { startProviders, usesRealProviders } from "../../engines/terraform";
import { billOf, costDocument, GOAL, priceTable } from "../../lib/pricing/aws/document";
import { DEFAULT, LOWEST_COST, SETUPS } from "../../lib/pricing/aws/setups";
import type { Plans } from "../../lib/pricing/document";
import { priceTableOf } from "../../lib/pricing/price-table";
import { ROOT } from "../../lib/root";
import { planSetups } from "../../scripts/cost-plans";
import { describeOffline } from "../support/terraform";

const DOCUMENT = fs.readFileSync(path.join(ROOT, "docs", "cost-aws.md"), "utf8");

/** Some thirty plans, each a second or two. */
const TIMEOUT = 300_000;

describeOffline("docs/cost-aws.md", () => {
  let plans: Plans;

  beforeAll(async () => {
    const providers = await startProviders();
    try {
      plans = await planSetups(providers);
    } finally {
      providers.stop();
    }
  }, TIMEOUT);

  it("is current: npm run cost", () => {
    expect(usesRealProviders()).toBe(false);
    expect(DOCUMENT).toBe(costDocument(plans));
  });

  it("keeps the small load at the lowest cost within the goal, with every priced part in it", () => {
    const bill = billOf(plans, LOWEST_COST);
    expect(bill.total).toBeLessThanOrEqual(GOAL);
    expect(bill.unpriced.map(({ price }) => price.service)).toEqual(["Cloud Map"]);
    for (const part of ["web", "worker", "ClickHouse", "PostgreSQL", "Valkey", "network"]) {
      expect(bill.parts.get(part)).toBeGreaterThan(0);
    }
  });

  it("has no NAT gateway, load balancer or second node in the lowest cost", () => {
    const services = billOf(plans, LOWEST_COST).lines.map(({ price }) => price.service);
    expect(services).not.toContain("NAT gateway");
    expect(services).not.toContain("ALB");
    expect(services).not.toContain("Fargate");
  });

  it("has the lowest cost below the default, and the default below production", () => {
    const [lowest, standard, production] = SETUPS.map((setup) => billOf(plans, setup).total);
    expect(lowest).toBeLessThan(standard ?? 0);
    expect(standard).toBeLessThan(production ?? 0);
  });

  it("adds the default up as by hand", () => {
    const bill = billOf(plans, DEFAULT);
    const tasks = 730 * ((0.5 + 0.5 + 1) * 0.03238 + (2 + 1 + 4) * 0.00356);
    const addresses = 3 * 3.65;
    const database = 730 * 0.016 + 20 * 0.115;
    const cache = 730 * 0.0128;
    expect(bill.total).toBeGreaterThan(tasks + addresses + database + cache);
    const usage = ["storage", "way in", "logs"].map((part) => bill.parts.get(part) ?? 0);
    // A private zone, its queries, transfer to the internet and between zones
    const network = 0.5 + 0.4 + 0.45 + 0.4;
    expect(bill.total).toBeCloseTo(
      tasks + addresses + database + cache + network + usage.reduce((sum, usd) => sum + usd, 0),
      6,
    );
  });

  it("quotes the benchmark as it is", () => {
    const file = path.join(ROOT, "docs", "benchmarks", "clickhouse.md");
    const blog = /^\| blog +\| +259,278,480 \| +(\$[\d,]+) \| +(\$\d+) \|/m;
    const [, requests = "?", logs = "?"] = blog.exec(fs.readFileSync(file, "utf8")) ?? [];
    expect(DOCUMENT).toContain(`comes to ${requests} for requests and ${logs} for the log tables`);
  });

  it("has the table that the module's README takes over", () => {
    expect(priceTableOf(DOCUMENT)).toBe(priceTable(plans));
    expect(() => priceTableOf("# nothing")).toThrow(/run npm run cost/);
  });
});
