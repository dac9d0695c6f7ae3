import type { View, Workspace } from "../../../engines/terraform";
import { AWS_MODULE, type Statement, statements } from "../../support/aws-plan";
import { applied } from "../../support/plan";
import { type Container, containerOf } from "../../support/container";
import { describeOffline } from "../../support/terraform";

const SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const IMAGE = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/clickhouse:26.8";
const CLIENT = "sg-0123456789abcdef0";

/** As much as possible is other than by default. */
const OTHER = {
  vpc_id: "vpc-0123456789abcdef0",
  private_subnet_ids: SUBNETS,
  is_spot_instance: true,
  clickhouse_image: IMAGE,
  clickhouse_password_version: 2,
  clickhouse_allowed_security_group_ids: [CLIENT],
  kms_key_arn: KEY,
  execute_command_enabled: true,
};

const PASSWORD = 'aws_ssm_parameter.secret["clickhouse_password"]';
const EXECUTION = "aws_iam_role_policy.clickhouse_execution[0]";
const TASK = "aws_iam_role_policy.clickhouse_task[0]";

describeOffline("ClickHouse, planned", ({ ready }) => {
  let byDefault: View;
  let other: View;
  const container = (view: View): Container =>
    containerOf(view.resource("aws_ecs_task_definition.clickhouse[0]"));
  const policy = (view: View, address: string): Statement[] =>
    statements(view).filter((statement) => statement.address === address);
  const actions = (all: readonly Statement[], service: string) =>
    all.filter((statement) => statement.actions.some((action) => action.startsWith(service)));

  beforeAll(async () => {
    const workspace: Workspace = await ready({ from: AWS_MODULE });
    [byDefault, other] = await Promise.all([applied(workspace, {}), applied(workspace, OTHER)]);
  });

  it("is one writer: the old task stops before the new one starts, with two minutes to do so", () => {
    for (const view of [byDefault, other]) {
      const { values } = view.resource("aws_ecs_service.clickhouse[0]");
      expect(values).toMatchObject({
        desired_count: 1,
        deployment_minimum_healthy_percent: 0,
        deployment_maximum_percent: 100,
        availability_zone_rebalancing: "DISABLED",
        deployment_circuit_breaker: [{ enable: true, rollback: true }],
      });
      const { container_definitions: text } = view.resource(
        "aws_ecs_task_definition.clickhouse[0]",
      ).values;
      expect(JSON.parse(String(text))).toMatchObject([{ stopTimeout: 120 }]);
    }
  });

  it("runs on Spot when it is asked to", () => {
    const strategies = [byDefault, other].map(
      (view) => view.resource("aws_ecs_service.clickhouse[0]").values.capacity_provider_strategy,
    );
    expect(strategies).toMatchObject([
      [{ capacity_provider: "FARGATE" }],
      [{ capacity_provider: "FARGATE_SPOT" }],
    ]);
  });

  describe("the image", () => {
    it("is the official one at the pinned version, or any other on demand", () => {
      expect(container(byDefault).image).toMatch(
        /^(docker\.io\/)?clickhouse\/clickhouse-server:\d+\.\d+\.\d+\.\d+$/,
      );
      expect(container(other).image).toBe(IMAGE);
    });

    it("is pulled from ECR only when it is there, and only from that repository", () => {
      expect(actions(policy(byDefault, EXECUTION), "ecr:")).toEqual([]);
      expect(actions(policy(other, EXECUTION), "ecr:Batch")).toMatchObject([
        { resources: ["arn:aws:ecr:eu-west-1:210987654321:repository/team/clickhouse"] },
      ]);
    });
  });

  describe("IAM", () => {
    it.each([EXECUTION, TASK])("%s has no wildcard by default", (address) => {
      const all = policy(byDefault, address);
      expect(all).not.toEqual([]);
      for (const statement of all) {
        expect(statement.actions.filter((action) => action.includes("*"))).toEqual([]);
        expect(statement.resources).not.toContain("*");
      }
    });

    it("allows ECS Exec on demand, whose actions take no resource", () => {
      const wide = policy(other, TASK).filter(({ resources }) => resources.includes("*"));
      expect(wide.flatMap((statement) => statement.actions).sort()).toEqual([
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ]);
    });

    it("uses the customer's key everywhere when there is one", () => {
      const values = (address: string) => other.resource(address).values;
      expect(values("aws_efs_file_system.clickhouse[0]").kms_key_id).toBe(KEY);
      expect(values(PASSWORD).key_id).toBe(KEY);
      expect(values("aws_cloudwatch_log_group.clickhouse[0]").kms_key_id).toBe(KEY);
      for (const address of [EXECUTION, TASK]) {
        const statement = actions(policy(other, address), "kms:");
        expect(statement.flatMap(({ resources }) => resources)).toEqual([KEY]);
      }
    });
  });

  describe("the password", () => {
    it("is in neither plan nor state, and a reference in the container", () => {
      const { value, value_wo, type } = byDefault.resource(PASSWORD).values;
      expect([value_wo ?? null, type]).toEqual([null, "SecureString"]);
      expect(container(byDefault).secrets).toEqual({
        CLICKHOUSE_PASSWORD: byDefault.resource(PASSWORD).values.arn,
      });
      expect(Object.values(container(byDefault).environment)).not.toContain(value);
    });

    it("restarts the server when it is made anew", () => {
      const generation = (view: View) => container(view).environment.CLICKHOUSE_PASSWORD_VERSION;
      expect([generation(byDefault), generation(other)]).toEqual(["1", "2"]);
    });
  });

  describe("the network", () => {
    it("lets in Langfuse and the groups that are named, on the ports of each", () => {
      const group = other.resource("aws_security_group.clickhouse[0]").values.id;
      const rules = other
        .resources("aws_vpc_security_group_ingress_rule")
        .filter(({ values }) => values.security_group_id === group)
        .map(({ values }) => [values.referenced_security_group_id === CLIENT, values.from_port]);
      const named = rules.filter(([isClient]) => isClient).map(([, port]) => port);
      const langfuse = rules.filter(([isClient]) => !isClient).map(([, port]) => port);
      expect(named.sort()).toEqual([8123, 9000, 9363]);
      // Web and worker.
      expect(langfuse.sort()).toEqual([8123, 8123, 9000, 9000]);
    });

    it("has descriptions that EC2 accepts", () => {
      const groups = other.resources().filter(({ type }) => type.includes("security_group"));
      expect(groups.length).toBeGreaterThan(15);
      for (const { values } of groups) {
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
        expect(values.description).toMatch(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
      }
    });

    it("has one mount target in each subnet", () => {
      const targets = other.resources("aws_efs_mount_target");
      expect(targets.map(({ values }) => values.subnet_id)).toEqual(SUBNETS);
    });
  });

  it("has no versioning and no rule that expires objects on its bucket", () => {
    const { id } = byDefault.resource("aws_s3_bucket.clickhouse[0]").values;
    const versioned = byDefault.resources("aws_s3_bucket_versioning");
    expect(versioned.filter(({ values }) => values.bucket === id)).toEqual([]);
    const { rule } = byDefault.resource(
      "aws_s3_bucket_lifecycle_configuration.clickhouse[0]",
    ).values;
    expect(rule).toMatchObject([{ expiration: [], transition: [] }]);
  });
});
