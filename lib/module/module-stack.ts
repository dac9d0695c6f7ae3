import fs from "node:fs";
import path from "node:path";
import { type ISynthesisSession, TerraformElement, TerraformProvider, TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { Construct } from "constructs";
import type { DiagramProps } from "./diagram";
import { ModuleFile } from "./module-file";
import { TerraformSettings, TerraformSettingsProps } from "./terraform-settings";

/** A Terraform address as construct id: `aws_s3_bucket.clickhouse`, `data.aws_region.current`, `var.name`. */
const ADDRESS = /^(?:data\.|ephemeral\.)?([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$/;

export interface ModuleStackProps extends TerraformSettingsProps {
  /**
   * The registry's repository name, `terraform-<PROVIDER>-<NAME>`; also the folder under `modules/`.
   *
   * @see https://developer.hashicorp.com/terraform/registry/modules/publish
   */
  readonly moduleName: string;

  /** The file that a maintainer edits to change the versions, from the root of the repository. */
  readonly source: string;

  /**
   * Texts that the template of the module's README asks for, beside the tables of the interface.
   *
   * @default - none
   */
  readonly readme?: Readonly<Record<string, string>>;

  /**
   * What the picture in the READMEs shows.
   *
   * @default - there is none
   */
  readonly picture?: DiagramProps;
}

/**
 * A stack that can be handed off as a Terraform module: it has no provider and no backend of its own, and
 * the id of each element is its Terraform address, so that a state address is never a hash and a rename
 * is seen in the source.
 */
export abstract class ModuleStack extends TerraformStack {
  /** The registry's repository name and the folder under `modules/`. */
  public readonly moduleName: string;

  /** Texts for the module's README. */
  public readonly readme: Readonly<Record<string, string>>;

  /** What the picture in the READMEs shows. */
  public readonly picture: DiagramProps | undefined;

  /** Files that the module carries beside its configuration. */
  public readonly files: ModuleFile[] = [];

  public constructor(scope: Construct, id: string, props: ModuleStackProps) {
    super(scope, id);
    this.moduleName = props.moduleName;
    this.readme = props.readme ?? {};
    this.picture = props.picture;
    const versions = new ModulePart(this, "versions", { source: props.source });
    new TerraformSettings(versions, "terraform", props, () => this.usedProviders);
    addCustomSynthesis(this, { onSynthesize: this.writeFiles.bind(this) });
  }

  /** The parts, each of which becomes one file. */
  public get parts(): ModulePart[] {
    return this.node.children.filter((child) => child instanceof ModulePart);
  }

  /** Every Terraform element of the stack, in the order of its definition. */
  public get elements(): TerraformElement[] {
    return elementsBelow(this);
  }

  /**
   * The local names of the providers whose resources, data sources or ephemeral resources are used; the one
   * that Terraform has built in (`terraform_data`) is none that a module could require.
   */
  public get usedProviders(): Set<string> {
    const types = this.elements.flatMap((element) => typeOf(element) ?? []);
    const names = new Set(types.map((type) => type.split("_", 1)[0] ?? type));
    names.delete("terraform");
    return names;
  }

  /** `cdktf synth` and `cdktf deploy` find the files where `path.module` points to. */
  private writeFiles(session: ISynthesisSession): void {
    const { workingDirectory } = session.manifest.forStack(this);
    for (const file of this.files) {
      const target = path.join(session.outdir, workingDirectory, file.path);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, file.content);
    }
  }

  protected override allocateLogicalId(element: TerraformElement | Construct["node"]): string {
    if (!TerraformElement.isTerraformElement(element)) return super.allocateLogicalId(element);
    const { id } = element.node;
    const [, type, label] = ADDRESS.exec(id) ?? [];
    if (label !== undefined) {
      const own = typeOf(element);
      if (own !== undefined && own !== type) {
        throw new Error(`${element.node.path} is a ${own}: its id must be ${own}.${label}`);
      }
      return label;
    }
    // Providers, backends and the terraform block have no label of their own.
    if (!id.includes(".")) return id;
    throw new Error(
      `${element.node.path} is no Terraform address: the id of an element must read like ` +
        `aws_s3_bucket.clickhouse, in lower case letters, digits and _`,
    );
  }
}

export interface ModulePartProps {
  /** The file that a maintainer edits to change this part, from the root of the repository. */
  readonly source: string;
}

/** One file of a module: what is defined below the part `clickhouse` is printed to `clickhouse.tf`. */
export class ModulePart extends Construct {
  /** The file that a maintainer edits to change this part, from the root of the repository. */
  public readonly source: string;

  public constructor(scope: ModuleStack, id: string, props: ModulePartProps) {
    super(scope, id);
    this.source = props.source;
  }

  /** The Terraform elements of the part, in the order of their definition. */
  public get elements(): TerraformElement[] {
    return elementsBelow(this);
  }
}

/** The type of a resource, data source or ephemeral resource. */
function typeOf(element: TerraformElement): string | undefined {
  if (TerraformProvider.isTerraformProvider(element)) return undefined;
  return (element as { terraformResourceType?: string }).terraformResourceType;
}

function elementsBelow(construct: Construct): TerraformElement[] {
  return construct.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
}
