import type { TerraformVariableValidationConfig } from "cdktf";
import type { DefineVariable } from "./define";
import { matches } from "./validation";

const IMAGE =
  "^[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*(:[a-zA-Z0-9._-]+)?(@sha256:[0-9a-f]+)?$";

export interface ImageInputProps {
  readonly name: string;
  /** The public repository, such as `langfuse/langfuse`. */
  readonly repository: string;
  /** The variable that says which version the image has. */
  readonly version: string;
  /** A registry of the cloud, for the example in the message. */
  readonly registry: string;
  /**
   * What null means besides the public image.
   *
   * @default - nothing
   */
  readonly fallback?: string;
  readonly rules?: readonly TerraformVariableValidationConfig[];
}

/** A whole image reference in place of a public one. */
export function imageInput(define: DefineVariable, props: ImageInputProps) {
  const { name, repository, version, registry, fallback = "", rules = [] } = props;
  return define(name, {
    description: `Whole image reference in place of ${repository}:<${version}>, with the same entry point and the version that ${version} says. Null means the public image${fallback}`,
    type: "string",
    default: null,
    validation: [
      matches(
        name,
        IMAGE,
        `an image reference such as ${registry}/${repository}:1.2.3 or null`,
        "remove what is no part of one",
      ),
      ...rules,
    ],
  });
}
