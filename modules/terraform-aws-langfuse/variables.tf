# Generated from stacks/aws/inputs.ts. Edit there, then run npm run synth.

variable "name" {
  description = "Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a letter. Several installations fit in one account when their names differ"
  type        = string
  default     = "langfuse"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])+$", var.name)) && length(var.name) <= 20
    error_message = "name must have 2 to 20 lower case letters, digits and single hyphens and start with a letter, got \"${var.name}\": choose a name such as langfuse or langfuse-dev."
  }
}

variable "tags" {
  description = "Tags on everything that takes tags"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for key, value in var.tags :
      length(key) >= 1 && length(key) <= 128 && length(value) <= 256 && !startswith(
        lower(key),
        "aws:"
      )
    ])
    error_message = "tags must have keys of 1 to 128 characters that do not start with \"aws:\" and values of at most 256 characters, got ${jsonencode(var.tags)}: change what AWS would refuse."
  }
}

variable "is_spot_instance" {
  description = "Whether ClickHouse runs on Fargate Spot, which costs about a third; AWS may stop a Spot task with two minutes' notice, and a new one then starts on the same data"
  type        = bool
  default     = false
  nullable    = false
}

variable "cpu_architecture" {
  description = "Processor of every task: ARM64 (Graviton, about 20 % cheaper) or X86_64"
  type        = string
  default     = "ARM64"
  nullable    = false

  validation {
    condition     = contains(["ARM64", "X86_64"], var.cpu_architecture)
    error_message = "cpu_architecture must be one of ARM64, X86_64, got ${jsonencode(var.cpu_architecture)}: choose one of these."
  }
}

variable "kms_key_arn" {
  description = "ARN of a customer managed KMS key for everything that takes one: volume, bucket, secrets and logs. Its key policy must let CloudWatch Logs use it. Null means the keys that AWS manages at no charge"
  type        = string
  default     = null

  validation {
    condition = (
      var.kms_key_arn == null ||
      can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    )
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID) or null, got ${jsonencode(var.kms_key_arn)}: an alias or a bare key id does not do."
  }
}

variable "force_delete" {
  description = "Whether destroy may remove the bucket with all of its objects. False lets destroy stop at a bucket that still holds data"
  type        = bool
  default     = false
  nullable    = false
}

variable "vpc_id" {
  description = "Id of the VPC to run in. It must have DNS support and DNS host names switched on"
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "vpc_id must be the id of a VPC (vpc-…), got \"${var.vpc_id}\": an ARN or a name does not do."
  }
}

variable "private_subnet_ids" {
  description = "Ids of the subnets that the tasks and the volume live in, one per availability zone. They need a way to the internet (a NAT gateway) or endpoints for S3, SSM, CloudWatch Logs and the image registry. Empty means that public_subnet_ids are used"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = (
      alltrue([for id in var.private_subnet_ids : startswith(id, "subnet-")]) &&
      length(distinct(var.private_subnet_ids)) == length(var.private_subnet_ids)
    )
    error_message = "private_subnet_ids must be different subnet ids (subnet-…), got ${jsonencode(var.private_subnet_ids)}: an ARN or a name does not do."
  }
}

variable "public_subnet_ids" {
  description = "Ids of public subnets, one per availability zone, used when private_subnet_ids is empty: each task then has a public IPv4 address for outgoing traffic, which costs less than a NAT gateway, and its security group still lets nobody in from the internet"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = (
      alltrue([for id in var.public_subnet_ids : startswith(id, "subnet-")]) &&
      length(distinct(var.public_subnet_ids)) == length(var.public_subnet_ids)
    )
    error_message = "public_subnet_ids must be different subnet ids (subnet-…), got ${jsonencode(var.public_subnet_ids)}: an ARN or a name does not do."
  }

  validation {
    condition     = length(var.private_subnet_ids) + length(var.public_subnet_ids) > 0
    error_message = "public_subnet_ids must name at least one subnet of vpc_id when private_subnet_ids is empty, got two empty lists: give the subnets that the tasks shall run in."
  }
}

