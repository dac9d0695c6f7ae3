# Generated from stacks/aws/inputs/index.ts. Edit there, then run npm run synth.

variable "name" {
  description = "Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a letter. Several installations fit in one account when their names differ. It must never change: another name makes other resources, and a generated encryption key and salt are lost"
  type        = string
  default     = "langfuse"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])+$", var.name)) && length(var.name) <= 20
    error_message = "name must have 2 to 20 lower case letters, digits and single hyphens and start with a letter, got \"${var.name}\": choose a name such as langfuse or langfuse-dev."
  }
}

variable "identity_name" {
  description = "For users of tubone24/langfuse-v3-terraform: takes the place of name, and langfuse.<custom_domain_name> is then the address, as it is there. Null means that name is used"
  type        = string
  default     = null

  validation {
    condition = (
      var.identity_name == null
      ? true
      : can(regex("^[a-z](-?[a-z0-9])+$", var.identity_name))
    )
    error_message = "identity_name must be at least 2 lower case letters, digits and single hyphens, starting with a letter, or null, got ${jsonencode(var.identity_name)}: choose a name such as langfuse."
  }

  validation {
    condition     = var.identity_name == null || var.name == "langfuse"
    error_message = "identity_name must be null when name is set, got \"${coalesce(var.identity_name, "-")}\" and \"${var.name}\": drop one of the two."
  }
}

variable "env" {
  description = "Appended to the name with a hyphen, for instance dev or prod; as in tubone24/langfuse-v3-terraform. Null means that nothing is appended"
  type        = string
  default     = null

  validation {
    condition     = var.env == null ? true : can(regex("^[a-z0-9](-?[a-z0-9])*$", var.env))
    error_message = "env must be lower case letters, digits and single hyphens or null, got ${jsonencode(var.env)}: choose a name such as dev."
  }

  validation {
    condition     = length(join("-", compact([coalesce(var.identity_name, var.name), var.env]))) <= 20
    error_message = "env and name (or identity_name), joined by a hyphen, must have at most 20 characters, got \"${join("-", compact([coalesce(var.identity_name, var.name), var.env]))}\": shorten one of the two."
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

  validation {
    condition     = length(var.tags) <= 45
    error_message = "tags must be at most 45, got ${length(var.tags)}: AWS takes 50, and the module adds its own."
  }
}

variable "region" {
  description = "Region of everything that the module makes, such as eu-west-1. Null means the region of the AWS provider"
  type        = string
  default     = null

  validation {
    condition     = var.region == null ? true : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be a region such as eu-west-1 or null, got ${jsonencode(var.region)}: a zone (eu-west-1a) or a place name does not do."
  }
}

variable "langfuse_version" {
  description = "Version of Langfuse, 3.x.y or 4.x.y: the tag of the images of web and worker. A fresh installation may start with 4; an existing one must have finished its background migrations first and goes through langfuse_v4_write_mode. Langfuse 3 gets security patches until the end of January 2027"
  type        = string
  default     = "3.225.4"
  nullable    = false

  validation {
    condition     = can(regex("^[34]\\.[0-9]+\\.[0-9]+$", var.langfuse_version))
    error_message = "langfuse_version must be a full version 3.x.y or 4.x.y, got \"${var.langfuse_version}\": moving tags such as 3 or latest are refused, because a restart must not change the version."
  }
}

variable "langfuse_v4_write_mode" {
  description = "Langfuse 4 only: which tables it writes. events_only for a fresh installation; an existing one goes legacy, dual (both, while the history is copied), events_only, and can go back only before the last step"
  type        = string
  default     = "events_only"
  nullable    = false

  validation {
    condition     = contains(["legacy", "dual", "events_only"], var.langfuse_v4_write_mode)
    error_message = "langfuse_v4_write_mode must be one of legacy, dual, events_only, got \"${var.langfuse_v4_write_mode}\": choose one of these."
  }

  validation {
    condition = (
      var.langfuse_v4_write_mode == "events_only" ||
      startswith(var.langfuse_version, "4.")
    )
    error_message = "langfuse_v4_write_mode must be events_only with langfuse_version \"${var.langfuse_version}\", got \"${var.langfuse_v4_write_mode}\": Langfuse 3 has but one way to write; set it with the upgrade to 4."
  }
}

variable "web_image" {
  description = "Whole image reference in place of langfuse/langfuse:<langfuse_version>, with the same entry point and the version that langfuse_version says. Null means the public image, or the copy in the own repository with ecr_enabled"
  type        = string
  default     = null

  validation {
    condition = (
      var.web_image == null
      ? true
      : can(regex(
        "^[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*(:[a-zA-Z0-9._-]+)?(@sha256:[0-9a-f]+)?$",
        var.web_image
      ))
    )
    error_message = "web_image must be an image reference such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/langfuse/langfuse:1.2.3 or null, got ${jsonencode(var.web_image)}: remove what is no part of one."
  }

  validation {
    condition = (
      var.web_image == null || var.web_platform != "app_runner"
      ? true
      : can(regex("^([0-9]{12}\\.dkr\\.ecr\\.|public\\.ecr\\.aws/)", var.web_image))
    )
    error_message = "web_image must be in Amazon ECR (ACCOUNT.dkr.ecr.… or public.ecr.aws/…) with web_platform \"app_runner\", got ${jsonencode(var.web_image)}: App Runner pulls from nowhere else."
  }
}

variable "worker_image" {
  description = "Whole image reference in place of langfuse/langfuse-worker:<langfuse_version>, with the same entry point and the version that langfuse_version says. Null means the public image, or the copy in the own repository with ecr_enabled"
  type        = string
  default     = null

  validation {
    condition = (
      var.worker_image == null
      ? true
      : can(regex(
        "^[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*(:[a-zA-Z0-9._-]+)?(@sha256:[0-9a-f]+)?$",
        var.worker_image
      ))
    )
    error_message = "worker_image must be an image reference such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/langfuse/langfuse-worker:1.2.3 or null, got ${jsonencode(var.worker_image)}: remove what is no part of one."
  }
}

variable "clickhouse_image" {
  description = "Whole image reference in place of clickhouse/clickhouse-server:<clickhouse_version>, with the same entry point and the version that clickhouse_version says. Null means the public image, or the copy in the own repository with ecr_enabled"
  type        = string
  default     = null

  validation {
    condition = (
      var.clickhouse_image == null
      ? true
      : can(regex(
        "^[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*(:[a-zA-Z0-9._-]+)?(@sha256:[0-9a-f]+)?$",
        var.clickhouse_image
      ))
    )
    error_message = "clickhouse_image must be an image reference such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/clickhouse/clickhouse-server:1.2.3 or null, got ${jsonencode(var.clickhouse_image)}: remove what is no part of one."
  }
}

variable "ecr_enabled" {
  description = "Whether Amazon ECR repositories are made for the images. The output ecr_push_commands fills them; an image is taken from its repository from the first apply on that finds it there, and from its public place until then"
  type        = bool
  default     = false
  nullable    = false
}

variable "kms_key_arn" {
  description = "ARN of a customer managed KMS key for everything that takes one: volumes, buckets, database, cache, secrets, images and logs. Its key policy must let CloudWatch Logs and, with launch_type EC2, the service-linked role of Auto Scaling use it. Null means the keys that AWS manages at no charge"
  type        = string
  default     = null

  validation {
    condition = (
      var.kms_key_arn == null
      ? true
      : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    )
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID) or null, got ${jsonencode(var.kms_key_arn)}: an alias or a bare key id does not do."
  }

  validation {
    condition = (
      var.kms_key_arn == null || var.region == null
      ? true
      : strcontains(var.kms_key_arn, ":kms:${var.region}:")
    )
    error_message = "kms_key_arn must be of region ${jsonencode(var.region)}, got ${jsonencode(var.kms_key_arn)}: a key serves its own region only."
  }
}

