import { ModulePart, ModuleStack } from "../../../lib/module/module-stack";
import { Variable } from "../../../lib/terraform/variable";
import type { DefineVariable } from "../../shared/inputs/define";
import { environmentInputs } from "../../shared/inputs/environment";
import { cacheInputs } from "./cache";
import { clickhouseInputs } from "./clickhouse";
import { clickhouseVolumeInputs } from "./clickhouse-volume";
import { computeInputs } from "./compute";
import { databaseInputs } from "./database";
import { domainInputs } from "./domain";

import { awsExternalInputs } from "./external";
import { generalInputs } from "./general";
import { networkInputs } from "./network";
import { observabilityInputs } from "./observability";
import { AWS_SECRET } from "./secret-reference";
import { secretInputs } from "./secrets";
import { storageInputs } from "./storage";
import { webInputs } from "./web";
import { workerInputs } from "./worker";

/** Everything that a user of the module can set. The names are the module's public interface. */
export type AwsInputs = ReturnType<typeof awsInputs>;

/** Defines the module's variables, in the order in which its README explains them. */
export function awsInputs(stack: ModuleStack) {
  const part = new ModulePart(stack, "variables", { source: "stacks/aws/inputs/index.ts" });
  const define: DefineVariable = (name, config) => new Variable(part, `var.${name}`, config);
  return {
    ...generalInputs(define),
    ...computeInputs(define),
    ...networkInputs(define),
    ...webInputs(define),
    ...domainInputs(define),
    ...workerInputs(define),
    ...databaseInputs(define),
    ...cacheInputs(define),
    ...storageInputs(define),
    ...clickhouseInputs(define),
    ...clickhouseVolumeInputs(define),
    ...awsExternalInputs(define),
    ...environmentInputs(define, AWS_SECRET),
    ...secretInputs(define),
    ...observabilityInputs(define),
  };
}
