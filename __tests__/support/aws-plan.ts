import path from "node:path";
import type { ResourceView, View } from "../../engines/terraform";
import { ROOT } from "../../lib/root";
import type { LangfuseContainer } from "../../stacks/shared/langfuse-env";
import { containerOf } from "./container";
import { block, type LangfuseGiven, textsIn } from "./plan";

/** Folder of the module. */
export const AWS_MODULE = path.join(ROOT, "modules", "terraform-aws-langfuse");

/** A statement of a policy, its lists made lists. */
export interface Statement {
  readonly address: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
}

/** What a container of Langfuse's is given: by ECS, App Runner or ECS Express. */
export function langfuse(view: View, container: LangfuseContainer): LangfuseGiven {
  const [task] = tasks(view, container);
  if (task) {
    const { environment, secrets } = containerOf(task, container);
    return { environment, secrets, memory: Number(task.values.memory) };
  }
  const [runner] = view.resources("aws_apprunner_service");
  if (runner) {
    const image = block(
      block(block(runner.values.source_configuration).image_repository).image_configuration,
    );
    return {
      environment: image.runtime_environment_variables as Record<string, string>,
      secrets: image.runtime_environment_secrets as Record<string, string>,
      memory: Number(block(runner.values.instance_configuration).memory),
    };
  }
  const [express] = view.resources("aws_ecs_express_gateway_service");
  if (!express) throw new Error(`there is no ${container}`);
  const { environment, secret } = block(express.values.primary_container);
  return {
    environment: byName(environment, "value"),
    secrets: byName(secret, "value_from"),
    memory: Number(express.values.memory),
  };
}

function byName(entries: unknown, value: string): Record<string, string> {
  const all = (entries ?? []) as Record<string, string>[];
  return Object.fromEntries(all.map((entry) => [entry.name ?? "", entry[value] ?? ""] as const));
}

/** The task definitions of a part of Langfuse; none when it does not run on ECS. */
export function tasks(view: View, part: string): ResourceView[] {
  return view.resources("aws_ecs_task_definition").filter(({ name }) => name === part);
}

/** The statements of every policy of roles, buckets and file systems. */
export function statements(view: View): Statement[] {
  return view
    .resources()
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ address, values }) =>
      [values.policy, values.assume_role_policy]
        .filter((policy) => typeof policy === "string" && policy.includes('"Statement"'))
        .flatMap((policy) => statementsOf(address, String(policy))),
    );
}

interface RawStatement {
  Effect: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  Principal?: string | Record<string, string | string[]>;
}

function statementsOf(address: string, policy: string): Statement[] {
  const { Statement } = JSON.parse(policy) as { Statement: RawStatement | RawStatement[] };
  return list(Statement).map((statement) => ({
    address,
    effect: statement.Effect,
    actions: statement.NotAction === undefined ? list(statement.Action ?? []) : ["*"],
    resources: list(statement.Resource ?? []),
    principals: textsIn(statement.Principal),
  }));
}

function list<Item>(value: Item | Item[]): Item[] {
  return Array.isArray(value) ? value : [value];
}