variable "force_delete" {
  description = "Whether destroy may remove the data: buckets with their objects, the database and the volume without a final snapshot, deletion protection off. False lets destroy stop at what still holds data"
  type        = bool
  default     = false
  nullable    = false
}

variable "is_spot_instance" {
  description = "Whether the worker and ClickHouse run on Spot: FARGATE_SPOT, or Spot instances with launch_type EC2. It costs about a third; AWS may stop a Spot task with two minutes' notice, and a new one then starts on the same data"
  type        = bool
  default     = false
  nullable    = false
}

variable "is_web_spot_instance" {
  description = "Whether web runs on Spot as well, where it is a service of this cluster (web_platform api_gateway or alb). Have at least two tasks then. With launch_type EC2 web shares the worker's instances and follows is_spot_instance"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.is_web_spot_instance || contains(["api_gateway", "alb"], var.web_platform)
    error_message = "is_web_spot_instance must be false with web_platform \"${var.web_platform}\", got true: that platform has no Spot; choose api_gateway or alb."
  }
}

variable "spot_on_demand_base" {
  description = "How many tasks of web and of the worker stay on demand when they run on Spot (with launch_type EC2: how many instances), 0 to 100. ClickHouse is one task and takes no base"
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition = (
      var.spot_on_demand_base >= 0 &&
      var.spot_on_demand_base <= 100 &&
      floor(var.spot_on_demand_base) == var.spot_on_demand_base
    )
    error_message = "spot_on_demand_base must be a whole number from 0 to 100, got ${var.spot_on_demand_base}: choose one in that range."
  }

  validation {
    condition     = var.spot_on_demand_base <= local.worker_desired_count
    error_message = "spot_on_demand_base must not exceed worker_desired_count (${local.worker_desired_count}), got ${var.spot_on_demand_base}: with a base above the count nothing would run on Spot; raise the count or lower the base."
  }
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

variable "launch_type" {
  description = "FARGATE, or EC2 for container instances of one's own: two Auto Scaling groups, one for web and worker, one for ClickHouse"
  type        = string
  default     = "FARGATE"
  nullable    = false

  validation {
    condition     = contains(["FARGATE", "EC2"], var.launch_type)
    error_message = "launch_type must be one of FARGATE, EC2, got ${jsonencode(var.launch_type)}: choose one of these."
  }
}

variable "ec2_instance_type" {
  description = "launch_type EC2: type of the instances of web and worker, of a Nitro generation. Null means the smallest of t4g/m6g (ARM64) or t3/m5 (X86_64), large or bigger, that the larger of the two tasks fits into"
  type        = string
  default     = null

  validation {
    condition = (
      var.ec2_instance_type == null
      ? true
      : can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", var.ec2_instance_type))
    )
    error_message = "ec2_instance_type must be an instance type such as t4g.large or null, got ${jsonencode(var.ec2_instance_type)}: write family and size."
  }

  validation {
    condition = (
      var.ec2_instance_type == null
      ? true
      : !can(regex("\\.(nano|micro|small)$", var.ec2_instance_type))
    )
    error_message = "ec2_instance_type must be medium or larger, got ${jsonencode(var.ec2_instance_type)}: no task fits beside the system on a smaller one."
  }

  validation {
    condition = (
      var.ec2_instance_type == null
      ? true
      : can(regex(
        "^([a-z]+[0-9]+g[a-z]*|a1)\\.",
        var.ec2_instance_type
      )) == (var.cpu_architecture == "ARM64")
    )
    error_message = "ec2_instance_type must fit cpu_architecture ${var.cpu_architecture}, got ${jsonencode(var.ec2_instance_type)}: Graviton types have a g after the generation (t4g.large), others are X86_64 (t3.large)."
  }
}

variable "ec2_clickhouse_instance_type" {
  description = "launch_type EC2: type of the instance of ClickHouse, which needs clickhouse_memory and about 600 MiB for the system. Null means the smallest of the same families that clickhouse_cpu and clickhouse_memory fit into"
  type        = string
  default     = null

  validation {
    condition = (
      var.ec2_clickhouse_instance_type == null
      ? true
      : can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", var.ec2_clickhouse_instance_type))
    )
    error_message = "ec2_clickhouse_instance_type must be an instance type such as t4g.large or null, got ${jsonencode(var.ec2_clickhouse_instance_type)}: write family and size."
  }

  validation {
    condition = (
      var.ec2_clickhouse_instance_type == null
      ? true
      : !can(regex("\\.(nano|micro|small)$", var.ec2_clickhouse_instance_type))
    )
    error_message = "ec2_clickhouse_instance_type must be medium or larger, got ${jsonencode(var.ec2_clickhouse_instance_type)}: no task fits beside the system on a smaller one."
  }

  validation {
    condition = (
      var.ec2_clickhouse_instance_type == null
      ? true
      : can(regex(
        "^([a-z]+[0-9]+g[a-z]*|a1)\\.",
        var.ec2_clickhouse_instance_type
      )) == (var.cpu_architecture == "ARM64")
    )
    error_message = "ec2_clickhouse_instance_type must fit cpu_architecture ${var.cpu_architecture}, got ${jsonencode(var.ec2_clickhouse_instance_type)}: Graviton types have a g after the generation (t4g.large), others are X86_64 (t3.large)."
  }
}

variable "ec2_max_instance_count" {
  description = "launch_type EC2: how many instances web and worker may use at most, 1 to 100. A deployment needs room for the new tasks beside the old ones"
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition = (
      var.ec2_max_instance_count >= 1 &&
      var.ec2_max_instance_count <= 100 &&
      floor(var.ec2_max_instance_count) == var.ec2_max_instance_count
    )
    error_message = "ec2_max_instance_count must be a whole number from 1 to 100, got ${var.ec2_max_instance_count}: choose one in that range."
  }

  validation {
    condition     = var.launch_type != "EC2" || var.ec2_max_instance_count >= var.spot_on_demand_base
    error_message = "ec2_max_instance_count must be at least spot_on_demand_base (${var.spot_on_demand_base}), got ${var.ec2_max_instance_count}: raise it or lower the base."
  }
}

variable "vpc_id" {
  description = "Id of the VPC to run in, together with its subnets; it must have DNS support and DNS host names switched on, and should have a gateway endpoint for S3. Null means that a small VPC is made"
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null ? true : can(regex("^vpc-[0-9a-z-]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC (vpc-…) or null, got ${jsonencode(var.vpc_id)}: an ARN or a name does not do."
  }

  validation {
    condition = (var.vpc_id != null) == (
      length(var.private_subnet_ids) + length(var.public_subnet_ids) > 0
    )
    error_message = "vpc_id must come together with subnet ids, got ${jsonencode(var.vpc_id)} with ${length(var.private_subnet_ids)} private and ${length(var.public_subnet_ids)} public subnets: give private_subnet_ids or public_subnet_ids of the VPC, or none of the three for a network that is made."
  }
}

variable "private_subnet_ids" {
  description = "Ids of the VPC's private subnets, in different availability zones. Tasks, database, cache and volume live in them; the tasks need a way to the internet (a NAT gateway) or endpoints for S3, the secret store, CloudWatch Logs and the image registry. Empty means that public_subnet_ids are used for all of them"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = (
      alltrue([for item in var.private_subnet_ids : can(regex("^subnet-[0-9a-z-]+$", item))]) &&
      length(distinct(var.private_subnet_ids)) == length(var.private_subnet_ids)
    )
    error_message = "private_subnet_ids must be different subnet ids (subnet-…), got ${jsonencode(var.private_subnet_ids)}: an ARN or a name does not do."
  }

  validation {
    condition = (
      length(var.private_subnet_ids) != 1 ||
      var.database_type == "external" && (
        var.external_cache != null || var.cache_replica_count == 0
      ) && !var.is_web_internal
    )
    error_message = "private_subnet_ids must be at least two, in different availability zones, got ${jsonencode(var.private_subnet_ids)}: a database in RDS, a cache with replicas and an internal load balancer need two."
  }
}

