import type { TerraformVariable, TerraformVariableConfig } from "cdktf";

/** Defines a variable and returns the construct that other parts refer to. */
export type DefineVariable = (name: string, config: TerraformVariableConfig) => TerraformVariable;

/** How a cloud refers to a secret in its store. */
export interface SecretReference {
  /** What a reference looks like, as a regular expression. */
  readonly pattern: string;

  /** One reference in words, such as "the ARN of an SSM parameter or a Secrets Manager secret". */
  readonly words: string;

  /** How the cloud calls the reference: an attribute's name ends with it. */
  readonly suffix: "arn" | "id";
}