variable "clickhouse_version" {
  description = "Tag of the official image clickhouse/clickhouse-server: a full version such as 26.8.19.9 or a release such as 26.8, at least 24.3 (Langfuse 4: 25.12). Pinned, because a newer one has broken Langfuse before; never lower it on existing data"
  type        = string
  default     = "26.8.19.9"
  nullable    = false

  validation {
    condition = can(regex(
      "^[0-9]{2}\\.[0-9]{1,2}(\\.[0-9]+){0,2}(-alpine)?$",
      var.clickhouse_version
    ))
    error_message = "clickhouse_version must be a version such as 26.8.19.9 or 26.8, got \"${var.clickhouse_version}\": latest and other moving tags are refused, because a restart must not change the server."
  }

  validation {
    condition = try(
      tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(
        split("-", split(".", var.clickhouse_version)[1])[0]
      ),
      9999
    ) >= 2403
    error_message = "clickhouse_version must be at least 24.3, which Langfuse 3 needs, got \"${var.clickhouse_version}\": choose 26.8.19.9 or newer."
  }
}

variable "clickhouse_image" {
  description = "Whole image reference in place of clickhouse/clickhouse-server:<clickhouse_version>, for instance from an Amazon ECR repository; it must have the official image's entry point and the version that clickhouse_version says. Null means the official image"
  type        = string
  default     = null

  validation {
    condition = (
      var.clickhouse_image == null ||
      can(regex("^[a-zA-Z0-9][a-zA-Z0-9._/:@-]+$", var.clickhouse_image))
    )
    error_message = "clickhouse_image must be an image reference such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/clickhouse:26.8 or null, got ${jsonencode(var.clickhouse_image)}: remove what is no part of one."
  }
}

variable "clickhouse_cpu" {
  description = "CPU units of the ClickHouse task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384"
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.clickhouse_cpu)
    error_message = "clickhouse_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got ${jsonencode(var.clickhouse_cpu)}: choose one of these."
  }
}

variable "clickhouse_memory" {
  description = "Memory of the ClickHouse task in MiB, at least 2048 and one of the values that Fargate offers for clickhouse_cpu: 1024 units take 2048 to 8192 in steps of 1024, 2048 units 4096 to 16384, 4096 units 8192 to 30720, 8192 units 16384 to 61440 in steps of 4096, 16384 units 32768 to 122880 in steps of 8192"
  type        = number
  default     = 4096
  nullable    = false

  validation {
    condition     = var.clickhouse_memory >= 2048
    error_message = "clickhouse_memory must be at least 2048 MiB, got ${var.clickhouse_memory}: below that ClickHouse cannot merge Langfuse's tables."
  }

  validation {
    condition = contains(
      lookup(local.fargate_memory, var.clickhouse_cpu, [var.clickhouse_memory]),
      var.clickhouse_memory
    )
    error_message = "clickhouse_memory must be one of ${join(", ", lookup(local.fargate_memory, var.clickhouse_cpu, []))} MiB with clickhouse_cpu = ${var.clickhouse_cpu}, got ${var.clickhouse_memory}: Fargate offers no other pairs."
  }
}

variable "clickhouse_password_version" {
  description = "Generation of ClickHouse's password. Raise it by one to have a new password made and the server restarted with it; it is never lowered"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.clickhouse_password_version >= 1 &&
      var.clickhouse_password_version <= 1000000 &&
      floor(var.clickhouse_password_version) == var.clickhouse_password_version
    )
    error_message = "clickhouse_password_version must be a whole number from 1 to 1000000, got ${var.clickhouse_password_version}: choose one in that range."
  }
}