variable "public_subnet_ids" {
  description = "Ids of the VPC's public subnets, in different availability zones, for an internet-facing load balancer. When private_subnet_ids is empty everything lives in them: each task then has a public IPv4 address for outgoing traffic, which costs less than a NAT gateway, and its security group still lets nobody in from the internet"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = (
      alltrue([for item in var.public_subnet_ids : can(regex("^subnet-[0-9a-z-]+$", item))]) &&
      length(distinct(var.public_subnet_ids)) == length(var.public_subnet_ids)
    )
    error_message = "public_subnet_ids must be different subnet ids (subnet-…), got ${jsonencode(var.public_subnet_ids)}: an ARN or a name does not do."
  }

  validation {
    condition = (
      length(var.private_subnet_ids) > 0 ||
      length(var.public_subnet_ids) != 1 ||
      var.database_type == "external" && (
        var.external_cache != null || var.cache_replica_count == 0
      )
    )
    error_message = "public_subnet_ids must be at least two, in different availability zones, when private_subnet_ids is empty, got ${jsonencode(var.public_subnet_ids)}: a database in RDS and a cache with replicas need two."
  }

  validation {
    condition = (
      !contains(["alb", "ecs_express"], var.web_platform) ||
      var.is_web_internal && length(var.private_subnet_ids) > 0 ||
      length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0 ||
      length(var.public_subnet_ids) >= 2
    )
    error_message = "public_subnet_ids must be at least two with web_platform \"${var.web_platform}\", got ${jsonencode(var.public_subnet_ids)}: an internet-facing load balancer needs two public subnets; with alb is_web_internal puts it into the private ones."
  }
}

variable "vpc_cidr" {
  description = "IPv4 range of the VPC that is made when vpc_id is null, /16 to /24. Choose one that overlaps with no network that it shall be peered with"
  type        = string
  default     = "10.0.0.0/16"
  nullable    = false

  validation {
    condition = try(
      cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr && !strcontains(var.vpc_cidr, ":"),
      false
    )
    error_message = "vpc_cidr must be an IPv4 range without host bits, got \"${var.vpc_cidr}\": write one such as 10.0.0.0/16."
  }

  validation {
    condition = try(
      tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 24,
      false
    )
    error_message = "vpc_cidr must be from /16, the largest that AWS takes, to /24, got \"${var.vpc_cidr}\": smaller ones have no room for subnets in several zones."
  }
}

variable "availability_zones" {
  description = "Names of the availability zones of the VPC that is made, two to four, such as eu-west-1a. Empty means the first two that suit; name them in production, because another order of AWS's list would move subnets. With vpc_id the subnets decide"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = (
      alltrue([
        for item in var.availability_zones : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", item))
      ]) &&
      length(distinct(var.availability_zones)) == length(var.availability_zones)
    )
    error_message = "availability_zones must be different availability zones such as eu-west-1a, got ${jsonencode(var.availability_zones)}: a zone's id (euw1-az1) or a region does not do."
  }

  validation {
    condition = (
      length(var.availability_zones) <= 4 &&
      (length(var.availability_zones) != 1 || var.vpc_id != null)
    )
    error_message = "availability_zones must be two to four, or none, got ${jsonencode(var.availability_zones)}: a database in RDS needs two."
  }

  validation {
    condition = (
      var.region == null
      ? true
      : alltrue([for zone in var.availability_zones : startswith(zone, var.region)])
    )
    error_message = "availability_zones must lie in region ${jsonencode(var.region)}, got ${jsonencode(var.availability_zones)}: change one of the two."
  }
}

variable "nat_gateway" {
  description = "NAT gateways of the VPC that is made: none (tasks have public addresses, which costs least), single, or one_per_az. With one, tasks live in the private subnets"
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "single", "one_per_az"], var.nat_gateway)
    error_message = "nat_gateway must be one of none, single, one_per_az, got ${jsonencode(var.nat_gateway)}: choose one of these."
  }

  validation {
    condition = (
      var.nat_gateway == "none" ||
      length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0
    )
    error_message = "nat_gateway must be \"none\" with vpc_id, got \"${var.nat_gateway}\": the routes of your own VPC are yours to make."
  }
}

variable "vpc_flow_logs_enabled" {
  description = "Whether the VPC that is made logs rejected and accepted connections to CloudWatch, which bills the ingestion"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition = (
      !var.vpc_flow_logs_enabled ||
      length(var.private_subnet_ids) + length(var.public_subnet_ids) == 0
    )
    error_message = "vpc_flow_logs_enabled must be false with vpc_id, got true: the flow logs of your own VPC are yours to make."
  }
}

variable "allowed_egress_ports" {
  description = "TCP ports that web and worker may reach anywhere: 443 for AWS, model providers and webhooks, 465 and 587 for mail. Add the port of an own model server or OpenTelemetry collector"
  type        = list(number)
  default     = [443, 465, 587]
  nullable    = false

  validation {
    condition = (
      alltrue([
        for port in var.allowed_egress_ports : port >= 1 && port <= 65535 && floor(port) == port
      ]) &&
      length(distinct(var.allowed_egress_ports)) == length(var.allowed_egress_ports)
    )
    error_message = "allowed_egress_ports must be different port numbers from 1 to 65535, got ${jsonencode(var.allowed_egress_ports)}: remove what is none."
  }

  validation {
    condition     = contains(var.allowed_egress_ports, 443)
    error_message = "allowed_egress_ports must contain 443, got ${jsonencode(var.allowed_egress_ports)}: without it the tasks reach neither S3 nor the secret store."
  }
}

variable "web_platform" {
  description = "What stands before web: api_gateway (an HTTP API with an HTTPS address of its own, billed by the request; 30 seconds and 10 MB a request, no streaming), alb (an Application Load Balancer with your domain, billed by the hour), app_runner (closed to new customers since 2026-04-30; for accounts that have it) or ecs_express (ECS Express Mode, whose load balancer up to 25 services of the VPC share; X86_64). app_runner without a domain, and ecs_express, have the HTTP API before them, because their own address is known too late"
  type        = string
  default     = "api_gateway"
  nullable    = false

  validation {
    condition     = contains(["api_gateway", "alb", "app_runner", "ecs_express"], var.web_platform)
    error_message = "web_platform must be one of api_gateway, alb, app_runner, ecs_express, got ${jsonencode(var.web_platform)}: choose one of these."
  }
}

variable "is_web_internal" {
  description = "Whether the load balancer has private addresses only, for access through a VPN or a peered network. Only with web_platform alb; every other platform is public"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.is_web_internal || var.web_platform == "alb"
    error_message = "is_web_internal must be false with web_platform \"${var.web_platform}\", got true: its address is public; choose alb."
  }
}

variable "web_cpu" {
  description = "CPU units of a web task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384; App Runner and Express Mode go up to 4096"
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.web_cpu)
    error_message = "web_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got ${jsonencode(var.web_cpu)}: choose one of these."
  }

  validation {
    condition     = var.web_cpu <= 4096 || contains(["api_gateway", "alb"], var.web_platform)
    error_message = "web_cpu must be at most 4096 with web_platform \"${var.web_platform}\", got ${var.web_cpu}: that platform offers no more."
  }
}

