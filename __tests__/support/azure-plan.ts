import path from "node:path";
import type { ResourceView, Variables, View, Workspace } from "../../engines/terraform";
import { ROOT } from "../../lib/root";
import type { LangfuseContainer } from "../../stacks/shared/langfuse-env";
import { appliedApart, block, type LangfuseGiven } from "./plan";

/** Folder of the module. */
export const AZURE_MODULE = path.join(ROOT, "modules", "terraform-azurerm-langfuse");

/** What an apply left, and what a second plan would change. */
export interface Settled {
  readonly view: View;
  /** Addresses and actions; empty when all is well. */
  readonly changes: readonly string[];
}

/** What web or the worker is given on Azure. */
export interface AzureGiven extends LangfuseGiven {
  /** Names of secrets without a value and without an id that a vault understands. */
  readonly empty: readonly string[];
}

/**
 * Applies with these variables and plans once more. The states are apart, so that one workspace serves many at
 * the same time.
 *
 * @throws Error with Terraform's words when it refuses
 */
export function settled(workspace: Workspace, vars: Variables): Promise<Settled> {
  return appliedApart(workspace, vars, async (view, args) => {
    const { plan } = await workspace.plan({ vars, args });
    return { view, changes: changesOf(plan) };
  });
}

/** What a plan does, resource by resource and output by output. */
export function changesOf(plan: View): string[] {
  const { resource_changes = [], output_changes = {} } = plan.json;
  return [
    ...resource_changes.map(({ address, change }) => `${address}: ${change.actions.join(", ")}`),
    ...Object.entries(output_changes).map(
      ([name, { actions }]) => `output ${name}: ${actions.join(", ")}`,
    ),
  ].filter((line) => !/: (no-op|read)$/.test(line));
}

/** What a container app may read a secret from. */
const VAULT_SECRET = /^https:\/\/[a-z0-9-]+\.vault\.azure\.net\/secrets\/[a-zA-Z0-9-]+$/;

interface App {
  secret: { name: string; value: string; key_vault_secret_id: string | null }[];
  template: {
    container: {
      memory: string;
      env: { name: string; value: string; secret_name: string }[];
    }[];
  }[];
}

interface Group {
  container: {
    memory: number;
    environment_variables: Record<string, string>;
    secure_environment_variables: Record<string, string | null>;
  }[];
}

/** What a container of Langfuse's is given: by a container app or a container instance. */
export function langfuse(view: View, container: LangfuseContainer): AzureGiven {
  const [app] = named(view, "azurerm_container_app", container);
  if (app) return fromApp(app.values as unknown as App);
  const [group] = named(view, "azurerm_container_group", container);
  if (!group) throw new Error(`there is no ${container}`);
  return fromInstance(group.values as unknown as Group);
}

function fromApp({ secret, template }: App): AzureGiven {
  const [container] = template[0]?.container ?? [];
  const env = container?.env ?? [];
  const references = env.filter(({ secret_name }) => secret_name);
  const filled = secret
    .filter((s) => s.value || VAULT_SECRET.test(s.key_vault_secret_id ?? ""))
    .map(({ name }) => name);
  return {
    environment: Object.fromEntries(
      env.filter((e) => !e.secret_name).map(({ name, value }) => [name, value]),
    ),
    secrets: Object.fromEntries(references.map(({ name, secret_name }) => [name, secret_name])),
    memory: Number.parseFloat(container?.memory ?? "") * 1024,
    empty: references.map((e) => e.secret_name).filter((name) => !filled.includes(name)),
  };
}

/** A container instance has its secrets' values, each under the name of its variable. */
function fromInstance({ container: [container] }: Group): AzureGiven {
  const secure = container?.secure_environment_variables ?? {};
  const names = Object.keys(secure);
  return {
    environment: container?.environment_variables ?? {},
    secrets: Object.fromEntries(
      names.map((name) => [name, name.toLowerCase().replaceAll("_", "-")]),
    ),
    memory: Number(container?.memory) * 1024,
    empty: names.filter((name) => !secure[name]),
  };
}

/** The resources of a type and a name, whatever their index. */
export function named(view: View, type: string, name: string): ResourceView[] {
  return view.resources(type).filter((resource) => resource.name === name);
}

/** Where texts are that fit, as `type.attribute.attribute`, each once. */
export function placesOf(view: View, fits: (text: string) => boolean): string[] {
  const places = view
    .resources()
    .flatMap(({ type, values }) => placesIn(type, values).filter(([, text]) => fits(text)));
  return [...new Set(places.map(([place]) => place))].sort();
}

function placesIn(place: string, value: unknown): (readonly [place: string, text: string])[] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    placesIn(Array.isArray(value) ? place : `${place}.${key}`, inner),
  );
}

/** A connection inside the network. */
export interface Connection {
  /** IPv4 addresses. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

interface Rule {
  access: string;
  direction: string;
  priority: number;
  protocol: string;
  source_address_prefix: string | null;
  source_address_prefixes: string[] | null;
  destination_address_prefix: string | null;
  destination_address_prefixes: string[] | null;
  destination_port_range: string | null;
  destination_port_ranges: string[] | null;
}

/** Azure's own rule: whoever is in the network may. */
const OWN_RULE = "Allow";

/**
 * Whether a network security group lets a TCP connection in that comes from inside the network: the first of
 * its rules that fits decides, then Azure's own.
 *
 * @see https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview
 */
export function admits(group: ResourceView, { from, to, port }: Connection): boolean {
  const rules = (group.values.security_rule ?? []) as Rule[];
  const [decisive] = rules
    .filter(
      (rule) =>
        rule.direction === "Inbound" &&
        ["*", "Tcp"].includes(rule.protocol) &&
        list(rule.source_address_prefix, rule.source_address_prefixes).some((r) => has(r, from)) &&
        list(rule.destination_address_prefix, rule.destination_address_prefixes).some((r) =>
          has(r, to),
        ) &&
        list(rule.destination_port_range, rule.destination_port_ranges).some(
          (range) => range === "*" || range === String(port),
        ),
    )
    .sort((a, b) => a.priority - b.priority);
  return (decisive?.access ?? OWN_RULE) === "Allow";
}

const list = (one: string | null, many: string[] | null): string[] => [
  ...(one ? [one] : []),
  ...(many ?? []),
];

/** Whether a range of a rule has an address of the network. */
function has(range: string, address: string): boolean {
  if (range === "*" || range === "VirtualNetwork") return true;
  const [start = "", bits = "32"] = range.split("/");
  return number(start) >> (32n - BigInt(bits)) === number(address) >> (32n - BigInt(bits));
}

const number = (address: string): bigint =>
  address.split(".").reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/** The first address of a made subnet that something may have. */
export function addressIn(subnet: ResourceView): string {
  const [range = ""] = subnet.values.address_prefixes as string[];
  const bytes = (range.split("/")[0] ?? "").split(".");
  return [...bytes.slice(0, 3), Number(bytes[3]) + 4].join(".");
}

/** The rules of a storage account's or a vault's network. */
export function networkRules(resource: ResourceView): Record<string, unknown> {
  return block(resource.values.network_rules ?? resource.values.network_acls);
}
