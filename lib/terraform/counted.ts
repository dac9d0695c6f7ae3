import { type Addressable, hcl } from "./expression";

/**
 * An attribute of the one instance of a resource that has a `count`, for a block that exists only when the
 * resource does.
 *
 * @param attribute its Terraform name
 */
export function only(resource: Addressable, attribute: string): string {
  return hcl(template("", `[0].${attribute}`), resource);
}

/** As {@link only}, for a place that is also evaluated without the resource: null then. */
export function maybe(resource: Addressable, attribute: string): string {
  return hcl(template("one(", `[*].${attribute})`), resource);
}

function template(...strings: string[]): TemplateStringsArray {
  return Object.assign(strings, { raw: strings });
}
