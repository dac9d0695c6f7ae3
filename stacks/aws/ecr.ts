import { DataAwsEcrImages } from "@cdktf/provider-aws/lib/data-aws-ecr-images";
import { DataAwsEcrRepositories } from "@cdktf/provider-aws/lib/data-aws-ecr-repositories";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { TerraformLocal } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";

/** Images that are kept in each repository: enough to roll back for months. */
const KEPT_IMAGES = 30;

/** Where a placeholder runs on App Runner until the repository has web's image. */
const PLACEHOLDER = {
  image: "public.ecr.aws/aws-containers/hello-app-runner:latest",
  port: "8000",
} as const;

/**
 * Where images come from: public ones, those that the user names, or copies in repositories of the account.
 *
 * A repository is used from the first plan on that finds the image in it: the first apply makes it while it
 * is empty, and must not fail.
 */
export class AwsEcr extends ModulePart {
  public constructor(
    scope: ModuleStack,
    private readonly inputs: AwsInputs,
    private readonly main: AwsMain,
  ) {
    super(scope, "ecr", { source: "stacks/aws/ecr.ts" });
    this.publicImages();
    this.repositories();
    this.ownImages();
    this.images();
  }

  private local(name: string, value: string): void {
    new TerraformLocal(this, `local.${name}`, value);
  }

  private publicImages(): void {
    this.local(
      "public_images",
      hcl`merge(
        {
          web    = "docker.io/langfuse/langfuse:\${var.langfuse_version}"
          worker = "docker.io/langfuse/langfuse-worker:\${var.langfuse_version}"
        },
        local.clickhouse_enabled ? { clickhouse = "docker.io/clickhouse/clickhouse-server:\${var.clickhouse_version}" } : {},
      )`,
    );
    // App Runner and Express Mode run x86 only. The tag says which, because tags are immutable.
    this.local(
      "image_platforms",
      hcl`{ for part, image in local.public_images : part => part == "web" && !local.is_web_on_ecs || var.cpu_architecture == "X86_64" ? "amd64" : "arm64" }`,
    );
    this.local(
      "image_tags",
      hcl`{ for part, image in local.public_images : part => "\${split(":", image)[1]}-\${local.image_platforms[part]}" }`,
    );
    this.local(
      "has_ecr",
      hcl`var.ecr_enabled || var.web_platform == "app_runner" && var.web_image == null`,
    );
    this.local(
      "ecr_repositories",
      hcl`{ for part, image in local.public_images : part => "\${local.name}/\${part}" if var.ecr_enabled || part == "web" && local.has_ecr }`,
    );
  }

  private repositories(): void {
    const repository = new EcrRepository(this, "aws_ecr_repository.langfuse", {
      name: hcl`each.value`,
      imageTagMutability: "IMMUTABLE",
      forceDelete: this.inputs.forceDelete.booleanValue,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        { encryptionType: "KMS", kmsKey: this.inputs.kmsKeyArn.stringValue },
      ],
      tags: this.main.tags,
    });
    repository.addOverride("for_each", hcl`local.ecr_repositories`);
    const lifecycle = new EcrLifecyclePolicy(this, "aws_ecr_lifecycle_policy.langfuse", {
      repository: hcl`each.value.name`,
      policy: hcl`jsonencode(${{
        rules: [
          {
            rulePriority: 1,
            description: "Untagged images are left over from failed pushes",
            selection: {
              tagStatus: "untagged",
              countType: "sinceImagePushed",
              countUnit: "days",
              countNumber: 7,
            },
            action: { type: "expire" },
          },
          {
            rulePriority: 2,
            description: "Old versions",
            selection: {
              tagStatus: "any",
              countType: "imageCountMoreThan",
              countNumber: KEPT_IMAGES,
            },
            action: { type: "expire" },
          },
        ],
      }})`,
    });
    lifecycle.addOverride("for_each", hcl`${repository}`);
  }

  /** Looked up by name, not by resource, so that a plan knows the answer. */
  private ownImages(): void {
    const repositories = new DataAwsEcrRepositories(this, "data.aws_ecr_repositories.all", {
      count: hclNumber`local.has_ecr ? 1 : 0`,
    });
    const images = new DataAwsEcrImages(this, "data.aws_ecr_images.langfuse", {
      repositoryName: hcl`each.value`,
    });
    images.addOverride(
      "for_each",
      hcl`{ for part, name in local.ecr_repositories : part => name if contains(flatten(${repositories}[*].names), name) }`,
    );
    comment(images, {
      head: ["Only repositories that are there already: the first apply makes them."],
    });
    this.local(
      "ecr_registry",
      `${this.main.account.accountId}.dkr.ecr.${this.main.region}.${this.main.partition.dnsSuffix}`,
    );
    this.local(
      "ecr_references",
      hcl`{ for part, name in local.ecr_repositories : part => "\${local.ecr_registry}/\${name}:\${local.image_tags[part]}" }`,
    );
    this.local(
      "ecr_images",
      hcl`{ for part in ["web", "worker", "clickhouse"] : part => try(contains(${images}[part].image_ids[*].image_tag, local.image_tags[part]), false) ? local.ecr_references[part] : null }`,
    );
  }

  private images(): void {
    this.local(
      "web_image",
      hcl`coalesce(var.web_image, local.ecr_images["web"], local.public_images["web"])`,
    );
    this.local(
      "worker_image",
      hcl`coalesce(var.worker_image, local.ecr_images["worker"], local.public_images["worker"])`,
    );
    // App Runner pulls from Amazon ECR only, so without an image there a public one holds its place.
    this.local(
      "is_app_runner_ready",
      hcl`var.web_image != null || local.ecr_images["web"] != null`,
    );
    this.local(
      "app_runner_image",
      hcl`local.is_app_runner_ready ? local.web_image : ${PLACEHOLDER.image}`,
    );
    this.local(
      "app_runner_image_type",
      hcl`startswith(local.app_runner_image, "public.ecr.aws/") ? "ECR_PUBLIC" : "ECR"`,
    );
    this.local("app_runner_port", hcl`local.is_app_runner_ready ? "3000" : ${PLACEHOLDER.port}`);
    this.local(
      "app_runner_command",
      hcl`local.is_app_runner_ready ? "/bin/sh -c 'echo \${base64encode(local.migration_script)} | base64 -d > /tmp/migrate.js && node /tmp/migrate.js && exec \${local.web_server_command}'" : null`,
    );
    this.local(
      "ecr_push_commands",
      hcl`concat(
        [for command in ["aws ecr get-login-password --region \${local.region} | docker login --username AWS --password-stdin \${local.ecr_registry}"] : command if local.has_ecr],
        flatten([for part, reference in local.ecr_references : [
          "docker pull --platform linux/\${local.image_platforms[part]} \${local.public_images[part]}",
          "docker tag \${local.public_images[part]} \${reference}",
          "docker push \${reference}",
        ]]),
      )`,
    );
  }
}
