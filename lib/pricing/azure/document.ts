import type { Bill, BillLine } from "../bill";
import {
  billedIn,
  figureTable,
  HEADER,
  leftOut,
  modeTable,
  nameOf,
  newlyUnpriced,
  type Plans,
  pricesIn,
  setupSection,
  settingsOf,
  sourceTable,
} from "../document";
import { HOURS_PER_MONTH, type Price } from "../index";
import { difference, dollars, lineDollars, table } from "../markdown";
import { BEGIN, END } from "../price-table";
import type { Setup } from "../setups";
import { azureBill, type AzureBillOptions } from "./bill";
import { comparisonSection } from "./comparison";
import { isOwnPrice } from "./lines";
import { type AzureLoad, azureLoad, SMALL_LOAD } from "./load";
import { grantsOf, idleSection, sensitivitySection } from "./sensitivity";
import { CONTAINER_INSTANCE, DEFAULT, LOWEST_COST, OPTIONS, SETUPS } from "./setups";

/** The price goals: US dollars a month of {@link LOWEST_COST} and {@link DEFAULT} in {@link REGION}. */
export const GOALS = { lowestCost: 130, standard: 180 } as const;

export const REGION = "eastus";
const SECOND_REGION = "japaneast";
const MODULE = "terraform-azurerm-langfuse";

/** Every setup that the document needs a plan of. */
export const PLANNED_SETUPS: readonly Setup[] = [...SETUPS, ...OPTIONS];

/** The bill of a setup. */
export function billOf(plans: Plans, setup: Setup, more: Partial<AzureBillOptions> = {}): Bill {
  return azureBill({ ...billedIn(plans, setup), region: REGION, load: SMALL_LOAD, ...more });
}

/** The whole of docs/cost-azure.md. */
export function costDocument(plans: Plans): string {
  const bills = SETUPS.map((setup) => ({ setup, bill: billOf(plans, setup) }));
  const options = OPTIONS.map((setup) => billOf(plans, setup));
  const prices = pricesIn([...bills.map(({ bill }) => bill), ...options]);
  const price = (setup: Setup, more?: Partial<AzureBillOptions>) => billOf(plans, setup, more);
  const sections = [
    HEADER,
    introduction(plans),
    `## In short\n\n${BEGIN}\n\n${priceTable(plans)}\n\n${END}`,
    inTheWaySection(plans),
    idleSection(price),
    ...bills.map(({ setup, bill }) =>
      setupSection(setup, bill, settingsOf(plans, setup, MODULE), priceName),
    ),
    comparisonSection(REGION, price(DEFAULT).total - price(CONTAINER_INSTANCE).total),
    regionSection(plans),
    optionSection(plans),
    sensitivitySection(price),
    loadSection(SMALL_LOAD),
    PEERS,
    EXCLUDED,
    uncertainSection(prices),
    priceSection(prices),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** What the set-ups cost and what each option adds to the default, one line each. */
export function priceTable(plans: Plans): string {
  const base = billOf(plans, DEFAULT);
  const idle = azureLoad(IDLE);
  const rows = [
    ...SETUPS.map((setup) => [
      `**${setup.title}**: ${setup.summary ?? ""}${billOf(plans, setup).unpriced.some(isDear) ? " (not everything has a price)" : ""}`,
      `**${dollars(billOf(plans, setup).total)}**`,
      `**${dollars(billOf(plans, setup, { load: idle }).total)}**`,
    ]),
    ...OPTIONS.map((setup) => {
      const bill = billOf(plans, setup);
      const isWhole = newlyUnpriced(bill, base).length === 0;
      const more = difference(bill.total - base.total);
      const idleMore =
        billOf(plans, setup, { load: idle }).total - billOf(plans, DEFAULT, { load: idle }).total;
      return isWhole
        ? [setup.title, more, difference(idleMore)]
        : [setup.title, "no price", "no price"];
    }),
  ];
  return table(
    ["set-up, or option on top of the default", "$ a month", "with web idle"],
    rows,
    [0],
  );
}

const IDLE = {
  name: "one million observations a month",
  observations: 1_000_000,
  webActive: 0,
} as const;

/** Whether a line without a price is one that matters: not a few cents for what is counted per use. */
function isDear({ quantity, price }: BillLine): boolean {
  return quantity !== null && !price.sku.startsWith("queries");
}

function introduction(plans: Plans): string {
  const idle = azureLoad(IDLE);
  const verdict = (setup: Setup, goal: number) => {
    const bill = billOf(plans, setup);
    const least = billOf(plans, setup, { load: idle });
    const afterGrants = least.total - grantsOf(least);
    const [isReached, isReachedAtBest] = [bill.total <= goal, afterGrants <= goal];
    const words = isReached
      ? "reached"
      : isReachedAtBest
        ? `missed by ${dollars(bill.total - goal)}; reached only with web idle and all free grants`
        : `missed by ${dollars(bill.total - goal)}, and by ${dollars(afterGrants - goal)} with web idle and all free grants`;
    return [
      setup.title.toLowerCase(),
      `$${goal}`,
      dollars(bill.total),
      dollars(least.total),
      dollars(afterGrants),
      words,
    ];
  };
  return `# What Langfuse on Azure costs

List prices of ${REGION}, US dollars before tax, ${HOURS_PER_MONTH} hours a month. The resources are those that
\`terraform plan\` of the module has; what a plan does not tell is the load below: ${SMALL_LOAD.name}, with
${SMALL_LOAD.months} months of data kept, the same as for [AWS](cost-aws.md). Each price is a row of \`lib/pricing/prices.json\`; a type of resource
that nobody has priced is an error and not free, and a price that was not found is named and in no sum.

**The goals**, network included:

${table(
  [
    "set-up",
    "goal",
    "web active all month",
    "web idle all month",
    "idle, free grants taken off",
    "verdict",
  ],
  [verdict(LOWEST_COST, GOALS.lowestCost), verdict(DEFAULT, GOALS.standard)],
  [0, 5],
)}

Which of the two holds depends on Azure's meter, not on a choice: see [active or idle](#active-or-idle). All sums below are those of the
active web, which is what the documented rule gives at this load when it is read by averages.${leftOut(billOf(plans, LOWEST_COST))}`;
}

/** The lines that keep the goals out of reach. */
function inTheWaySection(plans: Plans): string {
  const part = (setup: Setup) =>
    [...billOf(plans, setup).lines]
      .filter(({ usd }) => (usd ?? 0) >= 3)
      .sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0))
      .map((line) => [
        line.part,
        `${line.price.service}: ${line.price.sku}`,
        line.basis,
        lineDollars(line),
      ]);
  const head = ["part", "price", "how much", "$ a month"];
  return `## What is in the way

The lines of at least $3, the dearest first. Lowest cost:

${table(head, part(LOWEST_COST), [0, 1, 2])}

Default:

${table(head, part(DEFAULT), [0, 1, 2])}

Not to be had for less with what Langfuse needs: Container Apps sell a core with each 2 GiB, so web's memory brings cores that it hardly uses; the worker
polls its queues, so it is never idle; addresses and load balancer belong to every environment in a network of its own, which
PostgreSQL in a subnet and NFS need. Without a network of its own Redis and PostgreSQL would be open to the internet.`;
}