variable "clickhouse_allowed_security_group_ids" {
  description = "Ids of the security groups whose members may reach ClickHouse on the ports 8123 (HTTP) and 9000 (native)"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for id in var.clickhouse_allowed_security_group_ids : startswith(id, "sg-")
    ])
    error_message = "clickhouse_allowed_security_group_ids must be ids of security groups (sg-…), got ${jsonencode(var.clickhouse_allowed_security_group_ids)}: a name or an address range does not do."
  }
}

variable "clickhouse_storage" {
  description = "Where ClickHouse keeps its tables: tiered (new small parts on the volume, large ones on S3 behind a cache), object_storage_cached (every part on S3 behind a cache), object_storage (every part on S3, no cache) or volume (everything on the volume). It can be changed on existing data, except from volume or tiered to object_storage, which ClickHouse refuses to start with while parts are on the volume"
  type        = string
  default     = "tiered"
  nullable    = false

  validation {
    condition = contains(
      ["volume", "object_storage", "object_storage_cached", "tiered"],
      var.clickhouse_storage
    )
    error_message = "clickhouse_storage must be one of volume, object_storage, object_storage_cached, tiered, got ${jsonencode(var.clickhouse_storage)}: choose one of these."
  }
}

variable "clickhouse_hot_part_size_mib" {
  description = "Size in MiB above which a part goes to S3 when clickhouse_storage is tiered, at least 2. Smaller parts cost no S3 requests while they are merged again and again. Measured with 565 MiB of traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the volume"
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition = (
      var.clickhouse_hot_part_size_mib >= 2 &&
      var.clickhouse_hot_part_size_mib <= 1048576 &&
      floor(var.clickhouse_hot_part_size_mib) == var.clickhouse_hot_part_size_mib
    )
    error_message = "clickhouse_hot_part_size_mib must be a whole number from 2 to 1048576, got ${var.clickhouse_hot_part_size_mib}: choose one in that range."
  }
}

variable "clickhouse_cache_size_gib" {
  description = "Size in GiB of the cache for S3 on the task's own disk, 1 to 180; above 10 the task gets, and is billed for, a larger disk. It saves every repeated read while it holds what the dashboards touch, and starts empty after each restart"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition = (
      var.clickhouse_cache_size_gib >= 1 &&
      var.clickhouse_cache_size_gib <= 180 &&
      floor(var.clickhouse_cache_size_gib) == var.clickhouse_cache_size_gib
    )
    error_message = "clickhouse_cache_size_gib must be a whole number from 1 to 180, got ${var.clickhouse_cache_size_gib}: choose one in that range."
  }
}

variable "ingestion_write_interval_ms" {
  description = "Milliseconds that Langfuse's worker collects rows before it inserts them, 1000 to 60000. Each insert makes a part, so this is the main lever on requests (measured over five minutes with object_storage: 18,638 PUTs at 1000, 3,739 at 5000, 1,869 at 10000, 543 at 30000); it is also how long a new trace takes to appear. Handed to Langfuse through the output langfuse_environment"
  type        = number
  default     = 10000
  nullable    = false

  validation {
    condition = (
      var.ingestion_write_interval_ms >= 1000 &&
      var.ingestion_write_interval_ms <= 60000 &&
      floor(var.ingestion_write_interval_ms) == var.ingestion_write_interval_ms
    )
    error_message = "ingestion_write_interval_ms must be a whole number from 1000 to 60000, got ${var.ingestion_write_interval_ms}: choose one in that range."
  }
}

variable "clickhouse_accept_data_loss" {
  description = "Whether ClickHouse may start on a volume that is not the one that belongs to the bucket. Set it to true for one apply when the right volume is gone for good; what only the bucket held is lost"
  type        = bool
  default     = false
  nullable    = false
}

