import fs from "node:fs";
import path from "node:path";
import { AssetType, TerraformAsset, TerraformModule, type TerraformModuleConfig } from "cdktf";
import { Construct } from "constructs";
import { ROOT } from "../root";

export interface PackagedModuleProps extends Omit<TerraformModuleConfig, "source" | "version"> {
  /** Folder under `modules/`. */
  readonly moduleName: string;

  /** The module's variables, by the names of their properties in TypeScript. */
  readonly variables: object;

  /** Variables whose members are properties too, by Terraform name. */
  readonly objectVariables: readonly string[];
}

/**
 * One of this package's modules inside somebody's cdktf app. Its files, which the package carries, are copied to the
 * app's output, so that what is synthesised stands alone. No provider's bindings are loaded.
 */
export class PackagedModule extends TerraformModule {
  private readonly variables: Readonly<Record<string, unknown>>;

  public constructor(scope: Construct, id: string, props: PackagedModuleProps) {
    const { moduleName, variables, objectVariables, ...options } = props;
    // Beside the module, as a child it would be copied with a path that cdktf makes of the module's.
    const asset = new TerraformAsset(scope, `${id}-files`, {
      path: folderOf(moduleName),
      type: AssetType.DIRECTORY,
    });
    super(scope, id, {
      ...options,
      source: `./${asset.path}`,
      skipAssetCreationFromLocalModules: true,
    });
    this.variables = terraformNames(variables, (name) => objectVariables.includes(name));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.variables };
  }
}

/** @throws Error when the package has been joined with others into one file and its other files are not there */
function folderOf(moduleName: string): string {
  const folder = path.join(ROOT, "modules", moduleName);
  if (fs.existsSync(path.join(folder, "versions.tf"))) return folder;
  throw new Error(
    `the files of ${moduleName} are not in ${folder}: let the bundler leave this package in node_modules ` +
      `(esbuild: --packages=external)`,
  );
}

function terraformNames(
  values: object,
  isObjectVariable: (name: string) => boolean,
): Record<string, unknown> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]: [string, unknown]) => {
      const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const isObject = isObjectVariable(name) && typeof value === "object" && value !== null;
      return [name, isObject ? terraformNames(value, () => false) : value];
    }),
  );
}