variable "web_memory" {
  description = "Memory of a web task in MiB, at least 1024 and one of the values that Fargate offers for web_cpu; App Runner rounds the pair up to the next that it has. Three quarters become Node's heap; with 1024 Langfuse has been seen to crash under load"
  type        = number
  default     = 2048
  nullable    = false

  validation {
    condition     = var.web_memory >= 1024
    error_message = "web_memory must be at least 1024 MiB, got ${var.web_memory}: below that Langfuse's web does not start."
  }

  validation {
    condition = var.web_memory <= lookup(
      { app_runner = 12288, ecs_express = 8192 },
      var.web_platform,
      122880
    )
    error_message = "web_memory must be at most ${lookup({ app_runner = 12288, ecs_express = 8192 }, var.web_platform, 122880)} MiB with web_platform \"${var.web_platform}\", got ${var.web_memory}: that platform offers no more."
  }

  validation {
    condition = contains(
      lookup(local.fargate_memory, var.web_cpu, [var.web_memory]),
      var.web_memory
    )
    error_message = "web_memory must be one of ${join(", ", lookup(local.fargate_memory, var.web_cpu, []))} MiB with web_cpu = ${var.web_cpu}, got ${var.web_memory}: Fargate offers no other pairs."
  }
}

variable "web_desired_count" {
  description = "How many web tasks run at least, 1 to 100. Two or more survive the loss of one"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.web_desired_count >= 1 &&
      var.web_desired_count <= 100 &&
      floor(var.web_desired_count) == var.web_desired_count
    )
    error_message = "web_desired_count must be a whole number from 1 to 100, got ${var.web_desired_count}: choose one in that range."
  }

  validation {
    condition     = var.web_platform != "app_runner" || var.web_desired_count <= 25
    error_message = "web_desired_count must be at most 25 with web_platform \"app_runner\", got ${var.web_desired_count}: App Runner runs no more instances."
  }
}

variable "web_max_count" {
  description = "How many web tasks automatic scaling by CPU may start, up to 100. Null means 4, or web_desired_count when that is more"
  type        = number
  default     = null

  validation {
    condition = (
      var.web_max_count == null
      ? true
      : var.web_max_count >= 1 && var.web_max_count <= 100 && floor(var.web_max_count) == var.web_max_count
    )
    error_message = "web_max_count must be a whole number from 1 to 100 or null, got ${jsonencode(var.web_max_count)}: choose one in that range."
  }

  validation {
    condition = (
      var.web_max_count == null || var.web_platform != "app_runner"
      ? true
      : var.web_max_count <= 25
    )
    error_message = "web_max_count must be at most 25 with web_platform \"app_runner\", got ${jsonencode(var.web_max_count)}: App Runner runs no more instances."
  }

  validation {
    condition     = var.web_max_count == null ? true : var.web_max_count >= var.web_desired_count
    error_message = "web_max_count must be at least web_desired_count (${var.web_desired_count}), got ${jsonencode(var.web_max_count)}: raise it, or set both to the same for no scaling."
  }
}

variable "autoscaling_cpu_target" {
  description = "Average CPU utilisation in percent that automatic scaling of web and worker aims at, 10 to 90. Langfuse advises to scale out above 50"
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition = (
      var.autoscaling_cpu_target >= 10 &&
      var.autoscaling_cpu_target <= 90 &&
      floor(var.autoscaling_cpu_target) == var.autoscaling_cpu_target
    )
    error_message = "autoscaling_cpu_target must be a whole number from 10 to 90, got ${var.autoscaling_cpu_target}: choose one in that range."
  }
}

variable "allowed_cidr_blocks" {
  description = "IPv4 ranges that may reach web, enforced by the load balancer of web_platform alb. The other platforms cannot tell callers apart and take only the default, everybody; Langfuse still asks for a login or an API key"
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition = (
      length(var.allowed_cidr_blocks) > 0 &&
      alltrue([
        for range in var.allowed_cidr_blocks :
        try(cidrsubnet(range, 0, 0) == range && !strcontains(range, ":"), false)
      ])
    )
    error_message = "allowed_cidr_blocks must be IPv4 ranges without host bits, at least one, got ${jsonencode(var.allowed_cidr_blocks)}: write them such as 203.0.113.0/24."
  }

  validation {
    condition     = var.web_platform == "alb" || toset(var.allowed_cidr_blocks) == toset(["0.0.0.0/0"])
    error_message = "allowed_cidr_blocks must be [\"0.0.0.0/0\"] with web_platform \"${var.web_platform}\", got ${jsonencode(var.allowed_cidr_blocks)}: only alb can tell who calls."
  }
}

variable "web_acl_arn" {
  description = "ARN of a regional AWS WAF web ACL for web, with web_platform alb or app_runner. Null means none. For one that the same configuration makes, write format(\"%s\", aws_wafv2_web_acl.example.arn): Terraform must know that it is not null"
  type        = string
  default     = null

  validation {
    condition = (
      var.web_acl_arn == null
      ? true
      : can(regex("^arn:[a-z-]+:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/.+$", var.web_acl_arn))
    )
    error_message = "web_acl_arn must be the ARN of a regional web ACL or null, got ${jsonencode(var.web_acl_arn)}: one for CloudFront (global/webacl) does not do."
  }

  validation {
    condition     = var.web_acl_arn == null ? true : contains(["alb", "app_runner"], var.web_platform)
    error_message = "web_acl_arn must be null with web_platform \"${var.web_platform}\", got ${jsonencode(var.web_acl_arn)}: AWS WAF protects neither HTTP APIs nor what is not made here; choose alb."
  }
}

variable "alb_access_logs_bucket" {
  description = "Name of an S3 bucket for the access logs of the load balancer, whose policy lets Elastic Load Balancing write to it. Null means no access logs"
  type        = string
  default     = null

  validation {
    condition = (
      var.alb_access_logs_bucket == null
      ? true
      : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.alb_access_logs_bucket))
    )
    error_message = "alb_access_logs_bucket must be the name of a bucket or null, got ${jsonencode(var.alb_access_logs_bucket)}: an ARN or an address does not do."
  }

  validation {
    condition     = var.alb_access_logs_bucket == null ? true : var.web_platform == "alb"
    error_message = "alb_access_logs_bucket must be null with web_platform \"${var.web_platform}\", got ${jsonencode(var.alb_access_logs_bucket)}: there is no load balancer to log."
  }
}

variable "api_access_logs_enabled" {
  description = "Whether the HTTP API writes a line for each request to CloudWatch, which bills the ingestion"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.api_access_logs_enabled || var.web_platform != "alb"
    error_message = "api_access_logs_enabled must be false with web_platform \"alb\", got true: there is no HTTP API to log; alb_access_logs_bucket takes the load balancer's log."
  }
}

