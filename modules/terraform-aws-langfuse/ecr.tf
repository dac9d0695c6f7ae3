# Generated from stacks/aws/ecr.ts. Edit there, then run npm run synth.

locals {
  public_images = merge(
    {
      web    = "docker.io/langfuse/langfuse:${var.langfuse_version}"
      worker = "docker.io/langfuse/langfuse-worker:${var.langfuse_version}"
    },
    local.clickhouse_enabled
    ? { clickhouse = "docker.io/clickhouse/clickhouse-server:${var.clickhouse_version}" }
    : {}
  )

  image_platforms = {
    for part, image in local.public_images :
    part => part == "web" && !local.is_web_on_ecs || var.cpu_architecture == "X86_64" ? "amd64" : "arm64"
  }

  image_tags = {
    for part, image in local.public_images :
    part => "${split(":", image)[1]}-${local.image_platforms[part]}"
  }

  has_ecr = var.ecr_enabled || var.web_platform == "app_runner" && var.web_image == null

  ecr_repositories = {
    for part, image in local.public_images :
    part => "${local.name}/${part}" if var.ecr_enabled || part == "web" && local.has_ecr
  }
}

resource "aws_ecr_repository" "langfuse" {
  for_each = local.ecr_repositories

  name                 = each.value
  force_delete         = var.force_delete
  image_tag_mutability = "IMMUTABLE"
  region               = var.region

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }

  tags = local.tags
}

resource "aws_ecr_lifecycle_policy" "langfuse" {
  for_each = aws_ecr_repository.langfuse

  region     = var.region
  repository = each.value.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images are left over from failed pushes"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 7
        }
        action = {
          type = "expire"
        }
      },
      {
        rulePriority = 2
        description  = "Old versions"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 30
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}

data "aws_ecr_repositories" "all" {
  count = local.has_ecr ? 1 : 0

  region = var.region
}

data "aws_ecr_images" "langfuse" {
  # Only repositories that are there already: the first apply makes them.
  for_each = {
    for part, name in local.ecr_repositories :
    part => name if contains(flatten(data.aws_ecr_repositories.all[*].names), name)
  }

  region          = var.region
  repository_name = each.value
}

locals {
  ecr_registry = "${data.aws_caller_identity.current.account_id}.dkr.ecr.${local.region}.${data.aws_partition.current.dns_suffix}"

  ecr_references = {
    for part, name in local.ecr_repositories :
    part => "${local.ecr_registry}/${name}:${local.image_tags[part]}"
  }

  ecr_images = {
    for part in ["web", "worker", "clickhouse"] :
    part => try(
      contains(data.aws_ecr_images.langfuse[part].image_ids[*].image_tag, local.image_tags[part]),
      false
    ) ? local.ecr_references[part] : null
  }

  web_image = coalesce(var.web_image, local.ecr_images["web"], local.public_images["web"])

  worker_image = coalesce(
    var.worker_image,
    local.ecr_images["worker"],
    local.public_images["worker"]
  )

  is_app_runner_ready = var.web_image != null || local.ecr_images["web"] != null

  app_runner_image = (
    local.is_app_runner_ready
    ? local.web_image
    : "public.ecr.aws/aws-containers/hello-app-runner:latest"
  )

  app_runner_image_type = (
    startswith(local.app_runner_image, "public.ecr.aws/")
    ? "ECR_PUBLIC"
    : "ECR"
  )

  app_runner_port = local.is_app_runner_ready ? "3000" : "8000"

  app_runner_command = (
    local.is_app_runner_ready
    ? "/bin/sh -c 'echo ${base64encode(local.migration_script)} | base64 -d > /tmp/migrate.js && node /tmp/migrate.js && exec ${local.web_server_command}'"
    : null
  )

  ecr_push_commands = concat(
    [
      for command in [
        "aws ecr get-login-password --region ${local.region} | docker login --username AWS --password-stdin ${local.ecr_registry}",
      ] :
      command if local.has_ecr
    ],
    flatten([
      for part, reference in local.ecr_references :
      [
        "docker pull --platform linux/${local.image_platforms[part]} ${local.public_images[part]}",
        "docker tag ${local.public_images[part]} ${reference}",
        "docker push ${reference}",
      ]
    ])
  )
}
