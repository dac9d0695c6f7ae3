import path from "node:path";
import type { Variables, View, Workspace } from "../../../engines/terraform";
import { containerOf } from "../../support/container";
import { describeOffline } from "../../support/terraform";

const MODULE = path.join(__dirname, "..", "..", "..", "modules", "terraform-aws-langfuse");
const VARS = {
  vpc_id: "vpc-0123456789abcdef0",
  private_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
};
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource?: string | string[];
}

const list = (value: string | string[] = []) => (typeof value === "string" ? [value] : value);

describeOffline("the ClickHouse slice", ({ ready }) => {
  let workspace: Workspace;
  const resolved: Record<string, Promise<View>> = {};
  /** Applied once for each set of values. */
  const view = (vars: Variables = {}) => {
    const key = JSON.stringify(vars);
    return (resolved[key] ??= ready({ from: MODULE }).then((w) =>
      w.resolved({ vars: { ...VARS, ...vars } }),
    ));
  };
  const values = async (address: string, vars?: Variables) =>
    (await view(vars)).resource(address).values;
  const statements = async (address: string, vars?: Variables) =>
    (JSON.parse(String((await values(address, vars)).policy)) as { Statement: Statement[] })
      .Statement;

  beforeAll(async () => {
    workspace = await ready({ from: MODULE });
  });

  describe("one writer", () => {
    it.each([{}, { is_spot_instance: true }, { cpu_architecture: "X86_64" }])(
      "never runs two servers with %j",
      async (vars) => {
        const service = await values("aws_ecs_service.clickhouse", vars);
        expect(service).toMatchObject({
          desired_count: 1,
          deployment_minimum_healthy_percent: 0,
          deployment_maximum_percent: 100,
          availability_zone_rebalancing: "DISABLED",
        });
        expect(service.deployment_circuit_breaker).toEqual([{ enable: true, rollback: true }]);
      },
    );

    it("gives the server two minutes to stop", async () => {
      const task = await values("aws_ecs_task_definition.clickhouse");
      const [container] = JSON.parse(String(task.container_definitions)) as {
        stopTimeout: number;
      }[];
      expect(container?.stopTimeout).toBe(120);
    });
  });

  describe("Spot", () => {
    it.each([
      [false, "FARGATE"],
      [true, "FARGATE_SPOT"],
    ])("is_spot_instance = %s runs on %s", async (isSpot, provider) => {
      const service = await values("aws_ecs_service.clickhouse", { is_spot_instance: isSpot });
      expect(service.capacity_provider_strategy).toMatchObject([{ capacity_provider: provider }]);
    });

    it("is not overridden by a launch type", async () => {
      const { plan } = await workspace.plan({ vars: { ...VARS, is_spot_instance: true } });
      const { change } = plan.json.resource_changes?.find(
        ({ address }) => address === "aws_ecs_service.clickhouse",
      ) ?? { change: { after: {} } };
      expect((change.after as { launch_type?: string }).launch_type ?? null).toBeNull();
    });
  });

  describe("the image", () => {
    const image = async (vars?: Variables) =>
      containerOf((await view(vars)).resource("aws_ecs_task_definition.clickhouse")).image;

    it("is the official one at the pinned version", async () => {
      expect(await image()).toMatch(/^clickhouse\/clickhouse-server:\d+\.\d+\.\d+\.\d+$/);
    });

    it("is any other on demand, and only then may ECR be read, and only that repository", async () => {
      const own = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/clickhouse:26.8";
      expect(await image({ clickhouse_image: own })).toBe(own);
      const policy = "aws_iam_role_policy.clickhouse_execution";
      const ecr = (all: Statement[]) =>
        all.filter(({ Action }) => list(Action).some((action) => action.startsWith("ecr:")));
      expect(ecr(await statements(policy))).toEqual([]);
      const pull = ecr(await statements(policy, { clickhouse_image: own })).find(
        ({ Sid }) => Sid === "PullImage",
      );
      expect(list(pull?.Resource)).toEqual([
        "arn:aws:ecr:eu-west-1:210987654321:repository/team/clickhouse",
      ]);
    });
  });

  describe("IAM", () => {
    const policies = [
      "aws_iam_role_policy.clickhouse_execution",
      "aws_iam_role_policy.clickhouse_task",
    ];

    it.each(policies)("%s has no wildcard", async (policy) => {
      for (const { Action, Resource } of await statements(policy)) {
        expect(list(Action).filter((action) => action.includes("*"))).toEqual([]);
        expect(list(Resource)).not.toContain("*");
      }
    });

    it("allows * only where an action takes no resource", async () => {
      const vars = { execute_command_enabled: true };
      const all = await statements("aws_iam_role_policy.clickhouse_task", vars);
      const wide = all.filter(({ Resource }) => list(Resource).includes("*"));
      expect(wide.flatMap(({ Action }) => list(Action))).toEqual([
        expect.stringMatching(/^ssmmessages:/),
        expect.stringMatching(/^ssmmessages:/),
        expect.stringMatching(/^ssmmessages:/),
        expect.stringMatching(/^ssmmessages:/),
      ]);
    });

    it("uses the customer's key everywhere when there is one", async () => {
      const vars = { kms_key_arn: KEY };
      expect(await values("aws_efs_file_system.clickhouse", vars)).toMatchObject({
        kms_key_id: KEY,
      });
      expect(await values("aws_ssm_parameter.clickhouse_password", vars)).toMatchObject({
        key_id: KEY,
      });
      expect(await values("aws_cloudwatch_log_group.clickhouse", vars)).toMatchObject({
        kms_key_id: KEY,
      });
      for (const policy of policies) {
        const key = (await statements(policy, vars)).find(({ Sid }) => Sid === "UseKey");
        expect(list(key?.Resource)).toEqual([KEY]);
      }
    });
  });

  describe("the password", () => {
    it("is in neither plan nor state", async () => {
      const { values: parameter } = (await view()).resource(
        "aws_ssm_parameter.clickhouse_password",
      );
      expect(parameter.value_wo ?? null).toBeNull();
      expect(parameter.type).toBe("SecureString");
    });

    it("restarts the server when it is made anew", async () => {
      const environment = async (version: number) =>
        containerOf(
          (await view({ clickhouse_password_version: version })).resource(
            "aws_ecs_task_definition.clickhouse",
          ),
        ).environment;
      expect(await environment(1)).not.toEqual(await environment(2));
    });
  });

  describe("the network", () => {
    it("lets nobody in from an address range", async () => {
      const plan = await view({ clickhouse_allowed_security_group_ids: ["sg-0123456789abcdef0"] });
      const ingress = plan.addresses.filter((a) =>
        a.startsWith("aws_vpc_security_group_ingress_rule"),
      );
      expect(ingress.length).toBe(4);
      for (const address of ingress) {
        const rule = plan.resource(address).values;
        expect(rule.cidr_ipv4 ?? null).toBeNull();
        expect(rule.cidr_ipv6 ?? null).toBeNull();
        expect(rule.referenced_security_group_id).toMatch(/^sg-/);
      }
    });

    it("has descriptions that EC2 accepts", async () => {
      const plan = await view({ clickhouse_allowed_security_group_ids: ["sg-0123456789abcdef0"] });
      const groups = plan.addresses.filter((address) => address.includes("security_group"));
      expect(groups.length).toBeGreaterThan(5);
      for (const address of groups) {
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
        expect(plan.resource(address).values.description).toMatch(
          /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
        );
      }
    });

    it("has one mount target in each subnet", async () => {
      const plan = await view();
      const subnets = [0, 1].map(
        (i) => plan.resource(`aws_efs_mount_target.clickhouse[${i}]`).values.subnet_id,
      );
      expect(subnets).toEqual(VARS.private_subnet_ids);
    });
  });

  it("has no versioning and no rule that expires objects on ClickHouse's bucket", async () => {
    const plan = await view();
    expect(plan.addresses.filter((address) => address.includes("versioning"))).toEqual([]);
    const { rule } = plan.resource("aws_s3_bucket_lifecycle_configuration.clickhouse").values;
    expect(rule).toHaveLength(1);
    expect(rule).toMatchObject([{ expiration: [], transition: [] }]);
  });
});