variable "custom_domain_name" {
  description = "Host name that Langfuse is reached at, such as langfuse.example.com, in lower case and with at most 64 characters. It needs custom_domain_id (certificate and records are made in that zone) or certificate_arn (you point the name at the output langfuse_dns_target). Null means the platform's own HTTPS address"
  type        = string
  default     = null

  validation {
    condition = (
      var.custom_domain_name == null
      ? true
      : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.custom_domain_name))
    )
    error_message = "custom_domain_name must be a host name such as langfuse.example.com in lower case, or null, got ${jsonencode(var.custom_domain_name)}: no scheme, port, path, wildcard or trailing dot."
  }

  validation {
    condition = (
      var.custom_domain_name == null
      ? true
      : length(var.custom_domain_name) <= (var.identity_name == null ? 64 : 55)
    )
    error_message = "custom_domain_name must have at most 64 characters (55 with identity_name, which puts \"langfuse.\" before it), got ${jsonencode(var.custom_domain_name)}: a certificate takes no longer one."
  }

  validation {
    condition = (
      var.custom_domain_name != null
      ? true
      : var.custom_domain_id == null && var.certificate_arn == null
    )
    error_message = "custom_domain_name must come with custom_domain_id and certificate_arn, got null with ${jsonencode(var.custom_domain_id)} and ${jsonencode(var.certificate_arn)}: say which name they are for."
  }

  validation {
    condition = (
      var.custom_domain_name == null || var.web_platform == "app_runner"
      ? true
      : var.custom_domain_id != null || var.certificate_arn != null
    )
    error_message = "custom_domain_name must come with custom_domain_id or certificate_arn, got ${jsonencode(var.custom_domain_name)} alone: give the Route 53 zone, or the certificate when the zone is elsewhere."
  }

  validation {
    condition     = var.web_platform != "alb" || var.custom_domain_name != null
    error_message = "custom_domain_name must be set with web_platform \"alb\", got null: no certificate can be had for a load balancer's own name; api_gateway needs no domain."
  }
}

variable "custom_domain_id" {
  description = "Id of the public Route 53 zone of custom_domain_name, in which the records for the certificate and for the address are made. Null means that the zone is elsewhere. For a zone that the same configuration makes, write format(\"%s\", aws_route53_zone.example.zone_id): Terraform must know that it is not null"
  type        = string
  default     = null

  validation {
    condition = (
      var.custom_domain_id == null
      ? true
      : can(regex("^Z[A-Z0-9]{1,31}$", var.custom_domain_id))
    )
    error_message = "custom_domain_id must be the id of a Route 53 zone (Z…) or null, got ${jsonencode(var.custom_domain_id)}: the name of the zone or /hostedzone/… does not do."
  }
}

variable "certificate_arn" {
  description = "ARN of a certificate of AWS Certificate Manager for custom_domain_name, in the region of the installation. Null means that one is made, in the zone custom_domain_id; App Runner always makes its own"
  type        = string
  default     = null

  validation {
    condition = (
      var.certificate_arn == null
      ? true
      : can(regex("^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn))
    )
    error_message = "certificate_arn must be the ARN of a certificate in AWS Certificate Manager or null, got ${jsonencode(var.certificate_arn)}: an IAM server certificate or an id does not do."
  }

  validation {
    condition     = var.certificate_arn == null ? true : var.web_platform != "app_runner"
    error_message = "certificate_arn must be null with web_platform \"app_runner\", got ${jsonencode(var.certificate_arn)}: App Runner makes its own certificate; point the records of the output langfuse_certificate_validation_records at it."
  }

  validation {
    condition = (
      var.certificate_arn == null || var.region == null
      ? true
      : strcontains(var.certificate_arn, ":acm:${var.region}:")
    )
    error_message = "certificate_arn must be of region ${jsonencode(var.region)}, got ${jsonencode(var.certificate_arn)}: load balancers and HTTP APIs take none of another region."
  }
}

variable "worker_cpu" {
  description = "CPU units of a worker task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384"
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.worker_cpu)
    error_message = "worker_cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, got ${jsonencode(var.worker_cpu)}: choose one of these."
  }
}

variable "worker_memory" {
  description = "Memory of a worker task in MiB, one of the values that Fargate offers for worker_cpu. Three quarters become Node's heap"
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition = contains(
      lookup(local.fargate_memory, var.worker_cpu, [var.worker_memory]),
      var.worker_memory
    )
    error_message = "worker_memory must be one of ${join(", ", lookup(local.fargate_memory, var.worker_cpu, []))} MiB with worker_cpu = ${var.worker_cpu}, got ${var.worker_memory}: Fargate offers no other pairs."
  }
}

variable "worker_desired_count" {
  description = "How many worker tasks run at least, 1 to 100"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.worker_desired_count >= 1 &&
      var.worker_desired_count <= 100 &&
      floor(var.worker_desired_count) == var.worker_desired_count
    )
    error_message = "worker_desired_count must be a whole number from 1 to 100, got ${var.worker_desired_count}: choose one in that range."
  }
}

variable "worker_desire_count" {
  description = "Old spelling of worker_desired_count, for users of tubone24/langfuse-v3-terraform; wins when it is set. Null means that worker_desired_count is used"
  type        = number
  default     = null

  validation {
    condition = (
      var.worker_desire_count == null
      ? true
      : var.worker_desire_count >= 1 && var.worker_desire_count <= 100 && floor(
        var.worker_desire_count
      ) == var.worker_desire_count
    )
    error_message = "worker_desire_count must be a whole number from 1 to 100 or null, got ${jsonencode(var.worker_desire_count)}: choose one in that range."
  }

  validation {
    condition = (
      var.worker_desire_count == null || var.worker_desired_count == 1
      ? true
      : var.worker_desire_count == var.worker_desired_count
    )
    error_message = "worker_desire_count must be null or equal worker_desired_count (${var.worker_desired_count}), got ${jsonencode(var.worker_desire_count)}: drop the old spelling."
  }
}

variable "worker_max_count" {
  description = "How many worker tasks automatic scaling by CPU may start, up to 100. Null means 4, or worker_desired_count when that is more"
  type        = number
  default     = null

  validation {
    condition = (
      var.worker_max_count == null
      ? true
      : var.worker_max_count >= 1 && var.worker_max_count <= 100 && floor(
        var.worker_max_count
      ) == var.worker_max_count
    )
    error_message = "worker_max_count must be a whole number from 1 to 100 or null, got ${jsonencode(var.worker_max_count)}: choose one in that range."
  }

  validation {
    condition = (
      var.worker_max_count == null
      ? true
      : var.worker_max_count >= local.worker_desired_count
    )
    error_message = "worker_max_count must be at least worker_desired_count (${local.worker_desired_count}), got ${jsonencode(var.worker_max_count)}: raise it, or set both to the same for no scaling."
  }
}

variable "database_type" {
  description = "rds (one instance, cheapest), aurora_serverless_v2 (capacity follows the load) or external (external_database). A change makes a new, empty database: move the data yourself first"
  type        = string
  default     = "rds"
  nullable    = false

  validation {
    condition     = contains(["rds", "aurora_serverless_v2", "external"], var.database_type)
    error_message = "database_type must be one of rds, aurora_serverless_v2, external, got ${jsonencode(var.database_type)}: choose one of these."
  }
}

variable "database_version" {
  description = "Version of PostgreSQL: a major one from 15 to 18, whose minor versions AWS applies in the maintenance window, or a full one such as 17.6. Never lower it"
  type        = string
  default     = "17"
  nullable    = false

  validation {
    condition     = can(regex("^1[5-8](\\.[0-9]{1,2})?$", var.database_version))
    error_message = "database_version must be a major version from 15 to 18 or a full one such as 17.6, got \"${var.database_version}\": Langfuse 4 needs at least 15."
  }
}

variable "database_user" {
  description = "Name of the database's user: a lower case letter, then up to 62 lower case letters, digits and underscores. A change makes a new database"
  type        = string
  default     = "langfuse"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_user))
    error_message = "database_user must have 1 to 63 lower case letters, digits and underscores and start with a letter, got \"${var.database_user}\": it becomes part of a URL."
  }

  validation {
    condition = (
      !contains(
        [
          "admin",
          "rdsadmin",
          "rdsrepladmin",
          "rds_superuser",
          "rds_replication",
          "rds_password",
          "rds_iam",
        ],
        var.database_user
      ) &&
      !startswith(var.database_user, "pg_")
    )
    error_message = "database_user must be no name that PostgreSQL or RDS reserves, got \"${var.database_user}\": choose another, such as langfuse."
  }
}

