import { TerraformElement } from "cdktf";

export interface Comments {
  /** Lines at the head of the block, inside it: where checkov reads `#checkov:skip=ID:reason`. */
  readonly head?: readonly string[];

  /** Lines above an argument or nested block, by its Terraform name. */
  readonly arguments?: Readonly<Record<string, string | readonly string[]>>;
}

/** Gives an element comments that are printed to HCL; a line that starts with `#` is printed as it is. */
export function comment(element: TerraformElement, comments: Comments): void {
  if (comments.head) element.addOverride("//.comment", comments.head);
  if (comments.arguments) element.addOverride("//.arguments", comments.arguments);
}
