import {
  startClickHouse,
  startS3,
  withLocalS3,
  type ClickHouseOptions,
  type ClickHouseServer,
  type S3Options,
  type S3Server,
} from "../../../engines/clickhouse";

/**
 * The configuration this product grew from: one S3 disk, made the default of every MergeTree table.
 *
 * @see https://tubone-project24.xyz/2025-02-16/langfuse-v3-cost-optimization
 */
export const BLOG_FILES = {
  "config.d/s3_disk.xml": `<clickhouse>
    <storage_configuration>
        <disks>
            <s3_disk>
                <type>s3</type>
                <endpoint>https://s3.ap-northeast-1.amazonaws.com/langfuse-clickhouse/data/</endpoint>
                <use_environment_credentials>true</use_environment_credentials>
                <metadata_path>/var/lib/clickhouse/disks/s3_disk/</metadata_path>
            </s3_disk>
        </disks>
        <policies>
            <s3_main>
                <volumes>
                    <main>
                        <disk>s3_disk</disk>
                    </main>
                </volumes>
            </s3_main>
        </policies>
    </storage_configuration>
</clickhouse>`,
  "config.d/storage_policy.xml": `<clickhouse>
    <merge_tree>
        <storage_policy>s3_main</storage_policy>
    </merge_tree>
</clickhouse>`,
};

/** The bucket that configuration names. */
export const BLOG_BUCKET = "langfuse-clickhouse";

/** A ClickHouse on a local S3. */
export interface OnS3 {
  readonly s3: S3Server;
  readonly server: ClickHouseServer;
  stop(): Promise<void>;
}

/** Starts both, with the configuration above unless other files are given. */
export async function startOnS3(
  options: ClickHouseOptions = {},
  s3Options: Partial<S3Options> = {},
): Promise<OnS3> {
  const s3 = await startS3({ buckets: [BLOG_BUCKET], ...s3Options });
  const { files = BLOG_FILES, env } = options;
  try {
    const server = await startClickHouse({ ...options, ...withLocalS3(s3, { files, env }) });
    return {
      s3,
      server,
      stop: async () => {
        await server.stop();
        await s3.stop();
      },
    };
  } catch (error) {
    await s3.stop();
    throw error;
  }
}

/** A table with as little as possible in it, for tests about rows and not about shapes. */
export const SMALL_TABLE =
  "CREATE TABLE events (day Date, id UInt64) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id";

/** Rows of that table. */
export function smallRows(ids: readonly number[]): { day: string; id: number }[] {
  return ids.map((id) => ({ day: "2026-01-15", id }));
}