/** A price's name, with the region that it was read in when that is another one. */
function priceName(price: Price): string {
  const name = nameOf(price);
  return isOwnPrice(price, REGION) ? name : `${name} (${price.region})`;
}

function regionSection(plans: Plans): string {
  const setups = [LOWEST_COST, DEFAULT];
  const bills = setups.flatMap((setup) => [
    billOf(plans, setup),
    billOf(plans, setup, { region: SECOND_REGION }),
  ]);
  const isMissing = (bill: Bill, part: string) =>
    bill.unpriced.some((line) => line.part === part && isDear(line));
  const parts = [...new Set(bills.flatMap((bill) => [...bill.parts.keys()]))];
  const rows = parts.map((part) => [
    part,
    ...bills.map((bill) => {
      const usd = bill.parts.get(part);
      if (usd === undefined) return "";
      if (!isMissing(bill, part)) return dollars(usd);
      return usd === 0 ? "no price" : `> ${dollars(usd)}`;
    }),
  ]);
  const sums = bills.map((bill) =>
    parts.some((part) => isMissing(bill, part))
      ? `**> ${dollars(bill.total)}**`
      : `**${dollars(bill.total)}**`,
  );
  const missing = bills
    .flatMap(({ unpriced }) => unpriced)
    .filter((line) => line.price.region === SECOND_REGION && isDear(line))
    .map(({ price }) => `${price.service}: ${price.sku}`);
  return `## ${REGION} and ${SECOND_REGION}

${table(
  ["part", ...setups.flatMap(({ title }) => [`${title.toLowerCase()}, ${REGION}`, SECOND_REGION])],
  [...rows, ["**sum**", ...sums]],
  [0],
)}

No price in ${SECOND_REGION} was found of ${[...new Set(missing)].join("; ")}: sums with a > leave them out.`;
}

