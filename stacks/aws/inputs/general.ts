import type { TerraformVariableValidationConfig } from "cdktf";
import { hcl } from "../../../lib/terraform/expression";
import type { DefineVariable } from "../../shared/inputs/define";
import { imageInput } from "../../shared/inputs/images";
import { versionInputs } from "../../shared/inputs/versions";
import { matches, rule } from "../../shared/inputs/validation";

const NAME_RULE = "2 to 20 lower case letters, digits and single hyphens and start with a letter";

/** Names, tags, versions and what else concerns the whole installation. */
export function generalInputs(define: DefineVariable) {
  return {
    name: define("name", {
      description:
        "Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a letter. Several installations fit in one account when their names differ. It must never change: another name makes other resources, and a generated encryption key and salt are lost",
      type: "string",
      default: "langfuse",
      nullable: false,
      validation: [
        rule(
          hcl`can(regex("^[a-z](-?[a-z0-9])+$", var.name)) && length(var.name) <= 20`,
          `name must have ${NAME_RULE}, got "\${var.name}": choose a name such as langfuse or langfuse-dev.`,
        ),
      ],
    }),
    ...tubone24Names(define),
    tags: define("tags", {
      description: "Tags on everything that takes tags",
      type: "map(string)",
      default: {},
      nullable: false,
      validation: [
        rule(
          hcl`alltrue([for key, value in var.tags : length(key) >= 1 && length(key) <= 128 && length(value) <= 256 && !startswith(lower(key), "aws:")])`,
          'tags must have keys of 1 to 128 characters that do not start with "aws:" and values of at most 256 characters, got ${jsonencode(var.tags)}: change what AWS would refuse.',
        ),
        rule(
          hcl`length(var.tags) <= 45`,
          "tags must be at most 45, got ${length(var.tags)}: AWS takes 50, and the module adds its own.",
        ),
      ],
    }),
    region: define("region", {
      description:
        "Region of everything that the module makes, such as eu-west-1. Null means the region of the AWS provider",
      type: "string",
      default: null,
      validation: [
        matches(
          "region",
          "^[a-z]{2}(-[a-z]+)+-[0-9]$",
          "a region such as eu-west-1 or null",
          "a zone (eu-west-1a) or a place name does not do",
        ),
      ],
    }),
    ...versionInputs(define),
    ...images(define),
    kmsKeyArn: define("kms_key_arn", {
      description:
        "ARN of a customer managed KMS key for everything that takes one: volumes, buckets, database, cache, secrets, images and logs. Its key policy must let CloudWatch Logs and, with launch_type EC2, the service-linked role of Auto Scaling use it. Null means the keys that AWS manages at no charge",
      type: "string",
      default: null,
      validation: [
        matches(
          "kms_key_arn",
          "^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$",
          "the ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID) or null",
          "an alias or a bare key id does not do",
        ),
        rule(
          hcl`var.kms_key_arn == null || var.region == null ? true : strcontains(var.kms_key_arn, ":kms:\${var.region}:")`,
          "kms_key_arn must be of region ${jsonencode(var.region)}, got ${jsonencode(var.kms_key_arn)}: a key serves its own region only.",
        ),
      ],
    }),
    forceDelete: define("force_delete", {
      description:
        "Whether destroy may remove the data: buckets with their objects, the database and the volume without a final snapshot, deletion protection off. False lets destroy stop at what still holds data",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}

function tubone24Names(define: DefineVariable) {
  return {
    identityName: define("identity_name", {
      description:
        "For users of tubone24/langfuse-v3-terraform: takes the place of name, and langfuse.<custom_domain_name> is then the address, as it is there. Null means that name is used",
      type: "string",
      default: null,
      validation: [
        matches(
          "identity_name",
          "^[a-z](-?[a-z0-9])+$",
          "at least 2 lower case letters, digits and single hyphens, starting with a letter, or null",
          "choose a name such as langfuse",
        ),
        rule(
          hcl`var.identity_name == null || var.name == "langfuse"`,
          'identity_name must be null when name is set, got "${coalesce(var.identity_name, "-")}" and "${var.name}": drop one of the two.',
        ),
      ],
    }),
    env: define("env", {
      description:
        "Appended to the name with a hyphen, for instance dev or prod; as in tubone24/langfuse-v3-terraform. Null means that nothing is appended",
      type: "string",
      default: null,
      validation: [
        matches(
          "env",
          "^[a-z0-9](-?[a-z0-9])*$",
          "lower case letters, digits and single hyphens or null",
          "choose a name such as dev",
        ),
        rule(
          hcl`length(join("-", compact([coalesce(var.identity_name, var.name), var.env]))) <= 20`,
          `env and name (or identity_name), joined by a hyphen, must have at most 20 characters, got "\${join("-", compact([coalesce(var.identity_name, var.name), var.env]))}": shorten one of the two.`,
        ),
      ],
    }),
  };
}

function images(define: DefineVariable) {
  const image = (
    name: string,
    repository: string,
    version: string,
    rules: TerraformVariableValidationConfig[] = [],
  ) =>
    imageInput(define, {
      name,
      repository,
      version,
      rules,
      registry: "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
      fallback: ", or the copy in the own repository with ecr_enabled",
    });
  return {
    webImage: image("web_image", "langfuse/langfuse", "langfuse_version", [
      rule(
        hcl`var.web_image == null || var.web_platform != "app_runner" ? true : can(regex("^([0-9]{12}\\.dkr\\.ecr\\.|public\\.ecr\\.aws/)", var.web_image))`,
        'web_image must be in Amazon ECR (ACCOUNT.dkr.ecr.… or public.ecr.aws/…) with web_platform "app_runner", got ${jsonencode(var.web_image)}: App Runner pulls from nowhere else.',
      ),
    ]),
    workerImage: image("worker_image", "langfuse/langfuse-worker", "langfuse_version"),
    clickhouseImage: image(
      "clickhouse_image",
      "clickhouse/clickhouse-server",
      "clickhouse_version",
    ),
    ecrEnabled: define("ecr_enabled", {
      description:
        "Whether Amazon ECR repositories are made for the images. The output ecr_push_commands fills them; an image is taken from its repository from the first apply on that finds it there, and from its public place until then",
      type: "bool",
      default: false,
      nullable: false,
    }),
  };
}
