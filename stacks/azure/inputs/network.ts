import { ref } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { isCidr, isDisjoint, rule } from "../../shared/inputs/validation";

const SUBNETS = {
  container_apps: {
    what: "the Container Apps environment, at least /27, delegated to Microsoft.App/environments, with the service endpoint Microsoft.Storage",
    prefix: "10.20.0.0/24",
    smallest: 27,
  },
  postgresql: {
    what: "PostgreSQL, at least /28, delegated to Microsoft.DBforPostgreSQL/flexibleServers",
    prefix: "10.20.1.0/28",
    smallest: 28,
  },
  private_endpoints: {
    what: "the private endpoint of the cache, at least /29",
    prefix: "10.20.1.16/28",
    smallest: 29,
  },
  container_instances: {
    what: "container instances (clickhouse_platform or worker_platform container_instance), at least /29, delegated to Microsoft.ContainerInstance/containerGroups, with the service endpoint Microsoft.Storage",
    prefix: "10.20.1.32/28",
    smallest: 29,
  },
} as const;

const NETWORK_ID =
  "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+";

const UNKNOWN_NOTE =
  'For one that the same configuration makes, write format("%s", ….id): Terraform must know that it is not null';

/** The network to run in: one's own, or one that is made. */
export function networkInputs(define: DefineVariable) {
  return {
    virtualNetworkId: define("virtual_network_id", {
      description: `Id of the virtual network to run in, together with the ids of its subnets. Null means that one is made. ${UNKNOWN_NOTE}`,
      type: "string",
      default: null,
      validation: [
        rule(
          hcl`var.virtual_network_id == null ? true : can(regex(${`${NETWORK_ID}$`}, var.virtual_network_id))`,
          "virtual_network_id must be the id of a virtual network (/subscriptions/…/virtualNetworks/NAME) or null, got ${jsonencode(var.virtual_network_id)}: a name does not do.",
        ),
        rule(
          hcl`var.virtual_network_id == null ? true : var.container_apps_subnet_id != null && var.postgresql_subnet_id != null && var.private_endpoints_subnet_id != null`,
          "virtual_network_id must come with container_apps_subnet_id, postgresql_subnet_id and private_endpoints_subnet_id, got ${jsonencode(var.virtual_network_id)} with ${jsonencode([var.container_apps_subnet_id, var.postgresql_subnet_id, var.private_endpoints_subnet_id])}: name the three subnets.",
        ),
        rule(
          hcl`var.virtual_network_id != null ? true : var.container_apps_subnet_id == null && var.postgresql_subnet_id == null && var.private_endpoints_subnet_id == null && var.container_instances_subnet_id == null`,
          "virtual_network_id must be set when subnets are named, got null with ${jsonencode(compact([var.container_apps_subnet_id, var.postgresql_subnet_id, var.private_endpoints_subnet_id, var.container_instances_subnet_id]))}: name their network, or none of them for a network that is made.",
        ),
        rule(
          hcl`var.virtual_network_id == null || var.clickhouse_platform == "container_app" && var.worker_platform == "container_app" ? true : var.container_instances_subnet_id != null`,
          'virtual_network_id must come with container_instances_subnet_id when clickhouse_platform or worker_platform is "container_instance", got ${jsonencode(var.virtual_network_id)} without it: name the subnet.',
        ),
      ],
    }),
    containerAppsSubnetId: subnetId(define, "container_apps"),
    postgresqlSubnetId: subnetId(define, "postgresql"),
    privateEndpointsSubnetId: subnetId(define, "private_endpoints"),
    containerInstancesSubnetId: subnetId(define, "container_instances"),
    cachePrivateDnsZoneId: define("cache_private_dns_zone_id", {
      description: `Id of an existing private DNS zone privatelink.redis.azure.net that is linked to the virtual network: a network can be linked to one such zone only. Null means that one is made. ${UNKNOWN_NOTE}`,
      type: "string",
      default: null,
      validation: [
        rule(
          hcl`var.cache_private_dns_zone_id == null ? true : can(regex("/privateDnsZones/privatelink\\.redis\\.azure\\.net$", var.cache_private_dns_zone_id))`,
          "cache_private_dns_zone_id must be the id of a private DNS zone privatelink.redis.azure.net or null, got ${jsonencode(var.cache_private_dns_zone_id)}: a zone of another name does not do.",
        ),
      ],
    }),
    virtualNetworkAddressSpace: define("virtual_network_address_space", {
      description:
        "IPv4 ranges of the virtual network that is made. Choose them so that they overlap with no network that it shall be peered with",
      type: "list(string)",
      default: ["10.20.0.0/22"],
      nullable: false,
      validation: [
        rule(
          hcl`length(var.virtual_network_address_space) > 0 && alltrue([for range in var.virtual_network_address_space : ${isCidr("range")}])`,
          "virtual_network_address_space must be IPv4 ranges without host bits, at least one, got ${jsonencode(var.virtual_network_address_space)}: write them such as 10.20.0.0/22.",
        ),
        rule(
          hcl`alltrue(flatten([for index, range in var.virtual_network_address_space : [for other in slice(var.virtual_network_address_space, index + 1, length(var.virtual_network_address_space)) : ${isDisjoint("range", "other")}]]))`,
          "virtual_network_address_space must be ranges of which none overlaps another, got ${jsonencode(var.virtual_network_address_space)}: leave out the smaller one of two that do.",
        ),
      ],
    }),
    containerAppsSubnetAddressPrefix: subnetPrefix(define, "container_apps"),
    postgresqlSubnetAddressPrefix: subnetPrefix(define, "postgresql"),
    privateEndpointsSubnetAddressPrefix: subnetPrefix(define, "private_endpoints"),
    containerInstancesSubnetAddressPrefix: subnetPrefix(define, "container_instances"),
  };
}

