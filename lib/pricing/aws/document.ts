import type { Bill } from "../bill";
import {
  billedIn,
  figureTable,
  HEADER,
  leftOut,
  modeTable,
  newlyUnpriced,
  type Plans,
  pricesIn,
  setupSection,
  settingsOf,
  sourceTable,
} from "../document";
import { HOURS_PER_MONTH, type Price } from "../index";
import { difference, dollars, table } from "../markdown";
import { BEGIN, END } from "../price-table";
import type { Setup } from "../setups";
import { awsBill, type AwsBillOptions } from "./bill";
import { awsLoad, type AwsLoad, SMALL_LOAD } from "./load";
import { DEFAULT, LOWEST_COST, OPTIONS, SETUPS } from "./setups";

/** The price goal: US dollars a month of {@link LOWEST_COST} in {@link REGION}. */
export const GOAL = 60;

export const REGION = "us-east-1";
const SECOND_REGION = "ap-northeast-1";
const MODULE = "terraform-aws-langfuse";

/** Every setup that the document needs a plan of. */
export const PLANNED_SETUPS: readonly Setup[] = [...SETUPS, ...OPTIONS];

/** The bill of a setup. */
export function billOf(plans: Plans, setup: Setup, more: Partial<AwsBillOptions> = {}): Bill {
  return awsBill({ ...billedIn(plans, setup), region: REGION, load: SMALL_LOAD, ...more });
}

