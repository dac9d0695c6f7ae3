import { ModuleStack } from "../../lib/module/module-stack";
import { hcl } from "../../lib/terraform/expression";
import { ClickhouseFiles, type ClickhouseLocations } from "../shared/clickhouse-files";

const MIB = 1024 ** 2;

/** ClickHouse's configuration on AWS: one bucket, reached with the credentials of the task's role. */
export class AwsClickhouseConfig extends ClickhouseFiles {
  public constructor(scope: ModuleStack) {
    super(scope, {
      source: "stacks/aws/clickhouse-config.ts",
      type: "s3",
      memoryBytes: hcl`var.clickhouse_memory * ${MIB}`,
    });
  }

  protected override locations(): ClickhouseLocations {
    const endpoint = this.local(
      "clickhouse_endpoint",
      // Evaluated without a bucket, too, when the server is external.
      hcl`"https://s3.\${local.region}.\${data.aws_partition.current.dns_suffix}/\${join("", aws_s3_bucket.clickhouse[*].id)}/"`,
    );
    const at = { endpoint: hcl`${endpoint}` };
    return { data: at, guard: at, backups: at };
  }
}
