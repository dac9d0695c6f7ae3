import {
  type BlobServer,
  type ClickHouseServer,
  type ConfigFiles,
  startBlob,
  startClickHouse,
  withLocalBlob,
} from "../../engines/clickhouse";
import {
  CLICKHOUSE_STORAGE,
  clickhouseFiles,
  type ClickhouseStorage,
} from "../../stacks/shared/clickhouse-config";
import { describeClickHouse } from "../support/clickhouse";
import { type Filling, fillTemplates } from "../support/templates";
import { describeTerraform, type Terraform } from "../support/terraform";

/** Where one installation keeps its objects, and how; what a module would decide at plan time. */
export interface Installation {
  readonly mode: ClickhouseStorage;
  /** Names the containers; two installations with the same one share them. */
  readonly name: string;
  /** Container of the backups, for reading another installation's. @default - the installation's own */
  readonly backups?: string;
  readonly acceptsDataLoss?: boolean;
}

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

function valuesOf({ name, backups = name, acceptsDataLoss = false }: Installation) {
  return {
    storage_account_url: "https://langfuse.blob.core.windows.net",
    container_name: `${name}-data`,
    guard_container_name: `${name}-guard`,
    backups_container_name: `${backups}-backups`,
    is_enabled: true,
    accepts_data_loss: acceptsDataLoss,
    cache_size_bytes: 256 * MIB,
    hot_part_size_bytes: 2 * MIB,
    has_packed_skip_indexes: true,
    retention_days: 3,
    server_bytes: 3 * GIB,
    merges_bytes: GIB,
    query_bytes: GIB,
    spill_bytes: GIB,
    mark_cache_bytes: 64 * MIB,
    index_cache_bytes: 16 * MIB,
    pool_size: 4,
    merge_block_rows: 1024,
    max_merge_bytes: 20 * GIB,
  };
}

/** Every file of every installation, filled by one Terraform plan; keys as in `installations`. */
export async function azureFiles<Key extends string>(
  ready: Terraform["ready"],
  installations: Readonly<Record<Key, Installation>>,
): Promise<Record<Key, ConfigFiles>> {
  const { storage, ...others } = clickhouseFiles("azure_blob_storage");
  const keys = Object.keys(installations) as Key[];
  const fillings: Record<string, Filling> = {};
  for (const key of keys) {
    const { mode } = installations[key];
    const chosen = storage[CLICKHOUSE_STORAGE.indexOf(mode)];
    for (const file of [chosen, ...Object.values(others)]) {
      if (!file?.target) continue;
      fillings[`${key} ${file.target}`] = {
        content: file.content,
        values: valuesOf(installations[key]),
      };
    }
  }
  const texts = Object.entries(await fillTemplates(ready, fillings));
  const filesOf = (key: string): ConfigFiles =>
    Object.fromEntries(
      texts
        .filter(([name]) => name.startsWith(`${key} `))
        .map(([name, text]) => [name.slice(key.length + 1), text]),
    );
  return Object.fromEntries(keys.map((key) => [key, filesOf(key)])) as Record<Key, ConfigFiles>;
}

/** What the tests of a block work with. */
export interface OnAzure<Key extends string> {
  readonly blob: () => BlobServer;
  /** The files of an installation, pointed at the local Blob service. */
  readonly files: (key: Key) => ConfigFiles;
  /** Starts a server on a volume of its own; stopped after the tests. */
  readonly start: (key: Key) => Promise<ClickHouseServer>;
}

/** `describe` for Azure's templates, filled by Terraform, in a real ClickHouse on a local Blob service. */
export function describeAzure<Key extends string>(
  name: string,
  installations: Readonly<Record<Key, Installation>>,
  tests: (on: OnAzure<Key>) => void,
): void {
  describeTerraform(name, ({ ready }) => {
    describeClickHouse("in ClickHouse", () => {
      let blob: BlobServer;
      let files: Record<Key, ConfigFiles>;
      const servers: ClickHouseServer[] = [];
      beforeAll(async () => {
        const all = Object.values<Installation>(installations);
        const names = new Set(all.map((installation) => installation.name));
        const containers = [...names].flatMap((n) => [`${n}-data`, `${n}-guard`, `${n}-backups`]);
        blob = await startBlob({ containers });
        files = await azureFiles(ready, installations);
      });
      afterAll(async () => {
        for (const server of servers) await server.stop();
        await blob.stop();
      });
      const local = (key: Key) => withLocalBlob(blob, { files: files[key] }).files;
      tests({
        blob: () => blob,
        files: local,
        start: async (key) => {
          const server = await startClickHouse({ files: local(key) });
          servers.push(server);
          return server;
        },
      });
    });
  });
}
