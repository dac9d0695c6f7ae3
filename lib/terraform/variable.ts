import { TerraformVariable, TerraformVariableConfig } from "cdktf";
import { Construct } from "constructs";

/**
 * An input variable whose default may be null.
 *
 * cdktf 0.21 crashes on a null default (keysToSnakeCase of null), and without one the variable would be
 * required.
 */
export class Variable extends TerraformVariable {
  private readonly hasNullDefault: boolean;

  public constructor(scope: Construct, id: string, config: TerraformVariableConfig) {
    const hasNullDefault = config.default === null;
    super(scope, id, hasNullDefault ? { ...config, default: undefined } : config);
    this.hasNullDefault = hasNullDefault;
  }

  public override toTerraform(): { variable: Record<string, object> } {
    const { variable } = super.toTerraform() as { variable: Record<string, object> };
    if (!this.hasNullDefault) return { variable };
    const label = this.friendlyUniqueId;
    return { variable: { [label]: { ...variable[label], default: null } } };
  }
}