variable "database_backup_retention_days" {
  description = "Days of automatic backups, and so how far back the database can be restored to any second, 1 to 35"
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition = (
      var.database_backup_retention_days >= 1 &&
      var.database_backup_retention_days <= 35 &&
      floor(var.database_backup_retention_days) == var.database_backup_retention_days
    )
    error_message = "database_backup_retention_days must be a whole number from 1 to 35, got ${var.database_backup_retention_days}: choose one in that range."
  }
}

variable "database_multi_az" {
  description = "Whether a standby (rds) or a second instance (aurora_serverless_v2) waits in another availability zone. It doubles the price of the database"
  type        = bool
  default     = false
  nullable    = false
}

variable "database_password_version" {
  description = "Generation of the database's password. Raise it by one to have a new one made and the tasks restarted with it; it is never lowered"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.database_password_version >= 1 &&
      var.database_password_version <= 1000000 &&
      floor(var.database_password_version) == var.database_password_version
    )
    error_message = "database_password_version must be a whole number from 1 to 1000000, got ${var.database_password_version}: choose one in that range."
  }
}

variable "database_instance_class" {
  description = "database_type rds: class of the instance"
  type        = string
  default     = "db.t4g.micro"
  nullable    = false

  validation {
    condition     = can(regex("^db\\.[a-z0-9-]+\\.[a-z0-9-]+$", var.database_instance_class))
    error_message = "database_instance_class must be a class such as db.t4g.micro, got \"${var.database_instance_class}\": it starts with db; for db.serverless choose database_type aurora_serverless_v2."
  }
}

variable "database_storage_gib" {
  description = "database_type rds: size of the gp3 volume in GiB, 20 to 65536. It can grow, never shrink"
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition = (
      var.database_storage_gib >= 20 &&
      var.database_storage_gib <= 65536 &&
      floor(var.database_storage_gib) == var.database_storage_gib
    )
    error_message = "database_storage_gib must be a whole number from 20 to 65536, got ${var.database_storage_gib}: choose one in that range."
  }
}

variable "database_max_storage_gib" {
  description = "database_type rds: size in GiB up to which RDS may grow the volume when it fills, at least a tenth above database_storage_gib. Null means that it never grows by itself"
  type        = number
  default     = 100

  validation {
    condition = (
      var.database_max_storage_gib == null
      ? true
      : var.database_max_storage_gib >= 22 && var.database_max_storage_gib <= 65536 && floor(
        var.database_max_storage_gib
      ) == var.database_max_storage_gib
    )
    error_message = "database_max_storage_gib must be a whole number from 22 to 65536 or null, got ${jsonencode(var.database_max_storage_gib)}: choose one in that range."
  }

  validation {
    condition = (
      var.database_max_storage_gib == null
      ? true
      : var.database_max_storage_gib >= var.database_storage_gib * 1.1
    )
    error_message = "database_max_storage_gib must be at least a tenth above database_storage_gib (${var.database_storage_gib}), got ${jsonencode(var.database_max_storage_gib)}: raise it, or set null for no growth."
  }
}

variable "database_min_capacity" {
  description = "database_type aurora_serverless_v2: least capacity in ACU (about 2 GiB of memory each), 0 to 256 in steps of 0.5. 0 lets an idle cluster pause, but a running worker asks it every few seconds and so keeps it awake"
  type        = number
  default     = 0.5
  nullable    = false

  validation {
    condition = (
      var.database_min_capacity >= 0 &&
      var.database_min_capacity <= 256 &&
      floor(var.database_min_capacity * 2) == var.database_min_capacity * 2
    )
    error_message = "database_min_capacity must be from 0 to 256 in steps of 0.5, got ${var.database_min_capacity}: choose such a number of ACU."
  }

  validation {
    condition     = var.database_min_capacity <= var.database_max_capacity
    error_message = "database_min_capacity must not exceed database_max_capacity (${var.database_max_capacity}), got ${var.database_min_capacity}: lower it or raise the other."
  }
}

variable "database_max_capacity" {
  description = "database_type aurora_serverless_v2: largest capacity in ACU, 1 to 256 in steps of 0.5"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition = (
      var.database_max_capacity >= 1 &&
      var.database_max_capacity <= 256 &&
      floor(var.database_max_capacity * 2) == var.database_max_capacity * 2
    )
    error_message = "database_max_capacity must be from 1 to 256 in steps of 0.5, got ${var.database_max_capacity}: choose such a number of ACU."
  }
}

variable "cache_node_type" {
  description = "Type of the Valkey node. Its memory holds the queues: about 1 GB for 100,000 events a minute"
  type        = string
  default     = "cache.t4g.micro"
  nullable    = false

  validation {
    condition     = can(regex("^cache\\.[a-z0-9-]+\\.[a-z0-9-]+$", var.cache_node_type))
    error_message = "cache_node_type must be a type such as cache.t4g.micro, got \"${var.cache_node_type}\": it starts with cache."
  }
}

variable "cache_version" {
  description = "Version of Valkey, 7.2 or newer, such as 8.0. It can be raised, never lowered"
  type        = string
  default     = "8.0"
  nullable    = false

  validation {
    condition     = can(regex("^(7\\.2|8\\.[0-9]|9\\.[0-9])$", var.cache_version))
    error_message = "cache_version must be 7.2, 8.x or 9.x, got \"${var.cache_version}\": write it with one dot, such as 8.0."
  }
}

variable "cache_replica_count" {
  description = "How many replicas the Valkey node has, 0 to 5; with one or more ElastiCache fails over by itself. Each costs as much as the node"
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition = (
      var.cache_replica_count >= 0 &&
      var.cache_replica_count <= 5 &&
      floor(var.cache_replica_count) == var.cache_replica_count
    )
    error_message = "cache_replica_count must be a whole number from 0 to 5, got ${var.cache_replica_count}: choose one in that range."
  }
}

variable "event_retention_days" {
  description = "Days that the raw events stay in the bucket. Langfuse reads them again only to process them anew; the traces are in ClickHouse. Null means for ever. Media never expire"
  type        = number
  default     = 30

  validation {
    condition = (
      var.event_retention_days == null
      ? true
      : var.event_retention_days >= 1 && var.event_retention_days <= 36500 && floor(
        var.event_retention_days
      ) == var.event_retention_days
    )
    error_message = "event_retention_days must be a whole number from 1 to 36500 or null, got ${jsonencode(var.event_retention_days)}: choose one in that range."
  }
}

variable "export_retention_days" {
  description = "Days that batch exports stay in the bucket, at least 2: their download links live for 24 hours"
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition = (
      var.export_retention_days >= 2 &&
      var.export_retention_days <= 36500 &&
      floor(var.export_retention_days) == var.export_retention_days
    )
    error_message = "export_retention_days must be a whole number from 2 to 36500, got ${var.export_retention_days}: choose one in that range."
  }
}

