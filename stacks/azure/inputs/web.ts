import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { isCidr, matches, rule, wholeNumber } from "../../shared/inputs/validation";
import { cores, gibibytes } from "./sizes";

/** Web: Langfuse's interface and API, and the address that it is reached at. */
export function webInputs(define: DefineVariable) {
  return {
    webCpu: cores(define, "web_cpu", { what: "a web replica", value: 1 }),
    webMemory: gibibytes(define, "web", {
      what: "a web replica, at least 1; with 1 Langfuse has been seen to crash under load",
      value: 2,
      minimum: 1,
    }),
    webMinReplicas: define("web_min_replicas", {
      description:
        "How many web replicas run at least, 1 to 300. Two or more survive the loss of one",
      type: "number",
      default: 1,
      nullable: false,
      validation: [wholeNumber("web_min_replicas", 1, 300)],
    }),
    webMaxReplicas: define("web_max_replicas", {
      description:
        "How many web replicas automatic scaling by requests and CPU may start, up to 300",
      type: "number",
      default: 10,
      nullable: false,
      validation: [
        wholeNumber("web_max_replicas", 1, 300),
        rule(
          hcl`var.web_max_replicas >= var.web_min_replicas`,
          "web_max_replicas must be at least web_min_replicas (${var.web_min_replicas}), got ${var.web_max_replicas}: raise it, or set both to the same for no scaling.",
        ),
      ],
    }),
    webConcurrentRequests: define("web_concurrent_requests", {
      description: "Requests at the same time for which one web replica is enough, 1 to 1000",
      type: "number",
      default: 50,
      nullable: false,
      validation: [wholeNumber("web_concurrent_requests", 1, 1000)],
    }),
    autoscalingCpuTarget: define("autoscaling_cpu_target", {
      description:
        "CPU utilisation in percent that automatic scaling of web and worker aims at, 10 to 90. Langfuse advises to scale out above 50",
      type: "number",
      default: 50,
      nullable: false,
      validation: [wholeNumber("autoscaling_cpu_target", 10, 90)],
    }),
    allowedCidrBlocks: define("allowed_cidr_blocks", {
      description:
        "IPv4 ranges that may reach web. Empty means everybody; Langfuse still asks for a login or an API key",
      type: "list(string)",
      default: [],
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for range in var.allowed_cidr_blocks : ${isCidr("range")}])`,
          "allowed_cidr_blocks must be IPv4 ranges without host bits, got ${jsonencode(var.allowed_cidr_blocks)}: write them such as 203.0.113.0/24.",
        ),
      ],
    }),
    customDomainName: define("custom_domain_name", {
      description:
        "Host name that Langfuse is reached at, such as langfuse.example.com, in lower case. Before the apply that sets it, make the records of the output custom_domain_records; Azure then issues a certificate at no charge. Null means the environment's own HTTPS address",
      type: "string",
      default: null,
      validation: [
        matches(
          "custom_domain_name",
          "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$",
          "a host name such as langfuse.example.com in lower case, or null",
          "no scheme, port, path, wildcard or trailing dot",
        ),
        rule(
          hcl`var.custom_domain_name == null ? true : length(var.custom_domain_name) <= 64`,
          "custom_domain_name must have at most 64 characters, got ${jsonencode(var.custom_domain_name)}: a managed certificate takes no longer one.",
        ),
      ],
    }),
  };
}
