import type { Biller } from "./bill";
import { loadBalancer } from "./containers";
import { amount } from "../lines";
import type { AwsLines } from "./lines";
import type { AwsFigureKey } from "./load";
import type { Planned } from "../planned";

const httpApi: Biller = (lines, api) => {
  if (api.string("protocol_type") !== "HTTP")
    throw new Error(`${api.address}: no price but HTTP's`);
  const requests = lines.figure("apiRequests");
  lines.add({
    part: "way in",
    resource: api,
    service: "API Gateway",
    sku: "HTTP API first 300M",
    quantity: requests / 1e6,
    basis: `${amount(requests)} requests`,
  });
};

const balancer: Biller = (lines, resource) => {
  if (resource.string("load_balancer_type") !== "application") {
    throw new Error(`${resource.address}: only an application load balancer has a price`);
  }
  loadBalancer(lines, resource, resource.is("internal") ? 0 : resource.count("subnets"));
};

const natGateway: Biller = (lines, gateway) => {
  const line = { part: "network", resource: gateway, service: "NAT gateway" } as const;
  lines.addHours({ ...line, sku: "gateway" }, 1, "NAT gateway");
  const share = lines.figure("natGb") / lines.all("aws_nat_gateway").length;
  lines.add({
    ...line,
    sku: "data processed",
    quantity: share,
    basis: `${amount(share)} GB through it`,
  });
};

const elasticAddress: Biller = (lines, address) => {
  lines.addAddresses("network", address, 1, "public address of a NAT gateway");
};

const endpoint: Biller = (lines, resource) => {
  const type = resource.string("vpc_endpoint_type");
  if (type === "Gateway") return;
  const line = { part: "network", resource, service: "VPC" } as const;
  lines.addHours({ ...line, sku: "interface endpoint" }, resource.count("subnet_ids"), "zones");
};

/** A private DNS namespace is a Route 53 zone of this installation. */
const namespace: Biller = (lines, resource) => {
  const line = { part: "network", resource } as const;
  const queries = lines.figure("dnsQueries");
  lines.add({
    ...line,
    service: "Route53",
    sku: "hosted zone",
    quantity: 1,
    basis: "private zone of the Cloud Map namespace",
  });
  lines.add({
    ...line,
    service: "Route53",
    sku: "standard queries first 1B",
    quantity: queries / 1e6,
    basis: `${amount(queries)} queries`,
  });
  lines.add({
    ...line,
    service: "Cloud Map",
    sku: "resource / lookup",
    quantity: null,
    basis: "registered tasks, and look-ups of API Gateway",
  });
};

const LOG_FIGURES: Readonly<Record<string, AwsFigureKey>> = {
  web: "webLogGb",
  worker: "workerLogGb",
  clickhouse: "clickhouseLogGb",
  postgresql: "databaseLogGb",
  aurora: "databaseLogGb",
  api: "apiLogGb",
  vpc_flow_logs: "flowLogGb",
};

const logGroup: Biller = (lines, group) => {
  // RDS writes to this one only while it moves to a new version.
  if (group.index === "upgrade") return;
  const key = LOG_FIGURES[group.name];
  if (key === undefined) throw new Error(`${group.address}: no volume is known of these logs`);
  addLogs(lines, group, lines.figure(key));
};

function addLogs(lines: AwsLines, group: Planned, gb: number): void {
  const months = group.number("retention_in_days") / 30;
  const line = { part: "logs", resource: group, service: "CloudWatch Logs" } as const;
  const what = `of ${group.name.replaceAll("_", " ")}`;
  lines.add({
    ...line,
    sku: "ingest Standard",
    quantity: gb,
    basis: `${amount(gb)} GB ${what}`,
  });
  lines.add({
    ...line,
    sku: "storage",
    quantity: gb * Math.min(months, lines.load.months),
    basis: `${amount(gb)} GB ${what}, ${group.number("retention_in_days")} days, uncompressed`,
  });
}

const secret: Biller = (lines, resource) => {
  lines.add({
    part: "secrets",
    resource,
    service: "Secrets Manager",
    sku: "secret",
    quantity: 1,
    basis: String(resource.index ?? resource.name).replaceAll("_", " "),
  });
};

const repository: Biller = (lines, resource) => {
  const share = lines.figure("imageGb") / lines.all("aws_ecr_repository").length;
  lines.add({
    part: "images",
    resource,
    service: "ECR",
    sku: "storage",
    quantity: share,
    basis: `${amount(share)} GB of ${String(resource.index ?? resource.name)}`,
  });
};

/** A customer key that the configuration makes itself; the module takes the ARN of one. */
const key: Biller = (lines, resource) => {
  lines.add({
    part: "secrets",
    resource,
    service: "KMS",
    sku: "customer managed key",
    quantity: 1,
    basis: "customer key; its requests are not in it",
  });
};

/** The way in and out, and what watches over it. */
export const NETWORK: Readonly<Record<string, Biller>> = {
  aws_apigatewayv2_api: httpApi,
  aws_lb: balancer,
  aws_nat_gateway: natGateway,
  aws_eip: elasticAddress,
  aws_vpc_endpoint: endpoint,
  aws_service_discovery_private_dns_namespace: namespace,
  aws_cloudwatch_log_group: logGroup,
  aws_secretsmanager_secret: secret,
  aws_ecr_repository: repository,
  aws_kms_key: key,
};