function optionSection(plans: Plans): string {
  const base = billOf(plans, DEFAULT);
  const rows = OPTIONS.map((setup) => {
    const bill = billOf(plans, setup);
    const names = [...new Set(newlyUnpriced(bill, base).map(({ price }) => price.sku))];
    return names.length === 0
      ? [setup.title, difference(bill.total - base.total), dollars(bill.total), setup.remark]
      : [setup.title, "no price", "no sum", `${setup.remark}; no price of ${names.join(", ")}`];
  });
  return `## What an option adds to the default or saves

Each on its own, on top of the default's ${dollars(base.total)}.

${table(["option", "$ a month", "sum", "what for"], rows, [0, 3])}

- \`clickhouse_storage\`: requests follow the number of inserts and not of rows, as [the benchmark](benchmarks/clickhouse.md) measured on
  S3; they are its figures for traffic around the clock. The NFS share has its size in every mode.
- \`custom_domain_name\`: the zone is yours; the certificate is free.
- \`force_delete\`, \`tags\`, \`allowed_cidr_blocks\`, backups of PostgreSQL up to its own size: nothing.
- \`log_analytics_daily_quota_gb\` caps the logs, at 1 GB a day at about $70 a month.`;
}

function loadSection(load: AzureLoad): string {
  const { figures } = load;
  const shown = [
    figures.observations,
    figures.traces,
    figures.apiRequests,
    load.azure.webActive,
    figures.eventWrites,
    figures.eventReads,
    figures.eventGb,
    figures.rows,
    figures.dashboards,
    figures.systemLogGb,
    figures.webLogGb,
    figures.workerLogGb,
    figures.clickhouseLogGb,
    figures.transferOutGb,
    figures.dnsQueries,
    load.azure.cacheGb,
    load.azure.backupWrites,
    load.azure.backupGb,
    load.azure.vaultOperations,
  ];
  return `## The load

${figureTable(shown)}

ClickHouse after ${load.months} months, at the bytes a row that [the benchmark](benchmarks/clickhouse.md) measured on S3; a month's requests, as if Blob
Storage took as many.

${modeTable(load, ["GB on Blob Storage", "writes", "reads"])}

A full backup a day of a container instance stays for \`clickhouse_backup_retention_days\`, 30 unless told otherwise; kept for ever, they
would have come to $20 a month by the end of the year.`;
}

const PEERS = `## Beside others

No published cost figure for Langfuse 3 on Azure was found.`;

const EXCLUDED = `## What is in no sum

- tax, support plans, free grants (nothing is deducted), savings plans and reserved capacity
- media, more than one region, transfer between availability zones
- data processed by the environment's load balancer and queries of private DNS: their prices were not found
- operations on NFS and SMB shares, backups of PostgreSQL above the free allowance
- replicas above the least number: scaling out is at the active rate
- models, evaluations and mail that Langfuse calls
- a standby of PostgreSQL is priced as a second server and its storage
- CPU credits: a B1ms that is busy all day is slowed down, not billed`;

/** Prices that one should look up before one relies on a sum. */
function uncertainSection(prices: readonly Price[]): string {
  const here = prices.filter(({ region }) => region !== SECOND_REGION);
  const list = (rows: readonly Price[], say: (price: Price) => string) =>
    [...new Set(rows.map((row) => `- ${row.service}: ${row.sku}${say(row)}`))].sort().join("\n");
  const missing = here.filter(({ usd }) => usd === null);
  const others = here.filter((row) => row.usd !== null && !isOwnPrice(row, REGION));
  const weak = here.filter(
    (row) =>
      row.usd !== null && ["low", "medium"].includes(row.confidence) && !others.includes(row),
  );
  return `## Prices to look at twice

Not found for ${REGION}, and so in no sum:

${list(missing, ({ note }) => (note === undefined ? "" : `; ${note}`))}

Read in another region, whose price stands in:

${list(others, ({ region }) => `, ${region}`)}

Of medium or low confidence:

${list(weak, ({ confidence, source_date }) => `: ${confidence}, ${source_date ?? "no date"}`)}`;
}

function priceSection(prices: readonly Price[]): string {
  return `## Prices

From \`lib/pricing/prices.json\`, ${REGION}; another region in brackets where none of ${REGION} was found. Confidence is that of the research:
\`high\` is an official list or two readings that agree, \`medium\` one secondary reading, \`low\` one that is derived or names no region.

${sourceTable(prices, SECOND_REGION, priceName)}`;
}
