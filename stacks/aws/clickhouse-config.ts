import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { type ExpressionPart, hcl, hclAny } from "../../lib/terraform/expression";
import {
  type ClickhouseFile,
  clickhouseFiles,
  clickhouseStoragePath,
} from "../shared/clickhouse-config";
import { clickhouseSizing } from "../shared/clickhouse-sizing";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsStorage } from "./storage";

/** The folder of the module, wherever it was copied to. */
const MODULE_PATH = hcl`path.module`;

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** ClickHouse's configuration files, filled in, and the script that puts them into the container. */
export class AwsClickhouseConfig extends ModulePart {
  private readonly templates = clickhouseFiles("s3");
  /** File name below `/etc/clickhouse-server` to its text. */
  public readonly files: ReturnType<typeof hclAny>;
  /** File name to the environment variable that carries its text. */
  public readonly variables: ReturnType<typeof hclAny>;
  /** The container's command. */
  public readonly start: ReturnType<typeof hclAny>;

  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
    private readonly storage: AwsStorage,
  ) {
    super(scope, "clickhouse-config", { source: "stacks/aws/clickhouse-config.ts" });
    const memory = this.local("clickhouse_memory_bytes", hcl`${inputs.clickhouseMemory} * ${MIB}`);
    this.local("clickhouse_sizing", clickhouseSizing(hclAny`${memory}`));
    // 26.8 and 26.10 as 2608 and 2610.
    this.local(
      "clickhouse_release",
      hcl`try(tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(split("-", split(".", var.clickhouse_version)[1])[0]), 0)`,
    );
    this.files = hclAny`${this.defineFiles(scope)}`;
    this.variables = hclAny`${this.local(
      "clickhouse_config_variables",
      hcl`{ for file in keys(${this.files}) : file => upper(replace(file, "/[^A-Za-z0-9]/", "_")) }`,
    )}`;
    this.start = hclAny`${this.local(
      "clickhouse_start",
      this.template(this.templates.start.path, { variables: this.variables }),
    )}`;
  }

  private local(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private template(path: string, values: ExpressionPart): ReturnType<typeof hclAny> {
    return hclAny`templatefile(${`${MODULE_PATH}/${path}`}, ${values})`;
  }

  private defineFiles(stack: ModuleStack): TerraformLocal {
    const { storage, ...files } = this.templates;
    stack.files.push(...storage, ...Object.values(files));
    const endpoint = this.local(
      "clickhouse_endpoint",
      // Evaluated without a bucket, too, when the server is external.
      `https://s3.${this.main.region}.${this.main.partition.dnsSuffix}/${hcl`join("", ${this.storage.clickhouseBucket}[*].id)`}/`,
    );
    const sizing = hclAny`local.clickhouse_sizing`;
    const own: [ClickhouseFile, ExpressionPart][] = [
      [files.backups, this.template(files.backups.path, { endpoint })],
      [files.guard, this.template(files.guard.path, this.guardValues(endpoint))],
      [files.logger, this.plain(files.logger.path)],
      [files.memory, this.template(files.memory.path, sizing)],
      [
        files.mergeTree,
        this.template(files.mergeTree.path, {
          has_packed_skip_indexes: hclAny`local.clickhouse_release >= 2606`,
        }),
      ],
      [files.network, this.plain(files.network.path)],
      [
        files.systemLogs,
        this.template(files.systemLogs.path, {
          retention_days: hclAny`${this.inputs.clickhouseLogRetentionDays}`,
        }),
      ],
      [files.profile, this.template(files.profile.path, sizing)],
    ];
    const texts = Object.fromEntries([
      ...own.map(([file, text]) => [file.target ?? "", text] as const),
      ["config.d/langfuse-storage.xml", this.storageText(endpoint)] as const,
    ]);
    return this.local(
      "clickhouse_config",
      hcl`merge(${texts}, { for name, xml in var.clickhouse_extra_config : "config.d/zz-\${name}.xml" => xml })`,
    );
  }

  /** One file for each value of clickhouse_storage is in the module; the name says which. */
  private storageText(endpoint: TerraformLocal): ExpressionPart {
    const mode = hcl`replace(var.clickhouse_storage, "_", "-")`;
    return this.template(clickhouseStoragePath(mode), {
      endpoint,
      cache_size_bytes: hclAny`${this.inputs.clickhouseCacheSizeGib} * ${GIB}`,
      hot_part_size_bytes: hclAny`${this.inputs.clickhouseHotPartSizeMib} * ${MIB}`,
    });
  }

  private guardValues(endpoint: TerraformLocal): Record<string, ExpressionPart> {
    return {
      endpoint,
      is_enabled: hclAny`local.clickhouse_release >= 2512`,
      accepts_data_loss: hclAny`${this.inputs.clickhouseAcceptDataLoss}`,
    };
  }

  private plain(path: string): ReturnType<typeof hclAny> {
    return hclAny`file(${`${MODULE_PATH}/${path}`})`;
  }
}
