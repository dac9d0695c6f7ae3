import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "./define";
import { rule } from "./validation";

/** Which Langfuse. */
export function versionInputs(define: DefineVariable) {
  return {
    langfuseVersion: define("langfuse_version", {
      description:
        "Version of Langfuse, 3.x.y or 4.x.y: the tag of the images of web and worker. A fresh installation may start with 4; an existing one must have finished its background migrations first and goes through langfuse_v4_write_mode. Langfuse 3 gets security patches until the end of January 2027",
      type: "string",
      default: "3.225.4",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[34]\\.[0-9]+\\.[0-9]+$", var.langfuse_version))`,
          'langfuse_version must be a full version 3.x.y or 4.x.y, got "${var.langfuse_version}": moving tags such as 3 or latest are refused, because a restart must not change the version.',
        ),
      ],
    }),
    langfuseV4WriteMode: define("langfuse_v4_write_mode", {
      description:
        "Langfuse 4 only: which tables it writes. events_only for a fresh installation; an existing one goes legacy, dual (both, while the history is copied), events_only, and can go back only before the last step",
      type: "string",
      default: "events_only",
      nullable: false,
      validation: [
        rule(
          hcl`contains(["legacy", "dual", "events_only"], var.langfuse_v4_write_mode)`,
          'langfuse_v4_write_mode must be one of legacy, dual, events_only, got "${var.langfuse_v4_write_mode}": choose one of these.',
        ),
        rule(
          hcl`var.langfuse_v4_write_mode == "events_only" || startswith(var.langfuse_version, "4.")`,
          'langfuse_v4_write_mode must be events_only with langfuse_version "${var.langfuse_version}", got "${var.langfuse_v4_write_mode}": Langfuse 3 has but one way to write; set it with the upgrade to 4.',
        ),
      ],
    }),
  };
}
