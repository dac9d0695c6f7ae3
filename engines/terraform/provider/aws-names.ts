import { ARN, ID_PREFIX, REFERENCE_PREFIX, type ArnForm } from "./aws-forms";
import type { FillContext, TextRule } from "./fill";
import { uuid } from "./fill";

/** The account every made-up AWS resource is in; the one AWS's own documentation uses. */
export const ACCOUNT = "123456789012";

/** EC2's types have no service in their names. */
const EC2 =
  /^aws_(vpc|subnet|security_group|instance|launch_template|route|internet|nat|eip|ebs|ami|network|egress|flow|key_pair|customer|vpn)/;

/** Types that have a name but whose id AWS makes up. */
const OPAQUE_ID =
  /^aws_(apigatewayv2|api_gateway|cloudfront|cognito|backup_plan|autoscaling_policy)_/;

/** What a resource of a type is called in ARNs and, mostly, ids. */
const NAMES = [
  "name",
  "bucket",
  "identifier",
  "cluster_identifier",
  "replication_group_id",
  "cluster_id",
  "family",
  "function_name",
  "alarm_name",
  "dashboard_name",
];

function nameOf({ root, seed }: FillContext): string | undefined {
  for (const key of NAMES) {
    const value = root[key];
    if (typeof value === "string" && value !== "") return value;
  }
  const prefix = root.name_prefix ?? root.bucket_prefix ?? root.identifier_prefix;
  return typeof prefix === "string" ? `${prefix}${seed.slice(0, 8)}` : undefined;
}

/** The ARN of a resource. */
export function arnOf(context: FillContext): string {
  const { typeName, seed, session, root } = context;
  const form = ARN[typeName] ?? generalForm(typeName);
  const id = ARN[typeName]?.isId === true ? "" : idOf(context);
  const cluster =
    typeof root.cluster === "string" ? (root.cluster.split("/").pop() ?? "") : "default";
  const fill: Record<string, string> = {
    n: (nameOf(context) ?? (id || seed.slice(0, 8))).replace(/^\//, ""),
    i: id,
    h: seed.slice(0, 16),
    s: seed.slice(0, 6),
    u: uuid(seed),
    cluster,
  };
  const resource = form.resource.replace(/\{(\w+)\}/g, (_, key: string) => fill[key] ?? "");
  const region = form.scope === "global" || form.scope === "bare" ? "" : session.region;
  const account = form.scope === "noAccount" || form.scope === "bare" ? "" : ACCOUNT;
  return `arn:aws:${form.service}:${region}:${account}:${resource}`;
}

function generalForm(typeName: string): ArnForm {
  const [, service = "", ...rest] = typeName.split("_");
  return EC2.test(typeName)
    ? { service: "ec2", resource: `${typeName.slice("aws_".length).replace(/_/g, "-")}/{i}` }
    : { service, resource: `${rest.join("-") || service}/{n}` };
}

function idOf(context: FillContext): string {
  const { typeName, seed, root, session } = context;
  if (typeof root.id === "string") return root.id;
  const prefix = ID_PREFIX[typeName];
  if (prefix !== undefined) return `${prefix}-${seed.slice(0, 17)}`;
  if (ARN[typeName]?.isId === true) return arnOf(context);
  if (typeName === "aws_kms_key") return uuid(seed);
  if (typeName === "aws_route53_zone") return `Z${seed.slice(0, 19).toUpperCase()}`;
  if (typeName === "aws_sqs_queue") {
    return `https://sqs.${session.region}.amazonaws.com/${ACCOUNT}/${nameOf(context) ?? seed}`;
  }
  const name = OPAQUE_ID.test(typeName) ? undefined : nameOf(context);
  return name ?? seed.slice(0, 10);
}

/** AWS's ways with names: ids, ARNs, zones, host names. */
export const awsText: TextRule = (name, context) => {
  const { typeName, session, seed } = context;
  const { region } = session;
  const own = nameOf(context) ?? seed.slice(0, 8);
  if (name === "id") return idOf(context);
  if (name === "arn") return arnOf(context);
  if (name === "name" || name === "bucket" || name === "identifier") {
    return nameOf(context) ?? `tf-${seed.slice(0, 12)}`;
  }
  if (/^(name|bucket|identifier)_prefix$/.test(name)) return "";
  if (name === "region" || name === "bucket_region") return region;
  if (name === "arn_suffix") return arnOf(context).replace(/^.*:(loadbalancer\/)?/, "");
  if (name === "arn_without_revision") return arnOf(context).replace(/:\d+$/, "");
  if (name === "execution_arn") return `arn:aws:execute-api:${region}:${ACCOUNT}:${idOf(context)}`;
  if (/(^|_)arn$/.test(name)) return referredArn(name, context);
  if (/^(owner|account|registry)(_id)?$|_(owner|account)_id$/.test(name)) return ACCOUNT;
  if (/availability_zone$/.test(name)) return `${region}a`;
  if (/zone_id$/.test(name)) return `Z${seed.slice(0, 13).toUpperCase()}`;
  if (/^(invoke_url|api_endpoint)$/.test(name)) {
    return `https://${idOf(context)}.execute-api.${region}.amazonaws.com`;
  }
  if (name === "url" && typeName === "aws_sqs_queue") return idOf(context);
  if (name === "repository_url") return `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/${own}`;
  if (name === "domain_name" && typeName === "aws_cloudfront_distribution") {
    return `d${seed.slice(0, 13)}.cloudfront.net`;
  }
  const host = hostName(name, typeName, own, seed, region);
  if (host !== undefined) return host;
  return REFERENCE_PREFIX.find(([pattern]) => pattern.test(name))?.[1].concat(
    `-${seed.slice(0, 17)}`,
  );
};

function referredArn(name: string, context: FillContext): string {
  const { session, seed } = context;
  if (/kms_key/.test(name)) return `arn:aws:kms:${session.region}:${ACCOUNT}:key/${uuid(seed)}`;
  if (/role/.test(name)) return `arn:aws:iam::${ACCOUNT}:role/${seed.slice(0, 8)}`;
  const own = arnOf(context);
  return name === "arn" ? own : `${own}/${name.replace(/_?arn$/, "").replace(/_/g, "-")}`;
}

const HOST_SERVICE: [RegExp, string][] = [
  [/^aws_(db_|rds_|docdb)/, "rds"],
  [/^aws_elasticache/, "cache"],
  [/^aws_(a?lb|elb)/, "elb"],
  [/^aws_efs/, "efs"],
  [/^aws_s3/, "s3"],
];

function hostName(
  name: string,
  typeName: string,
  own: string,
  seed: string,
  region: string,
): string | undefined {
  const service = HOST_SERVICE.find(([types]) => types.test(typeName))?.[1];
  if (service === undefined || !/endpoint|address$|dns_name|domain_name/.test(name))
    return undefined;
  if (service === "s3") {
    const regional = name.includes("regional") ? `.${region}` : "";
    return `${own}.s3${regional}.amazonaws.com`;
  }
  const reader = name.includes("reader") ? "-ro" : "";
  const host = `${own}${reader}.${seed.slice(0, 12)}.${region}.${service}.amazonaws.com`;
  // RDS is alone in giving an instance's endpoint with its port.
  return typeName === "aws_db_instance" && name === "endpoint" ? `${host}:5432` : host;
}
