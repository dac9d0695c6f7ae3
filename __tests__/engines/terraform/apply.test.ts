import { describeOffline } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const REPLACING = { requiresReplace: { aws_sqs_queue: ["name"] } };

const MAIN = `${requiredProviders("aws", "random")}
variable "delay" {
  default = 1
}
variable "name" {
  default = "jobs"
}
resource "aws_vpc" "main" {
  count      = 2
  cidr_block = "10.0.0.0/16"
}
resource "aws_sqs_queue" "jobs" {
  name          = var.name
  delay_seconds = var.delay
}
resource "aws_db_instance" "main" {
  identifier          = "main"
  instance_class      = "db.t4g.micro"
  password_wo         = ephemeral.random_password.db.result
  password_wo_version = 1
}
resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name        = "web"
    environment = [{ name = "HOST", value = split(":", aws_db_instance.main.endpoint)[0] }]
  }])
}
ephemeral "random_password" "db" {
  length  = 24
  special = false
}
output "vpc_ids" {
  value = aws_vpc.main[*].id
}
`;

describeOffline(
  "applies",
  ({ ready }) => {
    test("leave nothing unknown, so that plans can be resolved", async () => {
      const workspace = await ready({ files: { "main.tf": MAIN } });
      const resolved = await workspace.resolved();
      const { values } = resolved.resource("aws_ecs_task_definition.web");
      const [container] = JSON.parse(values.container_definitions as string) as [
        { environment: unknown },
      ];
      expect(container.environment).toEqual([
        {
          name: "HOST",
          value: expect.stringMatching(/^main\.\w+\.us-east-1\.rds\.amazonaws\.com$/),
        },
      ]);
      expect(resolved.json.resolved).toBe(true);
      expect(resolved.change("aws_ecs_task_definition.web")).toMatchObject({
        after: { arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1", revision: 1 },
        after_unknown: { container_definitions: true, arn: true },
      });
    });

    test("give equal resources different ids, and the same ones in every run", async () => {
      const ids = async (): Promise<unknown> => {
        const workspace = await ready({ files: { "main.tf": MAIN } });
        expect((await workspace.apply()).explain()).toBe("");
        return ((await workspace.state()).output("vpc_ids") as string[]).sort();
      };
      const first = await ids();
      expect(first).toEqual([
        expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
        expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
      ]);
      expect(new Set(first as string[]).size).toBe(2);
      expect(await ids()).toEqual(first);
    });

    test("never keep write-only or ephemeral values", async () => {
      const workspace = await ready({ files: { "main.tf": MAIN } });
      const { plan } = await workspace.plan();
      expect(plan.resource("aws_db_instance.main").values).toMatchObject({
        password_wo: null,
        password_wo_version: 1,
      });
      await workspace.apply();
      const { values } = (await workspace.state()).resource("aws_db_instance.main");
      expect(values.password_wo).toBeNull();
    });

    test("refuse an ephemeral value where it would be kept", async () => {
      const kept = `resource "aws_sqs_queue" "q" { name = ephemeral.random_password.db.result }`;
      const workspace = await ready({ files: { "main.tf": MAIN + kept } });
      expect((await workspace.validate()).explain()).toMatch(
        /Invalid use of ephemeral value|Ephemeral value used in non-ephemeral/,
      );
    });

    test("are stable: a second plan does nothing", async () => {
      const workspace = await ready({ files: { "main.tf": MAIN } });
      await workspace.apply();
      const { plan } = await workspace.plan();
      const changes = plan.json.resource_changes?.filter(({ mode }) => mode === "managed") ?? [];
      expect(changes.map(({ change }) => change.actions)).toEqual(Array(5).fill(["no-op"]));
    });

    test("change in place and keep computed values", async () => {
      const workspace = await ready({ files: { "main.tf": MAIN } });
      await workspace.apply();
      const { plan } = await workspace.plan({ vars: { delay: 9 } });
      expect(plan.change("aws_sqs_queue.jobs")).toMatchObject({
        actions: ["update"],
        before: { delay_seconds: 1 },
        after: { delay_seconds: 9, id: "https://sqs.us-east-1.amazonaws.com/123456789012/jobs" },
      });
    });

    test("replace where a test says that an attribute forces it", async () => {
      const workspace = await ready({ files: { "main.tf": MAIN } });
      await workspace.apply();
      const { plan } = await workspace.plan({ vars: { name: "other" } });
      expect(plan.change("aws_sqs_queue.jobs")).toMatchObject({
        actions: ["delete", "create"],
        replace_paths: [["name"]],
      });
    });

    test("destroy everything", async () => {
      const workspace = await ready({ files: { "main.tf": MAIN } });
      await workspace.apply();
      const { plan } = await workspace.plan({ destroy: true });
      expect(plan.change("aws_sqs_queue.jobs").actions).toEqual(["delete"]);
      expect((await workspace.apply({ destroy: true })).ok).toBe(true);
      expect((await workspace.state()).addresses).toEqual([]);
    });

    test("import what exists already", async () => {
      const main = `${requiredProviders("aws")}
        import {
          to = aws_sqs_queue.q
          id = "https://sqs.us-east-1.amazonaws.com/123456789012/q"
        }
        resource "aws_sqs_queue" "q" { name = "q" }`;
      const workspace = await ready({ files: { "main.tf": main } });
      const result = await workspace.apply();
      expect(result.explain()).toBe("");
      expect((await workspace.state()).resource("aws_sqs_queue.q").values).toMatchObject({
        id: "https://sqs.us-east-1.amazonaws.com/123456789012/q",
        name: "q",
      });
    });
  },
  REPLACING,
);
