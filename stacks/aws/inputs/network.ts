import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { eachMatches, isCidr, matches, oneOf, rule } from "../../shared/inputs/validation";

const SUBNET = "^subnet-[0-9a-z-]+$";

/** The network to run in: one's own, or a small one that is made. */
export function networkInputs(define: DefineVariable) {
  return {
    ...ownNetwork(define),
    ...madeNetwork(define),
    allowedEgressPorts: define("allowed_egress_ports", {
      description:
        "TCP ports that web and worker may reach anywhere: 443 for AWS, model providers and webhooks, 465 and 587 for mail. Add the port of an own model server or OpenTelemetry collector",
      type: "list(number)",
      default: [443, 465, 587],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for port in var.allowed_egress_ports : port >= 1 && port <= 65535 && floor(port) == port]) && length(distinct(var.allowed_egress_ports)) == length(var.allowed_egress_ports)`,
          "allowed_egress_ports must be different port numbers from 1 to 65535, got ${jsonencode(var.allowed_egress_ports)}: remove what is none.",
        ),
        rule(
          hcl`contains(var.allowed_egress_ports, 443)`,
          "allowed_egress_ports must contain 443, got ${jsonencode(var.allowed_egress_ports)}: without it the tasks reach neither S3 nor the secret store.",
        ),
      ],
    }),
  };
}

function ownNetwork(define: DefineVariable) {
  return {
    vpcId: define("vpc_id", {
      description:
        "Id of the VPC to run in, together with its subnets; it must have DNS support and DNS host names switched on, and should have a gateway endpoint for S3. Null means that a small VPC is made",
      type: "string",
      default: null,
      validation: [
        matches(
          "vpc_id",
          "^vpc-[0-9a-z-]+$",
          "the id of a VPC (vpc-…) or null",
          "an ARN or a name does not do",
        ),
        rule(
          hcl`(var.vpc_id != null) == (length(var.private_subnet_ids) + length(var.public_subnet_ids) > 0)`,
          "vpc_id must come together with subnet ids, got ${jsonencode(var.vpc_id)} with ${length(var.private_subnet_ids)} private and ${length(var.public_subnet_ids)} public subnets: give private_subnet_ids or public_subnet_ids of the VPC, or none of the three for a network that is made.",
        ),
      ],
    }),
    privateSubnetIds: define("private_subnet_ids", {
      description:
        "Ids of the VPC's private subnets, in different availability zones. Tasks, database, cache and volume live in them; the tasks need a way to the internet (a NAT gateway) or endpoints for S3, the secret store, CloudWatch Logs and the image registry. Empty means that public_subnet_ids are used for all of them",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        eachMatches(
          "private_subnet_ids",
          SUBNET,
          "subnet ids (subnet-…)",
          "an ARN or a name does not do",
        ),
        rule(
          hcl`length(var.private_subnet_ids) != 1 || var.database_type == "external" && (var.external_cache != null || var.cache_replica_count == 0) && !var.is_web_internal`,
          "private_subnet_ids must be at least two, in different availability zones, got ${jsonencode(var.private_subnet_ids)}: a database in RDS, a cache with replicas and an internal load balancer need two.",
        ),
      ],
    }),
    publicSubnetIds: define("public_subnet_ids", {
      description:
        "Ids of the VPC's public subnets, in different availability zones, for an internet-facing load balancer. When private_subnet_ids is empty everything lives in them: each task then has a public IPv4 address for outgoing traffic, which costs less than a NAT gateway, and its security group still lets nobody in from the internet",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        eachMatches(
          "public_subnet_ids",
          SUBNET,
          "subnet ids (subnet-…)",
          "an ARN or a name does not do",
        ),
        rule(
          hcl`length(var.private_subnet_ids) > 0 || length(var.public_subnet_ids) != 1 || var.database_type == "external" && (var.external_cache != null || var.cache_replica_count == 0)`,
          "public_subnet_ids must be at least two, in different availability zones, when private_subnet_ids is empty, got ${jsonencode(var.public_subnet_ids)}: a database in RDS and a cache with replicas need two.",
        ),
        rule(
          hcl`!contains(["alb", "ecs_express"], var.web_platform) || var.is_web_internal && length(var.private_subnet_ids) > 0 || length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0 || length(var.public_subnet_ids) >= 2`,
          'public_subnet_ids must be at least two with web_platform "${var.web_platform}", got ${jsonencode(var.public_subnet_ids)}: an internet-facing load balancer needs two public subnets; with alb is_web_internal puts it into the private ones.',
        ),
      ],
    }),
  };
}

function madeNetwork(define: DefineVariable) {
  return {
    vpcCidr: define("vpc_cidr", {
      description:
        "IPv4 range of the VPC that is made when vpc_id is null, /16 to /24. Choose one that overlaps with no network that it shall be peered with",
      type: "string",
      default: "10.0.0.0/16",
      nullable: false,
      validation: [
        rule(
          isCidr("var.vpc_cidr"),
          'vpc_cidr must be an IPv4 range without host bits, got "${var.vpc_cidr}": write one such as 10.0.0.0/16.',
        ),
        rule(
          hcl`try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 24, false)`,
          'vpc_cidr must be from /16, the largest that AWS takes, to /24, got "${var.vpc_cidr}": smaller ones have no room for subnets in several zones.',
        ),
      ],
    }),
    availabilityZones: define("availability_zones", {
      description:
        "Names of the availability zones of the VPC that is made, two to four, such as eu-west-1a. Empty means the first two that suit; name them in production, because another order of AWS's list would move subnets. With vpc_id the subnets decide",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        eachMatches(
          "availability_zones",
          "^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$",
          "availability zones such as eu-west-1a",
          "a zone's id (euw1-az1) or a region does not do",
        ),
        rule(
          hcl`length(var.availability_zones) <= 4 && (length(var.availability_zones) != 1 || var.vpc_id != null)`,
          "availability_zones must be two to four, or none, got ${jsonencode(var.availability_zones)}: a database in RDS needs two.",
        ),
        rule(
          hcl`var.region == null ? true : alltrue([for zone in var.availability_zones : startswith(zone, var.region)])`,
          "availability_zones must lie in region ${jsonencode(var.region)}, got ${jsonencode(var.availability_zones)}: change one of the two.",
        ),
      ],
    }),
    natGateway: define("nat_gateway", {
      description:
        "NAT gateways of the VPC that is made: none (tasks have public addresses, which costs least), single, or one_per_az. With one, tasks live in the private subnets",
      type: "string",
      default: "none",
      nullable: false,
      validation: [
        oneOf("nat_gateway", ["none", "single", "one_per_az"]),
        rule(
          hcl`var.nat_gateway == "none" || length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0`,
          'nat_gateway must be "none" with vpc_id, got "${var.nat_gateway}": the routes of your own VPC are yours to make.',
        ),
      ],
    }),
    vpcFlowLogsEnabled: define("vpc_flow_logs_enabled", {
      description:
        "Whether the VPC that is made logs rejected and accepted connections to CloudWatch, which bills the ingestion",
      type: "bool",
      default: false,
      nullable: false,
      validation: [
        rule(
          hcl`!var.vpc_flow_logs_enabled || length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0`,
          "vpc_flow_logs_enabled must be false with vpc_id, got true: the flow logs of your own VPC are yours to make.",
        ),
      ],
    }),
  };
}
