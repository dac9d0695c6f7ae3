import { TerraformMetaArguments, TerraformResource } from "cdktf";
import { Construct } from "constructs";

export interface UntypedResourceProps extends Omit<TerraformMetaArguments, "forEach"> {
  /** The type, such as `random_password`. */
  readonly type: string;

  /** Its arguments, by Terraform name. */
  readonly attributes: Readonly<Record<string, unknown>>;

  /**
   * An expression for the keys of its instances.
   *
   * @default - one instance without a key
   */
  readonly forEach?: string;
}

/** A resource of a provider that has no bindings here, such as `random`. */
export class UntypedResource extends TerraformResource {
  private readonly attributes: Readonly<Record<string, unknown>>;

  public constructor(
    scope: Construct,
    id: string,
    { type, attributes, forEach, ...meta }: UntypedResourceProps,
  ) {
    super(scope, id, { ...meta, terraformResourceType: type });
    this.attributes = attributes;
    // cdktf takes only its own iterators.
    if (forEach !== undefined) this.addOverride("for_each", forEach);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }
}
