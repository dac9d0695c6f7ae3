import fs from "node:fs";
import path from "node:path";
import { startProviders, usesRealProviders } from "../../engines/terraform";
import {
  billOf,
  costDocument,
  GOALS,
  PLANNED_SETUPS,
  priceTable,
} from "../../lib/pricing/azure/document";
import { azureLoad } from "../../lib/pricing/azure/load";
import { DEFAULT, LOWEST_COST, OPTIONS, SETUPS } from "../../lib/pricing/azure/setups";
import type { Plans } from "../../lib/pricing/document";
import { priceTableOf } from "../../lib/pricing/price-table";
import { ROOT } from "../../lib/root";
import { planSetups } from "../../scripts/cost-plans";
import { describeOffline } from "../support/terraform";

const DOCUMENT = fs.readFileSync(path.join(ROOT, "docs", "cost-azure.md"), "utf8");

/** Some thirty plans, each a second or two. */
const TIMEOUT = 300_000;

describeOffline("docs/cost-azure.md", () => {
  let plans: Plans;

  beforeAll(async () => {
    const providers = await startProviders();
    try {
      plans = await planSetups(providers, PLANNED_SETUPS, "terraform-azurerm-langfuse");
    } finally {
      providers.stop();
    }
  }, TIMEOUT);

  it("is current: npm run cost", () => {
    expect(usesRealProviders()).toBe(false);
    expect(DOCUMENT).toBe(costDocument(plans));
  });

  it("adds the default up as by hand", () => {
    const bill = billOf(plans, DEFAULT);
    const seconds = 730 * 3600;
    const apps = seconds * ((1 + 0.5 + 1) * 0.000024 + (2 + 1 + 2) * 0.000003) + 0.6 * 0.4;
    const database = 730 * 0.017 + 32 * 0.115;
    const cache = 730 * 0.016;
    // Two addresses, a load balancer, a private endpoint with its data, two zones, transfer
    const network = 730 * (2 * 0.005 + 0.025 + 0.01) + 0.4 + 2 * 0.5 + 5 * 0.087;
    const logs = 1.9 * 2.3;
    const storage = bill.parts.get("storage") ?? 0;
    expect(storage).toBeGreaterThan(0);
    expect(bill.total).toBeCloseTo(apps + database + cache + network + logs + storage, 6);
  });

  it("leaves out of the goals' sums only what is counted by use", () => {
    for (const setup of [LOWEST_COST, DEFAULT]) {
      const names = new Set(billOf(plans, setup).unpriced.map(({ price }) => price.sku));
      expect([...names].sort()).toEqual(["data processed", "queries"]);
    }
  });

  it("says of each goal whether it is reached", () => {
    const idle = azureLoad({ name: "", observations: 1_000_000, webActive: 0 });
    const goals = [
      [LOWEST_COST, GOALS.lowestCost],
      [DEFAULT, GOALS.standard],
    ] as const;
    for (const [setup, goal] of goals) {
      const isReached = billOf(plans, setup).total <= goal;
      const [row = ""] =
        new RegExp(`^\\| ${setup.key.replace("-", " ")} .*$`, "m").exec(DOCUMENT) ?? [];
      expect(row).toContain(`$${goal}`);
      expect(row.includes("missed by")).toBe(!isReached);
      expect(billOf(plans, setup, { load: idle }).total).toBeLessThan(billOf(plans, setup).total);
    }
  });

  it("has no NAT gateway, Application Gateway or second node by default", () => {
    const services = billOf(plans, DEFAULT).lines.map(({ price }) => price.service);
    expect(services.join()).not.toMatch(/NAT|Application Gateway|AKS/);
  });

  it("has the lowest cost below the default, and every option planned", () => {
    const [lowest = 0, standard = 0] = SETUPS.map((setup) => billOf(plans, setup).total);
    expect(lowest).toBeLessThan(standard);
    for (const setup of OPTIONS) expect(billOf(plans, setup).total).toBeGreaterThan(0);
  });

  it("has the table that the module's README takes over", () => {
    expect(priceTableOf(DOCUMENT)).toBe(priceTable(plans));
  });
});
