import { ModulePart, ModuleStack } from "../../../lib/module/module-stack";
import { Variable } from "../../../lib/terraform/variable";
import type { DefineVariable } from "../../shared/inputs/define";
import { environmentInputs } from "../../shared/inputs/environment";
import { externalInputs } from "../../shared/inputs/external";
import { cacheInputs } from "./cache";
import { clickhouseInputs } from "./clickhouse";
import { databaseInputs } from "./database";
import { generalInputs } from "./general";
import { networkInputs } from "./network";
import { KEY_VAULT_SECRET } from "./secret-reference";
import { secretInputs } from "./secrets";
import { storageInputs } from "./storage";
import { webInputs } from "./web";
import { workerInputs } from "./worker";

/** Everything that a user of the module can set. The names are the module's public interface. */
export type AzureInputs = ReturnType<typeof azureInputs>;

/** Defines the module's variables, in the order in which its README explains them. */
export function azureInputs(stack: ModuleStack) {
  const part = new ModulePart(stack, "variables", { source: "stacks/azure/inputs/index.ts" });
  const define: DefineVariable = (name, config) => new Variable(part, `var.${name}`, config);
  return {
    ...generalInputs(define),
    ...networkInputs(define),
    ...webInputs(define),
    ...workerInputs(define),
    ...databaseInputs(define),
    ...cacheInputs(define),
    ...storageInputs(define),
    ...clickhouseInputs(define),
    ...externalInputs(define, {
      secret: KEY_VAULT_SECRET,
      databaseNote: "A PostgreSQL of your own in place of the one that is made",
    }),
    ...environmentInputs(define, KEY_VAULT_SECRET),
    ...secretInputs(define),
  };
}
