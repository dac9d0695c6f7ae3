import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { externalInputs } from "../../shared/inputs/external";
import { rule } from "../../shared/inputs/validation";
import { AWS_SECRET } from "./secret-reference";

/** Parts that the user brings. */
export function awsExternalInputs(define: DefineVariable) {
  return externalInputs(define, {
    secret: AWS_SECRET,
    databaseNote: "database_type external: a PostgreSQL of your own",
    databaseRules: [
      rule(
        hcl`(var.external_database != null) == (var.database_type == "external")`,
        'external_database must be set when database_type is "external" and null otherwise, got ${var.external_database == null ? "null" : "an object"} with "${var.database_type}": change one of the two.',
      ),
    ],
  });
}
