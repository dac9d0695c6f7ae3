import type { Variables, Workspace } from "../../../engines/terraform";
import { AWS_MODULE } from "../../support/aws-plan";
import { describeTerraform } from "../../support/terraform";

const VARS = {
  vpc_id: "vpc-0123456789abcdef0",
  private_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
};
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const XML = "<clickhouse><timezone>UTC</timezone></clickhouse>";

const ACCEPTED: Variables[] = [
  { name: "lf" },
  { name: "langfuse-prod-eu-123" },
  { tags: { Team: "ml & ops", "a:b/c": "" } },
  { is_spot_instance: true, cpu_architecture: "X86_64" },
  {
    private_subnet_ids: [],
    public_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  },
  { public_subnet_ids: ["subnet-0123456789abcdef2"] },
  { clickhouse_version: "24.3" },
  { clickhouse_version: "25.12.4.35-alpine" },
  { clickhouse_version: "26.10" },
  { clickhouse_image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/clickhouse:26.8" },
  { clickhouse_image: "mirror.example.com:5000/clickhouse@sha256:0123456789abcdef" },
  { clickhouse_cpu: 256, clickhouse_memory: 2048 },
  { clickhouse_cpu: 1024, clickhouse_memory: 8192 },
  { clickhouse_cpu: 4096, clickhouse_memory: 30720 },
  { clickhouse_cpu: 8192, clickhouse_memory: 20480 },
  { clickhouse_cpu: 16384, clickhouse_memory: 122880 },
  { clickhouse_password_version: 7 },
  { clickhouse_allowed_security_group_ids: ["sg-0123456789abcdef0"] },
  { clickhouse_log_retention_days: 1 },
  {
    clickhouse_extra_config: { "my-settings": `<?xml version="1.0"?>\n<!-- é -->\n${XML}`, x: XML },
  },
  { efs_throughput_mode: "elastic" },
  { efs_throughput_mode: "provisioned", efs_provisioned_throughput_mibps: 1 },
  { log_retention_days: 3653 },
  { kms_key_arn: KEY, container_insights_enabled: true, execute_command_enabled: true },
  { force_delete: true },
  ...["volume", "object_storage", "object_storage_cached", "tiered"].map((mode) => ({
    clickhouse_storage: mode,
  })),
  { clickhouse_hot_part_size_mib: 2, clickhouse_cache_size_gib: 180 },
  { ingestion_write_interval_ms: 1000, clickhouse_accept_data_loss: true },
];

/** Values, the variable that refuses them, and what its message must repeat. */
const REFUSED: [Variables, string, string][] = [
  [{ name: "" }, "name", 'got ""'],
  [{ name: "a" }, "name", 'got "a"'],
  [{ name: "Langfuse" }, "name", 'got "Langfuse"'],
  [{ name: "lang_fuse" }, "name", "lang_fuse"],
  [{ name: "lang--fuse" }, "name", "lang--fuse"],
  [{ name: "langfuse-" }, "name", "langfuse-"],
  [{ name: "1langfuse" }, "name", "1langfuse"],
  [{ name: "a23456789012345678901" }, "name", "2 to 20"],
  [{ name: "lang\nfuse" }, "name", "lang"],
  [{ tags: { "aws:x": "y" } }, "tags", "aws:x"],
  [{ tags: { "": "y" } }, "tags", "1 to 128"],
  [{ vpc_id: "arn:aws:ec2:x:1:vpc/vpc-1" }, "vpc_id", "arn:aws"],
  [{ private_subnet_ids: ["net-1"] }, "private_subnet_ids", "net-1"],
  [{ private_subnet_ids: ["subnet-1", "subnet-1"] }, "private_subnet_ids", "different"],
  [{ private_subnet_ids: [] }, "vpc_id", "0 private and 0 public subnets"],
  [{ private_subnet_ids: ["subnet-1"] }, "private_subnet_ids", "at least two"],
  [{ vpc_id: null }, "vpc_id", "got null with 2 private"],
  [{ cpu_architecture: "arm64" }, "cpu_architecture", '"arm64"'],
  [{ clickhouse_version: "latest" }, "clickhouse_version", '"latest"'],
  [{ clickhouse_version: "26" }, "clickhouse_version", '"26"'],
  [{ clickhouse_version: "v26.8" }, "clickhouse_version", '"v26.8"'],
  [{ clickhouse_version: "24.2" }, "clickhouse_version", "at least 24.3"],
  [{ clickhouse_version: "23.12.1.1" }, "clickhouse_version", "at least 24.3"],
  [{ clickhouse_image: "" }, "clickhouse_image", '""'],
  [{ clickhouse_image: "click house" }, "clickhouse_image", "click house"],
  [{ clickhouse_cpu: 300 }, "clickhouse_cpu", "got 300"],
  [{ clickhouse_memory: 999 }, "clickhouse_memory", "got 999"],
  [{ clickhouse_memory: 1024 }, "clickhouse_memory", "at least 2048"],
  [{ clickhouse_memory: 9216 }, "clickhouse_memory", "got 9216"],
  [{ clickhouse_cpu: 8192, clickhouse_memory: 17408 }, "clickhouse_memory", "16384, 20480"],
  [{ clickhouse_password_version: 0 }, "clickhouse_password_version", "got 0"],
  [{ clickhouse_password_version: 1.5 }, "clickhouse_password_version", "whole number"],
  [
    { clickhouse_allowed_security_group_ids: ["default"] },
    "clickhouse_allowed_security_group_ids",
    "default",
  ],
  [{ clickhouse_log_retention_days: 0 }, "clickhouse_log_retention_days", "got 0"],
  [{ clickhouse_log_retention_days: 366 }, "clickhouse_log_retention_days", "got 366"],
  [{ clickhouse_extra_config: { "a b": XML } }, "clickhouse_extra_config", "a b"],
  [{ clickhouse_extra_config: { "../x": XML } }, "clickhouse_extra_config", "../x"],
  [{ clickhouse_extra_config: { x: "timezone: UTC" } }, "clickhouse_extra_config", "timezone: UTC"],
  [{ clickhouse_extra_config: { x: "<yandex/>" } }, "clickhouse_extra_config", "<yandex/>"],
  [
    { clickhouse_extra_config: { x: `${XML}${" ".repeat(40_000)}` } },
    "clickhouse_extra_config",
    "32768",
  ],
  [{ efs_throughput_mode: "burst" }, "efs_throughput_mode", '"burst"'],
  [{ efs_throughput_mode: "provisioned" }, "efs_provisioned_throughput_mibps", "got null"],
  [{ efs_provisioned_throughput_mibps: 10 }, "efs_provisioned_throughput_mibps", "bursting"],
  [
    { efs_throughput_mode: "provisioned", efs_provisioned_throughput_mibps: 0 },
    "efs_provisioned_throughput_mibps",
    "got 0",
  ],
  [{ clickhouse_storage: "s3" }, "clickhouse_storage", '"s3"'],
  [{ clickhouse_hot_part_size_mib: 1 }, "clickhouse_hot_part_size_mib", "got 1"],
  [{ clickhouse_cache_size_gib: 0 }, "clickhouse_cache_size_gib", "got 0"],
  [{ clickhouse_cache_size_gib: 181 }, "clickhouse_cache_size_gib", "got 181"],
  [{ ingestion_write_interval_ms: 999 }, "ingestion_write_interval_ms", "got 999"],
  [{ log_retention_days: 31 }, "log_retention_days", "got 31"],
  [{ kms_key_arn: "alias/langfuse" }, "kms_key_arn", "alias/langfuse"],
];

/**
 * Rows that set different variables share a plan: Terraform reports every refused variable of a plan, and a
 * plan costs more than the look at its diagnostics.
 */
function batches<Row>(rows: readonly Row[], varsOf: (row: Row) => Variables): Row[][] {
  const packed: Row[][] = [];
  for (const row of rows) {
    const isFree = (batch: Row[]) => batch.every((other) => !overlap(varsOf(other), varsOf(row)));
    const batch = packed.find(isFree);
    if (batch) batch.push(row);
    else packed.push([row]);
  }
  return packed;
}

function overlap(a: Variables, b: Variables): boolean {
  return Object.keys(a).some((name) =>
    RELATED.some(
      (set) => name in b || (set.has(name) && Object.keys(b).some((other) => set.has(other))),
    ),
  );
}

/** Variables whose rules look at each other. */
const RELATED = [
  new Set(["vpc_id", "private_subnet_ids", "public_subnet_ids"]),
  new Set(["clickhouse_cpu", "clickhouse_memory"]),
  new Set(["efs_throughput_mode", "efs_provisioned_throughput_mibps"]),
];

/** The name stands first, alone or with the one that it must fit. */
const isAbout = (message: string, variable: string) =>
  message.startsWith(`${variable} must `) || message.startsWith(`${variable} and `);

describeTerraform("the module's variables", ({ ready }) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await ready({ from: AWS_MODULE });
  });

  const accepted = batches(ACCEPTED, (vars) => vars).map(
    (rows) => Object.assign({}, ...rows) as Variables,
  );
  it.each(accepted.map((vars) => [JSON.stringify(vars), vars] as const))(
    "accept %s",
    async (_, vars) => {
      const result = await workspace.plan({ vars: { ...VARS, ...vars } });
      expect(result.explain()).toBe("");
      expect(result.ok).toBe(true);
    },
  );

  describe.each(batches(REFUSED, ([vars]) => vars).map((rows) => ({ rows })))(
    "refuse",
    ({ rows }) => {
      let messages: string[] = [];
      beforeAll(async () => {
        const vars = Object.assign({}, VARS, ...rows.map(([row]) => row)) as Variables;
        const { ok, diagnostics } = await workspace.plan({ vars });
        expect(ok).toBe(false);
        messages = diagnostics.filter((d) => d.severity === "error").map((d) => d.detail);
      });

      it.each(rows)("%j in %s, repeating %s", (_, variable, text) => {
        const own = messages.filter((message) => isAbout(message, variable));
        expect(own).not.toEqual([]);
        expect(own.join("\n")).toContain(text);
      });
    },
  );

  it("take the default for null where null has no meaning", async () => {
    const { plan } = await workspace.plan({ vars: { ...VARS, name: null, clickhouse_cpu: null } });
    expect(plan.resource("aws_ecs_task_definition.clickhouse[0]").values.cpu).toBe("1024");
  });
});
