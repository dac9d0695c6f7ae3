import { ACCOUNT, awsText } from "./aws-names";
import type { Behaviour, DataSourceReader } from "./behaviour";
import { iamPolicyDocument } from "./iam-policy-document";
import type { Session } from "./session";
import { isUnknown, isWhollyKnown, UNKNOWN, type ObjectValue, type Value } from "./values";

/** hashicorp/aws, offline. */
export const awsBehaviour: Behaviour = {
  text: awsText,
  planned: (_, config, session) => ({
    tags_all: tagsAll(config.tags ?? null, session),
    region: session.region,
  }),
  resources: {},
  dataSources: dataSources(),
  ephemerals: {
    aws_secretsmanager_random_password: (config, { seed }) => ({
      random_password: seed.repeat(10).slice(0, Number(config.password_length ?? 32)),
    }),
  },
};

function tagsAll(tags: Value, session: Session): Value {
  if (isUnknown(tags) || !isWhollyKnown(tags)) return UNKNOWN;
  return { ...session.defaultTags, ...(tags as ObjectValue | null) };
}

const ZONES = ["a", "b", "c"];

function dataSources(): Record<string, DataSourceReader> {
  return {
    aws_availability_zones: (_, { region }) => ({
      names: ZONES.map((z) => `${region}${z}`),
      zone_ids: ZONES.map((_z, i) => `${zonePrefix(region)}-az${i + 1}`),
      group_names: [region],
      id: region,
    }),
    aws_caller_identity: () => ({
      account_id: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:user/offline`,
      user_id: "AIDACKCEVSQ6C2EXAMPLE",
      id: ACCOUNT,
    }),
    aws_iam_policy_document: iamPolicyDocument,
    aws_partition: () => ({
      partition: "aws",
      dns_suffix: "amazonaws.com",
      reverse_dns_prefix: "com.amazonaws",
      id: "aws",
    }),
    aws_region: (config, session) => {
      const region = text(config.region) ?? text(config.name) ?? session.region;
      return {
        region,
        name: region,
        id: region,
        description: `Offline (${region})`,
        endpoint: `ec2.${region}.amazonaws.com`,
      };
    },
    aws_ssm_parameter: (config, { region }) => {
      const name = text(config.name) ?? "";
      const value = /ami|image/.test(name) ? "ami-0123456789abcdef0" : "offline";
      return {
        value,
        insecure_value: value,
        type: "String",
        version: 1,
        id: name,
        arn: `arn:aws:ssm:${region}:${ACCOUNT}:parameter/${name.replace(/^\//, "")}`,
      };
    },
    aws_subnet: (config, { region }) => ({
      id: text(config.id) ?? "subnet-0123456789abcdef0",
      vpc_id: text(config.vpc_id) ?? "vpc-0123456789abcdef0",
      cidr_block: text(config.cidr_block) ?? "10.0.0.0/24",
      availability_zone: text(config.availability_zone) ?? `${region}a`,
      state: "available",
    }),
    aws_subnets: () => ({
      ids: ZONES.map((z) => `subnet-0123456789abcdef${z}`),
    }),
    aws_vpc: (config) => ({
      id: text(config.id) ?? "vpc-0123456789abcdef0",
      cidr_block: text(config.cidr_block) ?? "10.0.0.0/16",
      enable_dns_hostnames: true,
      enable_dns_support: true,
      state: "available",
    }),
  };
}

const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** `us-east-1` is `use1` in zone ids. */
const zonePrefix = (region: string): string =>
  region
    .split("-")
    .map((part, i) => (i === 0 ? part : part.charAt(0)))
    .join("");
