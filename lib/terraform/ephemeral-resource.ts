import { ref, TerraformElement, Token } from "cdktf";
import { Construct } from "constructs";

export interface EphemeralResourceProps {
  /** The type, such as `random_password`. */
  readonly type: string;

  /** Its arguments, by Terraform name. */
  readonly attributes: Readonly<Record<string, unknown>>;

  /**
   * An expression for the keys of its instances, which `hcl` templates then name as `${resource}["key"]`.
   *
   * @default - one instance without a key
   */
  readonly forEach?: string;
}

/**
 * An `ephemeral` block: its values are in neither plan nor state. cdktf knows no such block.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/ephemeral
 */
export class EphemeralResource extends TerraformElement {
  public readonly terraformResourceType: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: EphemeralResourceProps,
  ) {
    super(scope, id, `ephemeral.${props.type}`);
    this.terraformResourceType = props.type;
  }

  /** A reference to one of its attributes. */
  public attribute(name: string): string {
    return Token.asString(
      ref(`ephemeral.${this.props.type}.${this.friendlyUniqueId}.${name}`, this.cdktfStack),
    );
  }

  public override toTerraform(): object {
    const { type, attributes, forEach } = this.props;
    const body = {
      ...(forEach === undefined ? {} : { for_each: forEach }),
      ...attributes,
      ...(this.rawOverrides as object),
    };
    return { ephemeral: { [type]: { [this.friendlyUniqueId]: body } } };
  }
}