function subnetId(define: DefineVariable, part: keyof typeof SUBNETS) {
  const name = `${part}_subnet_id`;
  const variable = ref(`var.${name}`);
  return define(name, {
    description: `Id of the subnet for ${SUBNETS[part].what}. Null with a network that is made`,
    type: "string",
    default: null,
    validation: [
      rule(
        hcl`${variable} == null ? true : can(regex(${`${NETWORK_ID}/subnets/[^/]+$`}, ${variable}))`,
        `${name} must be the id of a subnet (/subscriptions/…/subnets/NAME) or null, got \${jsonencode(var.${name})}: a name does not do.`,
      ),
    ],
  });
}

function subnetPrefix(define: DefineVariable, part: keyof typeof SUBNETS) {
  const name = `${part}_subnet_address_prefix`;
  const variable = ref(`var.${name}`);
  const { what, prefix, smallest } = SUBNETS[part];
  return define(name, {
    description: `IPv4 range, inside virtual_network_address_space, of the subnet for ${what}`,
    type: "string",
    default: prefix,
    nullable: false,
    validation: [
      rule(
        hcl`try(cidrsubnet(${variable}, 0, 0) == ${variable} && !strcontains(${variable}, ":"), false)`,
        `${name} must be an IPv4 range without host bits, got "\${var.${name}}": write it such as ${prefix}.`,
      ),
      rule(
        hcl`try(tonumber(split("/", ${variable})[1]) <= ${smallest}, false)`,
        `${name} must be /${smallest} or larger, got "\${var.${name}}": Azure refuses smaller subnets there.`,
      ),
      rule(
        hcl`anytrue([for range in var.virtual_network_address_space : try(cidrhost(range, 0) == cidrhost("\${cidrhost(${variable}, 0)}/\${split("/", range)[1]}", 0) && tonumber(split("/", ${variable})[1]) >= tonumber(split("/", range)[1]), false)])`,
        `${name} must lie in virtual_network_address_space \${jsonencode(var.virtual_network_address_space)}, got "\${var.${name}}": change one of the two.`,
      ),
    ],
  });
}