variable "blob_versioning_enabled" {
  description = "Whether the bucket of events, media and exports keeps overwritten and deleted objects for 30 days more. ClickHouse's bucket never does: every merge would keep what it replaced"
  type        = bool
  default     = false
  nullable    = false
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

  validation {
    condition = (
      !startswith(var.langfuse_version, "4.") ||
      try(
        tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(
          split("-", split(".", var.clickhouse_version)[1])[0]
        ),
        9999
      ) >= 2512
    )
    error_message = "clickhouse_version must be at least 25.12 with langfuse_version \"${var.langfuse_version}\", got \"${var.clickhouse_version}\": choose 26.8.19.9 or newer."
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
  description = "Size in MiB above which a part goes to S3 when clickhouse_storage is tiered, at least 2. Smaller parts cost no requests while they are merged again and again. Measured on S3 with 565 MiB of traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the volume"
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
  description = "Size in GiB of the cache for S3 on the container's own disk, 1 to 180; above 10 the task gets, and is billed for, a larger disk. It saves every repeated read while it holds what the dashboards touch, and starts empty after each restart"
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
  description = "Milliseconds that Langfuse's worker collects rows before it inserts them, 1000 to 60000. Each insert makes a part, so this is the main lever on requests (measured over five minutes on S3 with object_storage: 18,638 PUTs at 1000, 3,739 at 5000, 1,869 at 10000, 543 at 30000); it is also how long a new trace takes to appear"
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
    error_message = "clickhouse_extra_config must have at most 32768 characters in all, got ${length(join("", values(var.clickhouse_extra_config)))}: it travels in the definition of the container, whose size is limited."
  }
}

variable "clickhouse_volume_type" {
  description = "efs (shared file system, survives everything but its deletion) or ebs (one gp3 volume in one availability zone, faster and cheaper by the GiB; only with launch_type EC2). A change makes a new, empty volume"
  type        = string
  default     = "efs"
  nullable    = false

  validation {
    condition     = contains(["efs", "ebs"], var.clickhouse_volume_type)
    error_message = "clickhouse_volume_type must be one of efs, ebs, got ${jsonencode(var.clickhouse_volume_type)}: choose one of these."
  }

  validation {
    condition     = var.clickhouse_volume_type != "ebs" || var.launch_type == "EC2"
    error_message = "clickhouse_volume_type must be efs with launch_type \"${var.launch_type}\", got \"${var.clickhouse_volume_type}\": the EBS volume of a Fargate task is deleted with the task; choose launch_type EC2."
  }
}

variable "clickhouse_volume_size_gib" {
  description = "clickhouse_volume_type ebs: size of the volume in GiB, 8 to 16384. It can grow, never shrink; a change replaces the instance, a pause of some minutes, and the file system grows with it. EFS grows by itself"
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition = (
      var.clickhouse_volume_size_gib >= 8 &&
      var.clickhouse_volume_size_gib <= 16384 &&
      floor(var.clickhouse_volume_size_gib) == var.clickhouse_volume_size_gib
    )
    error_message = "clickhouse_volume_size_gib must be a whole number from 8 to 16384, got ${var.clickhouse_volume_size_gib}: choose one in that range."
  }
}

variable "efs_one_zone" {
  description = "Whether EFS keeps the volume in one availability zone, for about half the price; ClickHouse then runs in that zone only. A change makes a new, empty volume"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.efs_one_zone || var.clickhouse_volume_type == "efs"
    error_message = "efs_one_zone must be false with clickhouse_volume_type \"${var.clickhouse_volume_type}\", got true: an EBS volume is in one zone anyway."
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

variable "external_database" {
  description = "database_type external: a PostgreSQL of your own, in UTC and reachable from the subnets. password_secret_arn is the ARN of an SSM parameter or a Secrets Manager secret that holds the password, whose characters must be safe in a URL. Null otherwise"
  type = object({
    host                = string
    port                = optional(number, 5432)
    name                = optional(string, "langfuse")
    username            = string
    password_secret_arn = string
  })
  default = null

  validation {
    condition     = (var.external_database != null) == (var.database_type == "external")
    error_message = "external_database must be set when database_type is \"external\" and null otherwise, got ${var.external_database == null ? "null" : "an object"} with \"${var.database_type}\": change one of the two."
  }

  validation {
    condition = (
      var.external_database == null
      ? true
      : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_database.host))
    )
    error_message = "external_database.host must be a host name or an IPv4 address, got \"${try(var.external_database.host, "")}\": no scheme, port or user."
  }

  validation {
    condition = (
      var.external_database == null
      ? true
      : var.external_database.port >= 1 && var.external_database.port <= 65535 && floor(
        var.external_database.port
      ) == var.external_database.port
    )
    error_message = "external_database.port must be a whole number from 1 to 65535, got ${try(var.external_database.port, "")}: PostgreSQL has 5432."
  }

  validation {
    condition = (
      var.external_database == null
      ? true
      : can(regex(
        "^[A-Za-z0-9_.-]+$",
        var.external_database.username
      )) && can(regex("^[A-Za-z0-9_.-]+$", var.external_database.name))
    )
    error_message = "external_database.username and name must have letters, digits, dots, hyphens and underscores only, got \"${try(var.external_database.username, "")}\" and \"${try(var.external_database.name, "")}\": they become part of a URL."
  }

  validation {
    condition = (
      var.external_database == null
      ? true
      : can(regex(
        "^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$",
        var.external_database.password_secret_arn
      ))
    )
    error_message = "external_database.password_secret_arn must be the ARN of an SSM parameter or a Secrets Manager secret, got \"${try(var.external_database.password_secret_arn, "")}\": the password itself does not belong here."
  }
}

variable "external_cache" {
  description = "A Valkey or Redis (7 or newer, no cluster mode, maxmemory-policy noeviction) of your own in place of the one that is made. auth_secret_arn is the ARN of an SSM parameter or a Secrets Manager secret that holds its password. Null means that one is made"
  type = object({
    host            = string
    port            = optional(number, 6379)
    tls             = optional(bool, true)
    auth_secret_arn = optional(string)
  })
  default = null

  validation {
    condition = (
      var.external_cache == null
      ? true
      : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_cache.host))
    )
    error_message = "external_cache.host must be a host name or an IPv4 address, got \"${try(var.external_cache.host, "")}\": no scheme, port or user."
  }

  validation {
    condition = (
      var.external_cache == null
      ? true
      : var.external_cache.port >= 1 && var.external_cache.port <= 65535 && floor(
        var.external_cache.port
      ) == var.external_cache.port
    )
    error_message = "external_cache.port must be a whole number from 1 to 65535, got ${try(var.external_cache.port, "")}: Valkey has 6379."
  }

  validation {
    condition = (
      try(var.external_cache.auth_secret_arn, null) == null
      ? true
      : can(regex(
        "^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$",
        var.external_cache.auth_secret_arn
      ))
    )
    error_message = "external_cache.auth_secret_arn must be the ARN of an SSM parameter or a Secrets Manager secret or null, got ${jsonencode(try(var.external_cache.auth_secret_arn, null))}: the password itself does not belong here."
  }
}

