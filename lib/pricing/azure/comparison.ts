import { HOURS_PER_MONTH, type KnownPrice } from "../index";
import { difference, dollars, table } from "../markdown";
import { findPrice } from "./lines";

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

/** Cores and GiB of a container. */
export interface Size {
  readonly cpu: number;
  readonly memory: number;
}

/** The sizes of web and ClickHouse that the module has by default. */
const WEB: Size = { cpu: 1, memory: 2 };
const CLICKHOUSE: Size = { cpu: 1, memory: 2 };

/** Web as the plan that this repository began with has it (seed 002, section 5), beside the same ClickHouse. */
const SEED_WEB: Size = { cpu: 0.5, memory: 1 };

const SIDECAR_SHARE_GIB = 50;
const NFS_SHARE_GIB = 32;
const REPLICAS = [1, 2, 10] as const;

/** What a month of web and ClickHouse costs in each of the three ways. */
export interface Ways {
  readonly sidecar: number;
  readonly dedicated: number;
  readonly instance: number;
}

/** A price that the comparison cannot do without. */
function known(service: string, sku: string, region: string): KnownPrice {
  const row = findPrice(service, sku, region);
  if (row?.usd == null) throw new Error(`no price for ${service} / ${sku} / ${region}`);
  return { ...row, usd: row.usd };
}

/** A replica on Container Apps that runs all month. */
export function appDollars({ cpu, memory }: Size, region: string, isActive = true): number {
  const usd = (sku: string) => known("Container Apps Consumption", sku, region).usd;
  const core = usd(isActive ? "vCPU active" : "vCPU idle");
  return SECONDS_PER_MONTH * (cpu * core + memory * usd("memory active"));
}

/** The same reserved by a container group. */
export function instanceDollars({ cpu, memory }: Size, region: string): number {
  const usd = (sku: string) => known("Container Instances", sku, region).usd;
  return HOURS_PER_MONTH * (cpu * usd("Linux vCPU") + memory * usd("Linux memory"));
}

/** Web and ClickHouse, without everything that is the same in each way. */
export function ways(replicas: number, web: Size, region: string): Ways {
  const smb = known("Azure Files", "HDD pay-as-you-go transaction optimized LRS", region).usd;
  const nfs = known("Azure Files", "SSD provisioned v2 storage LRS", region).usd;
  const webs = replicas * appDollars(web, region);
  return {
    sidecar: webs + replicas * appDollars(CLICKHOUSE, region) + SIDECAR_SHARE_GIB * smb,
    dedicated: webs + appDollars(CLICKHOUSE, region) + NFS_SHARE_GIB * HOURS_PER_MONTH * nfs,
    instance: webs + instanceDollars(CLICKHOUSE, region),
  };
}

/**
 * The section on where ClickHouse runs.
 *
 * @param savedByPlans - What the container instance saves when everything is priced from plans.
 */
export function comparisonSection(region: string, savedByPlans: number): string {
  const rows = (web: Size) =>
    REPLICAS.map((replicas) => {
      const { sidecar, dedicated, instance } = ways(replicas, web, region);
      return [
        String(replicas),
        ...[sidecar, dedicated, instance].map(dollars),
        ...[dedicated - sidecar, instance - dedicated].map(difference),
      ];
    });
  const head = [
    "web replicas",
    "sidecar",
    "dedicated app",
    "container instance",
    "dedicated against sidecar",
    "instance against dedicated",
  ];
  const seed = ways(2, SEED_WEB, region);
  const web = appDollars(SEED_WEB, region);
  const clickhouse = appDollars(CLICKHOUSE, region);
  const sizes = [
    [1, 2],
    [2, 4],
    [4, 8],
    [1, 4],
    [1, 8],
  ] as const;
  return `## Sidecar, dedicated app or container instance

Web and ClickHouse alone, all month at the active rate; worker, PostgreSQL, Redis and the network are the same in each way. A
replica with ClickHouse beside web is never idle, and neither is one above the least number. The sidecar has a share of
${SIDECAR_SHARE_GIB} GiB (SMB, transaction optimized, its operations not counted; and ClickHouse's mutations fail on it), the dedicated
app ${NFS_SHARE_GIB} GiB of NFS. The instance's backups are not in these tables: from plans, with backups and its DNS zone, it saves ${dollars(savedByPlans)} of
the default.

Web with ${WEB.cpu} core and ${WEB.memory} GiB, as the module has it; ClickHouse with ${CLICKHOUSE.cpu} and ${CLICKHOUSE.memory}:

${table(head, rows(WEB), [0])}

Web with ${SEED_WEB.cpu} core and ${SEED_WEB.memory} GiB, in which Langfuse has been seen to crash, as the first plan for a dedicated app had it:

${table(head, rows(SEED_WEB), [0])}

That plan (2025-11-16) took $10 a month for a replica of either kind, so two replicas came to $30 as sidecars and to $20 with a dedicated
app. From prices a replica of web of its size is ${dollars(web)} and one of ClickHouse ${dollars(clickhouse)}: ${dollars(seed.sidecar)} and ${dollars(seed.dedicated)}. What a
dedicated app saves is ${dollars(seed.sidecar - seed.dedicated)} with two replicas and not $10. Even at the idle rate that replica of web is ${dollars(appDollars(SEED_WEB, region, false))}.
The plan also said that a container instance ($30 to $40) costs more than an app; from prices it is the other way round:

${table(
  ["cores", "GiB", "Container Apps, active", "Container Apps, idle", "Container Instances"],
  sizes.map(([cpu, memory]) => [
    String(cpu),
    String(memory),
    ...(memory === 2 * cpu
      ? [
          dollars(appDollars({ cpu, memory }, region)),
          dollars(appDollars({ cpu, memory }, region, false)),
        ]
      : ["not sold", "not sold"]),
    dollars(instanceDollars({ cpu, memory }, region)),
  ]),
  [],
)}

For what never idles a container instance costs less than half; for what always idles an app costs less. A worker of
0.5 cores and 1 GiB is ${dollars(appDollars({ cpu: 0.5, memory: 1 }, region))} as an app, which scales, and one of a whole core and 1 GiB ${dollars(instanceDollars({ cpu: 1, memory: 1 }, region))} as an instance,
which does not (\`worker_platform\`).`;
}
