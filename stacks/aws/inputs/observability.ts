import type { DefineVariable } from "../../shared/inputs/define";
import { oneOf } from "../../shared/inputs/validation";

/** The periods that CloudWatch Logs accepts, in days. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Logs, metrics and access to running containers. */
export function observabilityInputs(define: DefineVariable) {
  return {
    logRetentionDays: define("log_retention_days", {
      description:
        "Days that CloudWatch keeps the containers' logs: one of the periods that CloudWatch Logs offers, from 1 to 3653",
      type: "number",
      default: 30,
      nullable: false,
      validation: [oneOf("log_retention_days", LOG_RETENTION_DAYS)],
    }),
    containerInsightsEnabled: define("container_insights_enabled", {
      description:
        "Whether the ECS cluster sends Container Insights metrics, which CloudWatch bills by the metric",
      type: "bool",
      default: false,
      nullable: false,
    }),
    executeCommandEnabled: define("execute_command_enabled", {
      description:
        "Whether ECS Exec may open a shell in the tasks (aws ecs execute-command), for instance to run clickhouse-client",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}
