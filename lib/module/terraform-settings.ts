import { TerraformElement } from "cdktf";
import { Construct } from "constructs";

export interface ProviderRequirement {
  /** Address in the registry, such as `hashicorp/aws`. */
  readonly source: string;

  /** The range that the module works with, such as `>= 6.25, < 7.0`; never a pin. */
  readonly version: string;
}

export interface TerraformSettingsProps {
  /**
   * The range of Terraform versions, such as `>= 1.11`.
   *
   * @see https://developer.hashicorp.com/terraform/language/terraform#terraform-required_version
   */
  readonly requiredVersion: string;

  /** What each provider must be, by local name. Those that the stack does not use are left out. */
  readonly requiredProviders: Readonly<Record<string, ProviderRequirement>>;
}

/**
 * The `terraform` block of a module: the versions that it needs. Which providers are used is asked when it is
 * rendered, because by then everything is defined.
 */
export class TerraformSettings extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: TerraformSettingsProps,
    private readonly usedProviders: () => ReadonlySet<string>,
  ) {
    super(scope, id);
  }

  public override toTerraform(): object {
    const { requiredVersion, requiredProviders } = this.props;
    const used = [...this.usedProviders()].sort();
    const providers = used.map((name) => {
      const requirement = requiredProviders[name];
      if (!requirement) {
        throw new Error(
          `the provider "${name}" is used but has no version range: add it to requiredProviders`,
        );
      }
      return [name, requirement] as const;
    });
    return {
      terraform: {
        required_version: requiredVersion,
        required_providers: Object.fromEntries(providers),
      },
    };
  }
}
