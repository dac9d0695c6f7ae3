/**
 * What the printer throws: the address of the offending place (`resource.aws_s3_bucket.logs`), then
 * what was found there, the rule, and the remedy.
 */
export class HclError extends Error {
  constructor(
    /** Where in the document, in Terraform's own address form. */
    readonly address: string,
    problem: string,
  ) {
    super(address === "" ? problem : `${address}: ${problem}`);
    this.name = "HclError";
  }
}