variable "external_clickhouse" {
  description = "A ClickHouse of your own in place of the one that is made, in UTC and reachable from the subnets on both ports. tls covers both; cluster_enabled is for replicas with Keeper. password_secret_arn is the ARN of an SSM parameter or a Secrets Manager secret that holds the password, which must be alphanumeric: Langfuse's migrations put it into a URL. Null means that one is made"
  type = object({
    host                = string
    http_port           = optional(number, 8123)
    native_port         = optional(number, 9000)
    tls                 = optional(bool, false)
    username            = string
    database            = optional(string, "default")
    cluster_enabled     = optional(bool, false)
    password_secret_arn = string
  })
  default = null

  validation {
    condition = (
      var.external_clickhouse == null
      ? true
      : can(regex("^[A-Za-z0-9][A-Za-z0-9.-]*$", var.external_clickhouse.host))
    )
    error_message = "external_clickhouse.host must be a host name or an IPv4 address, got \"${try(var.external_clickhouse.host, "")}\": no scheme, port or user."
  }

  validation {
    condition = (
      var.external_clickhouse == null
      ? true
      : alltrue([
        for port in [var.external_clickhouse.http_port, var.external_clickhouse.native_port] :
        port >= 1 && port <= 65535 && floor(port) == port
      ]) && var.external_clickhouse.http_port != var.external_clickhouse.native_port
    )
    error_message = "external_clickhouse.http_port and native_port must be two whole numbers from 1 to 65535, got ${try(var.external_clickhouse.http_port, "")} and ${try(var.external_clickhouse.native_port, "")}: ClickHouse has 8123 and 9000, with TLS 8443 and 9440."
  }

  validation {
    condition = (
      var.external_clickhouse == null
      ? true
      : can(regex(
        "^[A-Za-z0-9_-]+$",
        var.external_clickhouse.username
      )) && can(regex("^[A-Za-z0-9_]+$", var.external_clickhouse.database))
    )
    error_message = "external_clickhouse.username and database must have letters, digits and underscores only, got \"${try(var.external_clickhouse.username, "")}\" and \"${try(var.external_clickhouse.database, "")}\": they become part of a URL."
  }

  validation {
    condition = (
      var.external_clickhouse == null
      ? true
      : can(regex(
        "^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$",
        var.external_clickhouse.password_secret_arn
      ))
    )
    error_message = "external_clickhouse.password_secret_arn must be the ARN of an SSM parameter or a Secrets Manager secret, got \"${try(var.external_clickhouse.password_secret_arn, "")}\": the password itself does not belong here."
  }
}

variable "initial_setup" {
  description = "Organisation, project, user and project keys that Langfuse makes at its first start. Password and secret key are generated: see the outputs initial_user_password and initial_secret_key, and the secret store. Null means that the first visitor signs up"
  type = object({
    user_email        = string
    user_name         = optional(string, "Administrator")
    organization_id   = optional(string, "default")
    organization_name = optional(string, "Default")
    project_id        = optional(string, "default")
    project_name      = optional(string, "Default")
  })
  default = null

  validation {
    condition = (
      var.initial_setup == null
      ? true
      : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.initial_setup.user_email))
    )
    error_message = "initial_setup.user_email must be a mail address, got \"${try(var.initial_setup.user_email, "")}\": the user logs in with it."
  }

  validation {
    condition = (
      var.initial_setup == null
      ? true
      : alltrue([
        for id in [var.initial_setup.organization_id, var.initial_setup.project_id] :
        can(regex("^[A-Za-z0-9_-]{1,64}$", id))
      ])
    )
    error_message = "initial_setup.organization_id and project_id must have 1 to 64 letters, digits, hyphens and underscores, got \"${try(var.initial_setup.organization_id, "")}\" and \"${try(var.initial_setup.project_id, "")}\": they become part of addresses."
  }

  validation {
    condition = (
      var.initial_setup == null
      ? true
      : alltrue([
        for name in [
          var.initial_setup.organization_name,
          var.initial_setup.project_name,
          var.initial_setup.user_name,
        ] :
        length(name) >= 1 && length(name) <= 60
      ])
    )
    error_message = "initial_setup names must have 1 to 60 characters, got ${jsonencode(try([var.initial_setup.organization_name, var.initial_setup.project_name, var.initial_setup.user_name], []))}: choose others."
  }
}

variable "additional_env" {
  description = "More environment variables of web and worker, for instance AUTH_DISABLE_SIGNUP, EMAIL_FROM_ADDRESS or TELEMETRY_ENABLED; never a secret. A name that the module sets itself is refused"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for name in keys(var.additional_env) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))
    ])
    error_message = "additional_env must have names of letters, digits and underscores that start with no digit, got ${jsonencode(keys(var.additional_env))}: correct the name."
  }

  validation {
    condition     = length(setintersection(keys(var.additional_env), local.own_environment_names)) == 0
    error_message = "additional_env must set nothing that the module sets itself, got ${jsonencode([for name in keys(var.additional_env) : name if contains(local.own_environment_names, name)])}: use the module's variable for it."
  }
}

variable "additional_secret_env" {
  description = "More secret environment variables of web and worker, for instance SMTP_CONNECTION_URL, AUTH_GOOGLE_CLIENT_SECRET or LANGFUSE_EE_LICENSE_KEY: name to the ARN of an SSM parameter or a Secrets Manager secret that holds the value"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for name in keys(var.additional_secret_env) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))
    ])
    error_message = "additional_secret_env must have names of letters, digits and underscores that start with no digit, got ${jsonencode(keys(var.additional_secret_env))}: correct the name."
  }

  validation {
    condition = length(setintersection(
      keys(var.additional_secret_env),
      local.own_environment_names
    )) == 0
    error_message = "additional_secret_env must set nothing that the module sets itself, got ${jsonencode([for name in keys(var.additional_secret_env) : name if contains(local.own_environment_names, name)])}: use the module's variable for it."
  }

  validation {
    condition = alltrue([
      for reference in values(var.additional_secret_env) :
      can(regex(
        "^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$",
        reference
      ))
    ])
    error_message = "additional_secret_env must hold references to secrets, each the ARN of an SSM parameter or a Secrets Manager secret, got something else for ${jsonencode([for name, reference in var.additional_secret_env : name if !can(regex("^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$", reference))])}: store the value there and refer to it."
  }

  validation {
    condition = length(setintersection(
      keys(var.additional_env),
      keys(var.additional_secret_env)
    )) == 0
    error_message = "additional_secret_env must share no name with additional_env, got ${jsonencode(setintersection(keys(var.additional_env), keys(var.additional_secret_env)))} in both: drop one of the two."
  }
}

variable "secret_store" {
  description = "Where secrets are kept: ssm (Parameter Store, at no charge) or secretsmanager (Secrets Manager, $0.40 a month each). A change makes new passwords of database and ClickHouse and logs everybody out; encryption key and salt must stay the same, so read them from the old store first and give encryption_key and web_salt with the change"
  type        = string
  default     = "ssm"
  nullable    = false

  validation {
    condition     = contains(["ssm", "secretsmanager"], var.secret_store)
    error_message = "secret_store must be one of ssm, secretsmanager, got ${jsonencode(var.secret_store)}: choose one of these."
  }
}

variable "encryption_key" {
  description = "Key that Langfuse encrypts stored credentials with: 64 hexadecimal digits (openssl rand -hex 32). Null means that one is generated. It must never change once data are stored"
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition = (
      var.encryption_key == null
      ? true
      : can(regex("^[0-9a-fA-F]{64}$", var.encryption_key))
    )
    error_message = "encryption_key must be 64 hexadecimal digits or null, got ${nonsensitive(length(coalesce(var.encryption_key, "-")))} characters: make one with openssl rand -hex 32."
  }
}

variable "web_salt" {
  description = "Salt that API keys are hashed with, 1 to 1024 characters. Null means that one is generated. It must never change: every API key would be lost"
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition = (
      var.web_salt == null
      ? true
      : length(trimspace(var.web_salt)) >= 1 && length(var.web_salt) <= 1024
    )
    error_message = "web_salt must have 1 to 1024 characters that are not all blank, got ${nonsensitive(length(var.web_salt == null ? "" : var.web_salt))}: make one with openssl rand -base64 32."
  }
}

variable "web_next_secret" {
  description = "Secret that sessions are signed with (NEXTAUTH_SECRET), 1 to 1024 characters. Null means that one is generated. Another one logs everybody out"
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition = (
      var.web_next_secret == null
      ? true
      : length(trimspace(var.web_next_secret)) >= 1 && length(var.web_next_secret) <= 1024
    )
    error_message = "web_next_secret must have 1 to 1024 characters that are not all blank, got ${nonsensitive(length(var.web_next_secret == null ? "" : var.web_next_secret))}: make one with openssl rand -base64 32."
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
