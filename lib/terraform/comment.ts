import { TerraformDataSource, TerraformElement } from "cdktf";

export interface Comments {
  /** Lines at the head of the block, inside it: where checkov reads `#checkov:skip=ID:reason`. */
  readonly head?: readonly string[];

  /** Lines above an argument or nested block, by its Terraform name. */
  readonly arguments?: Readonly<Record<string, string | readonly string[]>>;
}

/** Gives an element comments that are printed to HCL; a line that starts with `#` is printed as it is. */
export function comment(element: TerraformElement, comments: Comments): void {
  const { head, arguments: ofArguments } = comments;
  if (element instanceof TerraformDataSource) {
    // A data source writes its metadata over what an override says of the same key.
    const { metadata } = Reflect.get(element, "constructNodeMetadata") as { metadata: unknown };
    Object.defineProperty(element, "constructNodeMetadata", {
      get: () => ({ metadata, comment: head, arguments: ofArguments }),
    });
    return;
  }
  if (head) element.addOverride("//.comment", head);
  if (ofArguments) element.addOverride("//.arguments", ofArguments);
}
