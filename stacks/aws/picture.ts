import type { DiagramProps } from "../../lib/module/diagram";
import { CLICKHOUSE_PORTS } from "../shared/clickhouse-config";

const PORTS = `${CLICKHOUSE_PORTS.http}, ${CLICKHOUSE_PORTS.native}`;

/** What the README shows of the module; the arrows follow from the stack. */
export const AWS_PICTURE: DiagramProps = {
  entry: { label: "browsers, SDKs", to: "entry", by: "HTTPS" },
  groups: [
    { id: "vpc", label: "VPC, made or yours" },
    { id: "ecs", label: "ECS: Fargate, Fargate Spot or EC2", group: "vpc" },
  ],
  nodes: [
    {
      id: "entry",
      label: "HTTP API, ALB,<br/>App Runner or Express Mode",
      of: ["web-api-gateway", "web-alb", "domain"],
    },
    {
      id: "web",
      label: "web<br/>1–n tasks",
      of: ["web", "web-app-runner", "web-ecs-express"],
      group: "ecs",
    },
    { id: "worker", label: "worker<br/>1–n tasks", of: ["worker"], group: "ecs" },
    {
      id: "clickhouse",
      label: "ClickHouse<br/>exactly 1 task",
      of: ["clickhouse", "clickhouse-task"],
      group: "ecs",
    },
    {
      id: "postgresql",
      label: "PostgreSQL<br/>RDS or Aurora",
      of: ["postgresql", "postgresql-rds", "postgresql-aurora"],
      isStore: true,
      group: "vpc",
    },
    { id: "cache", label: "Valkey<br/>queues", of: ["cache"], isStore: true, group: "vpc" },
    {
      id: "volume",
      label: "EFS or EBS<br/>small parts, names",
      of: ["clickhouse-volume"],
      isStore: true,
      group: "vpc",
    },
    {
      id: "clickhouse_bucket",
      label: "S3<br/>large parts, backups",
      of: ["aws_s3_bucket.clickhouse"],
      isStore: true,
    },
    {
      id: "bucket",
      label: "S3<br/>events, media, exports",
      of: ["aws_s3_bucket.langfuse"],
      isStore: true,
    },
    { id: "secrets", label: "SSM or<br/>Secrets Manager", of: ["secrets"], isStore: true },
    { id: "logs", label: "CloudWatch Logs", of: ["observability"], isStore: true },
  ],
  arrows: { "web>clickhouse": PORTS, "worker>clickhouse": PORTS },
  undrawn: [
    ...["versions", "variables", "outputs", "main", "langfuse", "clickhouse-config", "storage"],
    ...["vpc", "vpc-flow-logs", "network", "security-groups", "security-group-rules"],
    ...["iam", "ec2-iam", "clickhouse-iam", "langfuse-iam", "web-app-runner-iam"],
    ...["ec2", "ec2-instances", "ecr"],
  ],
};
