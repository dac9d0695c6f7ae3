import { type Figure, figure, type Load, type LoadOptions, sharedLoad } from "../load";

/** A month of use on AWS: the shared load, and what only AWS bills. */
export interface AwsLoad extends Load {
  readonly figures: Readonly<Record<AwsFigureKey, Figure>>;
}

export type AwsFigureKey = keyof ReturnType<typeof awsFigures>;

/** Derives a month's use from the number of observations. */
export function awsLoad(options: LoadOptions): AwsLoad {
  const load = sharedLoad(options);
  return { ...load, figures: awsFigures(load.figures, options) };
}

/** The figures in the order in which the document lists them. */
function awsFigures(shared: Load["figures"], { observations }: LoadOptions) {
  const perMillion = observations / 1e6;
  const { transferOutGb, dnsQueries, ...rest } = shared;
  return {
    ...rest,
    eventWrites: { ...rest.eventWrites, name: "PUT and LIST on the events" },
    eventReads: { ...rest.eventReads, name: "GET on the events" },
    databaseLogGb: figure(
      "Logs of PostgreSQL",
      0.1,
      "GB a month",
      "assumed",
      "statements that change the schema or take longer than a second",
    ),
    apiLogGb: figure(
      "Access logs of the HTTP API",
      0.3 * perMillion,
      "GB a month",
      "assumed",
      "half a KiB a request, only with api_access_logs_enabled",
    ),
    flowLogGb: figure(
      "VPC flow logs",
      1,
      "GB a month",
      "assumed",
      "100 bytes a connection and ten minutes, only with vpc_flow_logs_enabled",
    ),
    transferOutGb: {
      ...transferOutGb,
      derivation:
        "5 MB a dashboard; the answers to SDKs are small. AWS's 100 free GB of an account are not deducted",
    },
    interZoneGb: figure(
      "Data transfer between zones",
      20 * perMillion,
      "GB a month",
      "assumed",
      "20 KiB an observation between web, Valkey, the worker, PostgreSQL and ClickHouse, as if each lay in another zone; billed in both directions",
    ),
    natGb: figure(
      "Data through NAT gateways",
      10,
      "GB a month",
      "assumed",
      "image pulls, logs and calls of AWS's interfaces; S3 goes through its gateway endpoint. Only with nat_gateway",
    ),
    dnsQueries,
    lcu: figure(
      "Load balancer units in use",
      0.05,
      "LCU on average",
      "assumed",
      "0.3 new connections a second of the 25 that one LCU has, 10 GB a month of its 730",
    ),
    acuAboveMinimum: figure(
      "Aurora capacity above the minimum",
      0,
      "ACU on average",
      "assumed",
      "PostgreSQL holds projects, users and prompts, not observations; at least 0.5 ACU, because the worker's polling keeps Aurora awake",
    ),
    auroraGb: figure(
      "Aurora storage",
      2,
      "GB",
      "assumed",
      "a fresh Langfuse and its backups within the free allowance",
    ),
    auroraIo: figure(
      "Aurora I/O",
      5_000_000,
      "a month",
      "assumed",
      "two a second; most of what is polled is in memory",
    ),
    imageGb: figure(
      "Images in ECR",
      1,
      "GB",
      "assumed",
      "three images of one version, compressed; only with ecr_enabled",
    ),
    appRunnerActive: figure(
      "App Runner's active share",
      1,
      "of the month",
      "assumed",
      "SDKs send around the clock, so that it never falls idle",
    ),
  };
}

/** The load that the price goal is about. */
export const SMALL_LOAD = awsLoad({
  name: "one million observations a month",
  observations: 1_000_000,
});
