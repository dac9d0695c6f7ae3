import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { type ExpressionPart, hcl, hclAny } from "../../lib/terraform/expression";
import {
  type ClickhouseFile,
  clickhouseFiles,
  clickhouseStoragePath,
  type ObjectStorageType,
} from "./clickhouse-config";
import { clickhouseSizing } from "./clickhouse-sizing";

/** The folder of the module, wherever it was copied to. */
const MODULE_PATH = hcl`path.module`;

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

export type Values = Record<string, ExpressionPart>;

/** What one cloud decides about ClickHouse's files. */
export interface ClickhouseFilesProps {
  /** The file of the part, from the root of the repository. */
  readonly source: string;
  readonly type: ObjectStorageType;
  /** The container's memory in bytes, as an expression. */
  readonly memoryBytes: string;
  /**
   * Where a start on another volume than the one that belongs to the object storage is right, as an expression.
   *
   * @default - nowhere: only clickhouse_accept_data_loss allows it
   */
  readonly isVolumeDisposable?: string;
  /**
   * More values of the start script.
   *
   * @default - none
   */
  readonly start?: Values;
}

/** Where each kind of objects is, as values of the templates. */
export interface ClickhouseLocations {
  readonly data: Values;
  readonly guard: Values;
  readonly backups: Values;
}

/** ClickHouse's configuration files, filled in, and the script that puts them into the container. */
export abstract class ClickhouseFiles extends ModulePart {
  private readonly templates: ReturnType<typeof clickhouseFiles>;
  /** File name below `/etc/clickhouse-server` to its text. */
  public readonly files: ReturnType<typeof hclAny>;
  /** File name to the environment variable that carries its text. */
  public readonly variables: ReturnType<typeof hclAny>;
  /** The container's command. */
  public readonly start: ReturnType<typeof hclAny>;

  protected constructor(
    scope: ModuleStack,
    private readonly props: ClickhouseFilesProps,
  ) {
    super(scope, "clickhouse-config", { source: props.source });
    this.templates = clickhouseFiles(props.type);
    const memory = this.local("clickhouse_memory_bytes", props.memoryBytes);
    this.local("clickhouse_sizing", clickhouseSizing(hclAny`${memory}`));
    // 26.8 and 26.10 as 2608 and 2610.
    this.local(
      "clickhouse_release",
      hcl`try(tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(split("-", split(".", var.clickhouse_version)[1])[0]), 0)`,
    );
    this.files = hclAny`${this.defineFiles(scope, this.locations())}`;
    this.variables = hclAny`${this.local(
      "clickhouse_config_variables",
      hcl`{ for file in keys(${this.files}) : file => upper(replace(file, "/[^A-Za-z0-9]/", "_")) }`,
    )}`;
    this.start = hclAny`${this.local(
      "clickhouse_start",
      this.template(this.templates.start.path, { variables: this.variables, ...props.start }),
    )}`;
  }

  /** Where the objects are; called once, may define locals. */
  protected abstract locations(): ClickhouseLocations;

  protected local(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private template(path: string, values: ExpressionPart): ReturnType<typeof hclAny> {
    return hclAny`templatefile(${`${MODULE_PATH}/${path}`}, ${values})`;
  }

  private plain(path: string): ReturnType<typeof hclAny> {
    return hclAny`file(${`${MODULE_PATH}/${path}`})`;
  }

  private defineFiles(
    stack: ModuleStack,
    { data, guard, backups }: ClickhouseLocations,
  ): TerraformLocal {
    const { storage, ...files } = this.templates;
    stack.files.push(...storage, ...Object.values(files));
    const sizing = hclAny`local.clickhouse_sizing`;
    const own: [ClickhouseFile, ExpressionPart][] = [
      [files.backups, this.template(files.backups.path, backups)],
      [files.guard, this.template(files.guard.path, { ...guard, ...this.guardValues() })],
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
          retention_days: hclAny`var.clickhouse_log_retention_days`,
        }),
      ],
      [files.profile, this.template(files.profile.path, sizing)],
    ];
    const texts = Object.fromEntries([
      ...own.map(([file, text]) => [file.target ?? "", text] as const),
      ["config.d/langfuse-storage.xml", this.storageText(data)] as const,
    ]);
    return this.local(
      "clickhouse_config",
      hcl`merge(${texts}, { for name, xml in var.clickhouse_extra_config : "config.d/zz-\${name}.xml" => xml })`,
    );
  }

  /** One file for each value of clickhouse_storage is in the module; the name says which. */
  private storageText(data: Values): ExpressionPart {
    const mode = hcl`replace(var.clickhouse_storage, "_", "-")`;
    return this.template(clickhouseStoragePath(mode), {
      ...data,
      cache_size_bytes: hclAny`var.clickhouse_cache_size_gib * ${GIB}`,
      hot_part_size_bytes: hclAny`var.clickhouse_hot_part_size_mib * ${MIB}`,
    });
  }

  private guardValues(): Values {
    const { isVolumeDisposable } = this.props;
    const isAccepted = hclAny`var.clickhouse_accept_data_loss`;
    return {
      is_enabled: hclAny`local.clickhouse_release >= 2512`,
      accepts_data_loss:
        isVolumeDisposable === undefined
          ? isAccepted
          : hclAny`${isAccepted} || ${isVolumeDisposable}`,
    };
  }
}
