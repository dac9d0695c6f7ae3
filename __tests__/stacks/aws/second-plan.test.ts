import type { ResourceView, Variables, Workspace } from "../../../engines/terraform";
import { variablesOf } from "../../support/aws-options";
import { AWS_MODULE } from "../../support/aws-plan";
import type { Row } from "../../support/covering-array";
import { describeOffline } from "../../support/terraform";

/** Installations as unlike one another as can be. */
const INSTALLATIONS: Readonly<Record<string, Row>> = {
  "the default": { initial_setup: "one" },
  "on instances, behind a load balancer": {
    launch_type: "EC2",
    clickhouse_volume_type: "ebs",
    web_platform: "alb",
    domain: "zone",
    nat_gateway: "one_per_az",
    database_type: "aurora_serverless_v2",
    secret_store: "secretsmanager",
    is_spot_instance: "yes",
    vpc_flow_logs_enabled: "yes",
    force_delete: "yes",
  },
  "on App Runner, Langfuse 4": {
    web_platform: "app_runner",
    domain: "zone",
    ecr_enabled: "yes",
    langfuse_version: "4.16.0",
    efs_one_zone: "yes",
    insight: "all",
    region: "own",
  },
  "on ECS Express, with the user's own parts": {
    web_platform: "ecs_express",
    domain: "certificate",
    network: "both",
    database_type: "external",
    external_cache: "with_password",
    external_clickhouse: "one",
    images: "own",
    additional_env: "some",
  },
};

const CASES = Object.entries(INSTALLATIONS).map(([title, row]) => ({ title, row }));

/** Attributes that name something; a prefix stands for the name that AWS makes of it. */
const NAMES = /^(bucket|family|name|name_prefix|\w+_(name|prefix|identifier))$/;

/** What is a name inside of something that has the installation's name, or one of AWS's. */
const NOT_OWN: readonly (readonly [type: RegExp, attribute: RegExp])[] = [
  [/^aws_(ecs_service|service_discovery_service|iam_role_policy|appautoscaling_policy)$/, /^name$/],
  [/^aws_apigatewayv2_stage$/, /^name$/],
  [/^aws_(db_instance|rds_cluster)$/, /^(db|database)_name$/],
  [/^aws_(db|elasticache|rds_cluster)_parameter_group$/, /^family$/],
  [/^aws_(db_instance|rds_cluster_instance)$/, /^ca_cert_identifier$/],
  [/^aws_vpc_endpoint$/, /^service_name$/],
  [/^aws_efs_file_system$/, /^availability_zone_name$/],
];

describeOffline("an installation that was applied", ({ ready }) => {
  let workspaces: Promise<Workspace>[] = [];
  beforeAll(async () => {
    const first = ready({ from: AWS_MODULE });
    await first;
    workspaces = [first, ...CASES.slice(1).map(() => ready({ from: AWS_MODULE }))];
    await Promise.all(workspaces);
  });

  it.each(CASES.map((item, index) => ({ ...item, index })))(
    "has nothing left to do: $title",
    async ({ row, index }) => {
      const workspace = await (workspaces[index] ?? Promise.reject(new Error("no workspace")));
      const vars = { name: "one", ...variablesOf(row) };
      expect((await workspace.apply({ vars })).explain()).toBe("");
      const { plan } = await workspace.plan({ vars });
      const changes = (plan.json.resource_changes ?? []).filter(
        ({ change }) => !["no-op", "read", "open"].includes(change.actions.join()),
      );
      expect(changes.map(({ address, change }) => `${address} ${change.actions.join()}`)).toEqual(
        [],
      );
      const outputs = Object.entries(plan.json.output_changes ?? {});
      expect(outputs.filter(([, { actions }]) => actions.join() !== "no-op")).toEqual([]);
    },
  );

  it.each(CASES)("shares no name with another one: $title", async ({ row }) => {
    const [first] = workspaces;
    if (!first) throw new Error("no workspace");
    const workspace = await first;
    const [a, b] = await Promise.all(
      ["one", "two"].map(async (name) => {
        const vars: Variables = { ...variablesOf(row), name };
        if ("custom_domain_name" in vars) vars.custom_domain_name = `${name}.example.com`;
        // Planned against an empty state.
        const args = ["-state=/dev/null", "-refresh=false"];
        return (await workspace.plan({ vars, args })).plan.resources().flatMap(names);
      }),
    );
    expect(a?.length).toBeGreaterThan(15);
    expect((a ?? []).filter((name) => b?.includes(name))).toEqual([]);
  });
});

function names({ address, mode, type, values }: ResourceView): string[] {
  if (mode !== "managed") return [];
  return Object.entries(values)
    .filter(([attribute]) => NAMES.test(attribute))
    .filter(([attribute]) => !NOT_OWN.some(([t, a]) => t.test(type) && a.test(attribute)))
    .filter(([, value]) => typeof value === "string" && value !== "")
    .map(([attribute, value]) => `${address}.${attribute} = ${String(value)}`);
}