variable "clickhouse_log_retention_days" {
  description = "Days that ClickHouse keeps the rows of its own log tables (query_log, part_log, error_log, crash_log), which stay on the volume. ClickHouse applies a change when it makes the table anew, so it starts a fresh table and keeps the old one as query_log_0"
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition = (
      var.clickhouse_log_retention_days >= 1 &&
      var.clickhouse_log_retention_days <= 365 &&
      floor(var.clickhouse_log_retention_days) == var.clickhouse_log_retention_days
    )
    error_message = "clickhouse_log_retention_days must be a whole number from 1 to 365, got ${var.clickhouse_log_retention_days}: choose one in that range."
  }
}

variable "clickhouse_extra_config" {
  description = "More configuration for ClickHouse, name to XML with the root element clickhouse. Each becomes a file in config.d that is read after the module's own and so wins over it. At most 32768 characters in all"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for name, xml in var.clickhouse_extra_config :
      can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", name))
    ])
    error_message = "clickhouse_extra_config must have names of 1 to 40 lower case letters, digits and hyphens, got ${jsonencode(keys(var.clickhouse_extra_config))}: a name becomes a file name."
  }

  validation {
    condition = alltrue([
      for xml in values(var.clickhouse_extra_config) :
      can(regex("^\\s*<(.|\\s)*<clickhouse[\\s/>]|^\\s*<clickhouse[\\s/>]", xml))
    ])
    error_message = "clickhouse_extra_config must hold XML with the root element clickhouse, got ${join(", ", [for name, xml in var.clickhouse_extra_config : "${name}: ${substr(xml, 0, 60)}"])}: wrap the settings in <clickhouse>…</clickhouse>."
  }

  validation {
    condition     = length(join("", values(var.clickhouse_extra_config))) <= 32768
    error_message = "clickhouse_extra_config must have at most 32768 characters in all, got ${length(join("", values(var.clickhouse_extra_config)))}: it travels in the task definition, which may have 64 KiB."
  }
}

variable "efs_throughput_mode" {
  description = "Throughput of the EFS volume: bursting (no charge per byte), provisioned (at efs_provisioned_throughput_mibps) or elastic, which is billed by the byte and has cost idle installations hundreds of dollars a month"
  type        = string
  default     = "bursting"
  nullable    = false

  validation {
    condition     = contains(["bursting", "provisioned", "elastic"], var.efs_throughput_mode)
    error_message = "efs_throughput_mode must be one of bursting, provisioned, elastic, got ${jsonencode(var.efs_throughput_mode)}: choose one of these."
  }
}

variable "efs_provisioned_throughput_mibps" {
  description = "MiB/s of the EFS volume when efs_throughput_mode is provisioned, 1 to 3414. Null otherwise"
  type        = number
  default     = null

  validation {
    condition = (
      var.efs_provisioned_throughput_mibps != null
    ) == (var.efs_throughput_mode == "provisioned")
    error_message = "efs_provisioned_throughput_mibps must be set when efs_throughput_mode is \"provisioned\" and null otherwise, got ${jsonencode(var.efs_provisioned_throughput_mibps)} with \"${var.efs_throughput_mode}\": change one of the two."
  }

  validation {
    condition = (
      var.efs_provisioned_throughput_mibps == null ||
      try(
        var.efs_provisioned_throughput_mibps >= 1 && var.efs_provisioned_throughput_mibps <= 3414,
        false
      )
    )
    error_message = "efs_provisioned_throughput_mibps must be from 1 to 3414, got ${jsonencode(var.efs_provisioned_throughput_mibps)}: choose one in that range."
  }
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the containers' logs: one of the periods that CloudWatch Logs offers, from 1 to 3653"
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition = contains(
      [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
      ],
      var.log_retention_days
    )
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got ${jsonencode(var.log_retention_days)}: choose one of these."
  }
}

variable "container_insights_enabled" {
  description = "Whether the ECS cluster sends Container Insights metrics, which CloudWatch bills by the metric"
  type        = bool
  default     = false
  nullable    = false
}

variable "execute_command_enabled" {
  description = "Whether ECS Exec may open a shell in the tasks (aws ecs execute-command), for instance to run clickhouse-client"
  type        = bool
  default     = false
  nullable    = false
}