/** The whole of docs/cost-aws.md. */
export function costDocument(plans: Plans): string {
  const bills = SETUPS.map((setup) => ({ setup, bill: billOf(plans, setup) }));
  const options = OPTIONS.map((setup) => billOf(plans, setup));
  const prices = pricesIn([...bills.map(({ bill }) => bill), ...options]);
  const sections = [
    HEADER,
    introduction(plans),
    `## In short\n\n${BEGIN}\n\n${priceTable(plans)}\n\n${END}`,
    ...bills.map(({ setup, bill }) => setupSection(setup, bill, settingsOf(plans, setup, MODULE))),
    regionSection(plans),
    optionSection(plans),
    sensitivitySection(plans),
    loadSection(SMALL_LOAD),
    peersSection(bills),
    EXCLUDED,
    priceSection(prices),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** What the set-ups cost and what each option adds to the default, one line each. */
export function priceTable(plans: Plans): string {
  const base = billOf(plans, DEFAULT).total;
  const rows = [
    ...SETUPS.map((setup) => {
      const bill = billOf(plans, setup);
      return [`**${setup.title}**: ${setup.summary ?? ""}`, `**${dollars(bill.total)}**`];
    }),
    ...OPTIONS.map((setup) => [setup.title, difference(billOf(plans, setup).total - base)]),
  ];
  return table(["set-up, or option on top of the default", "$ a month"], rows, [0]);
}

function introduction(plans: Plans): string {
  const bill = billOf(plans, LOWEST_COST);
  const { total } = bill;
  const verdict = total <= GOAL ? "reached" : "not reached";
  const dearest = [...bill.parts].sort(([, a], [, b]) => b - a).slice(0, 3);
  return `# What Langfuse on AWS costs

List prices of ${REGION}, US dollars before tax, ${HOURS_PER_MONTH} hours a month. The resources are those that
\`terraform plan\` of the module has; what a plan does not tell is the load below: ${SMALL_LOAD.name}, with
${SMALL_LOAD.months} months of data kept. Each price is a row of \`lib/pricing/prices.json\`; a type of resource
that nobody has priced is an error and not free.

**The goal**, at most $${GOAL} a month at this load with Spot and the network included: **${dollars(total)}**, ${verdict}.
Its largest parts are ${dearest.map(([part, usd]) => `${part} (${dollars(usd)})`).join(", ")}.
It rests on Spot's price on the day it was read and on clients that batch what they send: see
[how much the assumptions matter](#how-much-the-assumptions-matter).${leftOut(bill)}`;
}

function regionSection(plans: Plans): string {
  const inTokyo = (setup: Setup) => billOf(plans, setup, { region: SECOND_REGION });
  const lowest = inTokyo(LOWEST_COST);
  const hasSpot = false;
  const bills = [
    [billOf(plans, LOWEST_COST), lowest],
    [
      billOf(plans, LOWEST_COST, { hasSpot }),
      billOf(plans, LOWEST_COST, { hasSpot, region: SECOND_REGION }),
    ],
    [billOf(plans, DEFAULT), inTokyo(DEFAULT)],
  ] as const;
  const parts = [...new Set(bills.flatMap(([here]) => [...here.parts.keys()]))];
  const cell = (bill: Bill, part: string) =>
    bill.unpriced.some((line) => line.part === part && line.price.service === "Fargate Spot")
      ? "no price"
      : dollars(bill.parts.get(part) ?? 0);
  const rows = parts.map((part) => [part, ...bills.flat().map((bill) => cell(bill, part))]);
  const sums = bills.flat().map((bill) => {
    const isWhole = !bill.unpriced.some(({ price }) => price.service === "Fargate Spot");
    return isWhole ? `**${dollars(bill.total)}**` : "no sum";
  });
  return `## ${REGION} and ${SECOND_REGION}

${table(
  [
    "part",
    ...["lowest cost", "the same on demand", "default"].flatMap((name) => [
      `${name}, ${REGION}`,
      SECOND_REGION,
    ]),
  ],
  [...rows, ["**sum**", ...sums]],
  [0],
)}

No price of Fargate Spot with ARM64 in ${SECOND_REGION} was found, so the lowest cost there has no sum: it is more than
${dollars(lowest.total)}, which is everything but the tasks, and less than what the same sizes cost on demand.`;
}

function optionSection(plans: Plans): string {
  const base = billOf(plans, DEFAULT);
  const rows = OPTIONS.map((setup) => {
    const bill = billOf(plans, setup);
    const missing = newlyUnpriced(bill, base);
    const names = missing.map(({ price }) => price.sku).join(", ");
    const remark = missing.length === 0 ? setup.remark : `${setup.remark}; no price of ${names}`;
    return [setup.title, difference(bill.total - base.total), dollars(bill.total), remark];
  });
  return `## What an option adds to the default or saves

Each on its own, on top of the default's ${dollars(base.total)}.

${table(["option", "$ a month", "sum", "what for"], rows, [0, 3])}

- \`clickhouse_storage\`: the sums have S3 and the volume at this load. Requests follow the number of inserts and not of rows,
  as [the benchmark](benchmarks/clickhouse.md) measured, so they are its figures for traffic around the clock. The usual set-up,
  an S3 disk for everything and an insert a second, comes to $1,307 for requests and $292 for the log tables there.
- \`kms_key_arn\`: $1 a month for the key, and $0.03 for 10,000 requests.
- \`container_insights_enabled\`: CloudWatch bills each metric; the price list has no row for it, so it is in no sum.
- \`efs_throughput_mode = "elastic"\`: $0.03 a GB read and $0.06 a GB written. Others report 300 to 500 GB a day from an idle
  Langfuse, about $30 a day; with bursting the volume bills no bytes.
- \`custom_domain_name\`: the hosted zone is yours ($0.50 a month); the certificate is free.
- \`allowed_egress_ports\`, \`tags\`, \`force_delete\`, backups of the database up to its own size: nothing.`;
}

function sensitivitySection(plans: Plans): string {
  const at = (load: AwsLoad) => billOf(plans, LOWEST_COST, { load }).total;
  const load = (observations: number, observationsPerRequest?: number, months?: number) =>
    at(awsLoad({ name: "", observations, observationsPerRequest, months }));
  const bill = billOf(plans, LOWEST_COST);
  const spot = bill.lines
    .filter(({ price }) => price.service === "Fargate Spot")
    .reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  const withoutSpot = billOf(plans, LOWEST_COST, { hasSpot: false });
  const rows = [
    ["as above", dollars(bill.total)],
    ["first month (no older data)", dollars(load(1_000_000, 2.5, 1))],
    ["well batched: 10 observations in an export request", dollars(load(1_000_000, 10))],
    [
      "not batched at all: each observation its own request and object",
      dollars(load(1_000_000, 1)),
    ],
    ["no load", dollars(load(0))],
    ["ten million observations, if these sizes carry them", dollars(load(10_000_000))],
    ["Spot a quarter dearer", dollars(bill.total + spot / 4)],
    ["no Spot", dollars(withoutSpot.total)],
  ];
  return `## How much the assumptions matter

The lowest cost, with one thing changed.

${table(["change", "$ a month"], rows, [0])}

Autoscaling can add tasks; the sums have the smallest number of each.`;
}

function loadSection(load: AwsLoad): string {
  return `## The load

${figureTable(Object.values(load.figures))}

ClickHouse after ${load.months} months, at the bytes a row that [the benchmark](benchmarks/clickhouse.md) measured; PUT and GET a month.

${modeTable(load, ["GB on S3", "PUT", "GET"])}`;
}

function peersSection(bills: readonly { readonly setup: Setup; readonly bill: Bill }[]): string {
  const own = bills.map(({ setup, bill }) => [
    `this module, ${setup.title.toLowerCase()}`,
    REGION,
    setup.summary ?? "",
    dollars(bill.total),
  ]);
  const rows = [...own, ...PEERS.map((row) => [...row])];
  return `## Beside others

What others say theirs costs, in their own words and at their own load; nothing here was measured on both.

${table(["what", "region", "how", "$ a month"], rows, [0, 1, 2])}`;
}

/** Published figures, each as its author gives it. */
const PEERS = [
  [
    "myui/terraform-aws-langfuse-ecs, README (2026-03-21)",
    "ap-northeast-1",
    "3 Fargate tasks with 4 vCPU and 8 GB, ARM64; RDS and cache t4g.micro; EFS 10 GB, S3 10 GB; without transfer and logs",
    "about $130",
  ],
  [
    "imran-KG/langfuse-ecs-fargate-terraform (2026-05-21)",
    "ap-northeast-1",
    "3 Fargate tasks with 4 vCPU and 8 GB, ARM64; 8 interface endpoints; ALB; RDS and Redis t4g.micro",
    "$288.95",
  ],
  [
    "niklas-palm/Langfuse-on-ecs, README (2025-10-29)",
    "us-east-1",
    "3 Fargate tasks, 2 Aurora r6g.large, NAT in 3 zones, ALB",
    "about $518",
  ],
  [
    "langfuse/langfuse-terraform-aws, issue 41 (2025-12-23)",
    "not said",
    "the official EKS module on Fargate, compute alone: 3 ClickHouse, 3 ZooKeeper, web, worker",
    "about $520",
  ],
] as const;

const EXCLUDED = `## What is in no sum

- tax, support plans, free tiers (nothing is deducted), Savings Plans and reserved capacity
- data transfer beyond the load's, media, more than one region
- registrations and look-ups of Cloud Map: their price was not found. ECS registers up to two tasks, API Gateway looks web up
- requests to a KMS key of one's own, snapshots and backups above the free allowance, the final snapshot
- models, evaluations and mail that Langfuse calls
- Multi-AZ of RDS is priced as twice the single instance and volume; the list has no price of its own for most classes
- CPU credits: a t4g that is busy all day bills its surplus`;

function priceSection(prices: readonly Price[]): string {
  return `## Prices

From \`lib/pricing/prices.json\`, ${REGION}. Confidence is that of the research: \`high\` is an official list or two readings that
agree, \`medium\` one secondary reading or a price that floats, such as Spot's.

${sourceTable(prices, SECOND_REGION)}`;
}
