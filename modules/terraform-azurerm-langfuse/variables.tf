# Generated from stacks/azure/inputs/index.ts. Edit there, then run npm run synth.

variable "name" {
  description = "Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a letter. Several installations fit in one subscription when their names differ. It must never change: another name makes other resources, and a generated encryption key and salt are lost"
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
    condition = (
      length(var.tags) <= 45 &&
      alltrue([
        for key, value in var.tags :
        can(regex("^[^<>%&\\\\?/]{1,512}$", key)) && length(value) <= 256
      ])
    )
    error_message = "tags must be at most 45, with keys of 1 to 512 characters without <, >, %, &, \\, ?, / and values of at most 256, got ${jsonencode(var.tags)}: change what Azure would refuse."
  }
}

variable "location" {
  description = "Region of everything that the module makes, such as japaneast or eastus"
  type        = string
  default     = "japaneast"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{3,29}$", var.location))
    error_message = "location must be a region in its short form such as japaneast, got \"${var.location}\": write it in lower case without spaces."
  }
}

variable "resource_group_name" {
  description = "Name of an existing resource group to put everything into; a second installation in it needs cache_private_dns_zone_id. Null means that one is made"
  type        = string
  default     = null

  validation {
    condition = (
      var.resource_group_name == null
      ? true
      : can(regex("^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$", var.resource_group_name))
    )
    error_message = "resource_group_name must be the name of a resource group (1 to 90 letters, digits, _, -, . and parentheses, not ending with a dot) or null, got ${jsonencode(var.resource_group_name)}: an id does not do."
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
  description = "Whole image reference in place of langfuse/langfuse:<langfuse_version>, with the same entry point and the version that langfuse_version says. Null means the public image"
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
    error_message = "web_image must be an image reference such as example.azurecr.io/langfuse/langfuse:1.2.3 or null, got ${jsonencode(var.web_image)}: remove what is no part of one."
  }
}

variable "worker_image" {
  description = "Whole image reference in place of langfuse/langfuse-worker:<langfuse_version>, with the same entry point and the version that langfuse_version says. Null means the public image"
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
    error_message = "worker_image must be an image reference such as example.azurecr.io/langfuse/langfuse-worker:1.2.3 or null, got ${jsonencode(var.worker_image)}: remove what is no part of one."
  }
}

variable "clickhouse_image" {
  description = "Whole image reference in place of clickhouse/clickhouse-server:<clickhouse_version>, with the same entry point and the version that clickhouse_version says. Null means the public image"
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
    error_message = "clickhouse_image must be an image reference such as example.azurecr.io/clickhouse/clickhouse-server:1.2.3 or null, got ${jsonencode(var.clickhouse_image)}: remove what is no part of one."
  }
}

variable "workload_profile" {
  description = "What the container apps run on: Consumption (billed by use) or a dedicated profile D4, D8, D16, D32, E4, E8, E16, E32, of which at least one instance is always billed"
  type        = string
  default     = "Consumption"
  nullable    = false

  validation {
    condition = contains(
      ["Consumption", "D4", "D8", "D16", "D32", "E4", "E8", "E16", "E32"],
      var.workload_profile
    )
    error_message = "workload_profile must be one of Consumption, D4, D8, D16, D32, E4, E8, E16, E32, got ${jsonencode(var.workload_profile)}: choose one of these."
  }
}

variable "log_retention_days" {
  description = "Days that Log Analytics keeps the containers' logs, 30 to 730; the first 31 are free of charge"
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition = (
      var.log_retention_days >= 30 &&
      var.log_retention_days <= 730 &&
      floor(var.log_retention_days) == var.log_retention_days
    )
    error_message = "log_retention_days must be a whole number from 30 to 730, got ${var.log_retention_days}: Log Analytics offers no other."
  }
}

variable "log_analytics_daily_quota_gb" {
  description = "GB of logs that Log Analytics takes in a day, 0.1 to 1000; what comes after is dropped until the next day. It caps the bill"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.log_analytics_daily_quota_gb >= 0.1 && var.log_analytics_daily_quota_gb <= 1000
    error_message = "log_analytics_daily_quota_gb must be from 0.1 to 1000, got ${var.log_analytics_daily_quota_gb}: choose one in that range."
  }
}

variable "force_delete" {
  description = "Whether deleted data may be gone at once: true switches the soft delete of blobs off, and makes a Key Vault without purge protection (decided when it is made). terraform destroy removes the database with its backups in either case: Azure has no final snapshot, so take one first"
  type        = bool
  default     = false
  nullable    = false
}

variable "virtual_network_id" {
  description = "Id of the virtual network to run in, together with the ids of its subnets. Null means that one is made. For one that the same configuration makes, write format(\"%s\", ….id): Terraform must know that it is not null"
  type        = string
  default     = null

  validation {
    condition = (
      var.virtual_network_id == null
      ? true
      : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+$",
        var.virtual_network_id
      ))
    )
    error_message = "virtual_network_id must be the id of a virtual network (/subscriptions/…/virtualNetworks/NAME) or null, got ${jsonencode(var.virtual_network_id)}: a name does not do."
  }

  validation {
    condition = (
      var.virtual_network_id == null
      ? true
      : var.container_apps_subnet_id != null && var.postgresql_subnet_id != null && var.private_endpoints_subnet_id != null
    )
    error_message = "virtual_network_id must come with container_apps_subnet_id, postgresql_subnet_id and private_endpoints_subnet_id, got ${jsonencode(var.virtual_network_id)} with ${jsonencode([var.container_apps_subnet_id, var.postgresql_subnet_id, var.private_endpoints_subnet_id])}: name the three subnets."
  }

  validation {
    condition = (
      var.virtual_network_id != null
      ? true
      : var.container_apps_subnet_id == null && var.postgresql_subnet_id == null && var.private_endpoints_subnet_id == null && var.container_instances_subnet_id == null
    )
    error_message = "virtual_network_id must be set when subnets are named, got null with ${jsonencode(compact([var.container_apps_subnet_id, var.postgresql_subnet_id, var.private_endpoints_subnet_id, var.container_instances_subnet_id]))}: name their network, or none of them for a network that is made."
  }

  validation {
    condition = (
      var.virtual_network_id == null || var.clickhouse_platform == "container_app" && var.worker_platform == "container_app"
      ? true
      : var.container_instances_subnet_id != null
    )
    error_message = "virtual_network_id must come with container_instances_subnet_id when clickhouse_platform or worker_platform is \"container_instance\", got ${jsonencode(var.virtual_network_id)} without it: name the subnet."
  }
}

variable "container_apps_subnet_id" {
  description = "Id of the subnet for the Container Apps environment, at least /27, delegated to Microsoft.App/environments, with the service endpoint Microsoft.Storage. Null with a network that is made"
  type        = string
  default     = null

  validation {
    condition = (
      var.container_apps_subnet_id == null
      ? true
      : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$",
        var.container_apps_subnet_id
      ))
    )
    error_message = "container_apps_subnet_id must be the id of a subnet (/subscriptions/…/subnets/NAME) or null, got ${jsonencode(var.container_apps_subnet_id)}: a name does not do."
  }
}

variable "postgresql_subnet_id" {
  description = "Id of the subnet for PostgreSQL, at least /28, delegated to Microsoft.DBforPostgreSQL/flexibleServers. Null with a network that is made"
  type        = string
  default     = null

  validation {
    condition = (
      var.postgresql_subnet_id == null
      ? true
      : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$",
        var.postgresql_subnet_id
      ))
    )
    error_message = "postgresql_subnet_id must be the id of a subnet (/subscriptions/…/subnets/NAME) or null, got ${jsonencode(var.postgresql_subnet_id)}: a name does not do."
  }
}

variable "private_endpoints_subnet_id" {
  description = "Id of the subnet for the private endpoint of the cache, at least /29. Null with a network that is made"
  type        = string
  default     = null

  validation {
    condition = (
      var.private_endpoints_subnet_id == null
      ? true
      : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$",
        var.private_endpoints_subnet_id
      ))
    )
    error_message = "private_endpoints_subnet_id must be the id of a subnet (/subscriptions/…/subnets/NAME) or null, got ${jsonencode(var.private_endpoints_subnet_id)}: a name does not do."
  }
}

variable "container_instances_subnet_id" {
  description = "Id of the subnet for container instances (clickhouse_platform or worker_platform container_instance), at least /29, delegated to Microsoft.ContainerInstance/containerGroups, with the service endpoint Microsoft.Storage. Null with a network that is made"
  type        = string
  default     = null

  validation {
    condition = (
      var.container_instances_subnet_id == null
      ? true
      : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$",
        var.container_instances_subnet_id
      ))
    )
    error_message = "container_instances_subnet_id must be the id of a subnet (/subscriptions/…/subnets/NAME) or null, got ${jsonencode(var.container_instances_subnet_id)}: a name does not do."
  }
}

variable "cache_private_dns_zone_id" {
  description = "Id of an existing private DNS zone privatelink.redis.azure.net that is linked to the virtual network: a network can be linked to one such zone only. Null means that one is made. For one that the same configuration makes, write format(\"%s\", ….id): Terraform must know that it is not null"
  type        = string
  default     = null

  validation {
    condition = (
      var.cache_private_dns_zone_id == null
      ? true
      : can(regex(
        "/privateDnsZones/privatelink\\.redis\\.azure\\.net$",
        var.cache_private_dns_zone_id
      ))
    )
    error_message = "cache_private_dns_zone_id must be the id of a private DNS zone privatelink.redis.azure.net or null, got ${jsonencode(var.cache_private_dns_zone_id)}: a zone of another name does not do."
  }
}

variable "virtual_network_address_space" {
  description = "IPv4 ranges of the virtual network that is made. Choose them so that they overlap with no network that it shall be peered with"
  type        = list(string)
  default     = ["10.20.0.0/22"]
  nullable    = false

  validation {
    condition = (
      length(var.virtual_network_address_space) > 0 &&
      alltrue([
        for range in var.virtual_network_address_space :
        try(cidrsubnet(range, 0, 0) == range && !strcontains(range, ":"), false)
      ])
    )
    error_message = "virtual_network_address_space must be IPv4 ranges without host bits, at least one, got ${jsonencode(var.virtual_network_address_space)}: write them such as 10.20.0.0/22."
  }

  validation {
    condition = alltrue(flatten([
      for index, range in var.virtual_network_address_space :
      [
        for other in slice(
          var.virtual_network_address_space,
          index + 1,
          length(var.virtual_network_address_space)
        ) :
        try(
          cidrhost(
            "${cidrhost(range, 0)}/${min(split("/", range)[1], split("/", other)[1])}",
            0
          ) != cidrhost("${cidrhost(other, 0)}/${min(split("/", range)[1], split("/", other)[1])}", 0),
          true
        )
      ]
    ]))
    error_message = "virtual_network_address_space must be ranges of which none overlaps another, got ${jsonencode(var.virtual_network_address_space)}: leave out the smaller one of two that do."
  }
}

variable "container_apps_subnet_address_prefix" {
  description = "IPv4 range, inside virtual_network_address_space, of the subnet for the Container Apps environment, at least /27, delegated to Microsoft.App/environments, with the service endpoint Microsoft.Storage"
  type        = string
  default     = "10.20.0.0/24"
  nullable    = false

  validation {
    condition = try(
      cidrsubnet(
        var.container_apps_subnet_address_prefix,
        0,
        0
      ) == var.container_apps_subnet_address_prefix &&
      !strcontains(var.container_apps_subnet_address_prefix, ":"),
      false
    )
    error_message = "container_apps_subnet_address_prefix must be an IPv4 range without host bits, got \"${var.container_apps_subnet_address_prefix}\": write it such as 10.20.0.0/24."
  }

  validation {
    condition     = try(tonumber(split("/", var.container_apps_subnet_address_prefix)[1]) <= 27, false)
    error_message = "container_apps_subnet_address_prefix must be /27 or larger, got \"${var.container_apps_subnet_address_prefix}\": Azure refuses smaller subnets there."
  }

  validation {
    condition = anytrue([
      for range in var.virtual_network_address_space :
      try(
        cidrhost(range, 0) == cidrhost(
          "${cidrhost(var.container_apps_subnet_address_prefix, 0)}/${split("/", range)[1]}",
          0
        ) &&
        tonumber(split("/", var.container_apps_subnet_address_prefix)[
          1
        ]) >= tonumber(split("/", range)[1]),
        false
      )
    ])
    error_message = "container_apps_subnet_address_prefix must lie in virtual_network_address_space ${jsonencode(var.virtual_network_address_space)}, got \"${var.container_apps_subnet_address_prefix}\": change one of the two."
  }
}

variable "postgresql_subnet_address_prefix" {
  description = "IPv4 range, inside virtual_network_address_space, of the subnet for PostgreSQL, at least /28, delegated to Microsoft.DBforPostgreSQL/flexibleServers"
  type        = string
  default     = "10.20.1.0/28"
  nullable    = false

  validation {
    condition = try(
      cidrsubnet(
        var.postgresql_subnet_address_prefix,
        0,
        0
      ) == var.postgresql_subnet_address_prefix &&
      !strcontains(var.postgresql_subnet_address_prefix, ":"),
      false
    )
    error_message = "postgresql_subnet_address_prefix must be an IPv4 range without host bits, got \"${var.postgresql_subnet_address_prefix}\": write it such as 10.20.1.0/28."
  }

  validation {
    condition     = try(tonumber(split("/", var.postgresql_subnet_address_prefix)[1]) <= 28, false)
    error_message = "postgresql_subnet_address_prefix must be /28 or larger, got \"${var.postgresql_subnet_address_prefix}\": Azure refuses smaller subnets there."
  }

  validation {
    condition = anytrue([
      for range in var.virtual_network_address_space :
      try(
        cidrhost(range, 0) == cidrhost(
          "${cidrhost(var.postgresql_subnet_address_prefix, 0)}/${split("/", range)[1]}",
          0
        ) &&
        tonumber(split("/", var.postgresql_subnet_address_prefix)[
          1
        ]) >= tonumber(split("/", range)[1]),
        false
      )
    ])
    error_message = "postgresql_subnet_address_prefix must lie in virtual_network_address_space ${jsonencode(var.virtual_network_address_space)}, got \"${var.postgresql_subnet_address_prefix}\": change one of the two."
  }
}

variable "private_endpoints_subnet_address_prefix" {
  description = "IPv4 range, inside virtual_network_address_space, of the subnet for the private endpoint of the cache, at least /29"
  type        = string
  default     = "10.20.1.16/28"
  nullable    = false

  validation {
    condition = try(
      cidrsubnet(
        var.private_endpoints_subnet_address_prefix,
        0,
        0
      ) == var.private_endpoints_subnet_address_prefix &&
      !strcontains(var.private_endpoints_subnet_address_prefix, ":"),
      false
    )
    error_message = "private_endpoints_subnet_address_prefix must be an IPv4 range without host bits, got \"${var.private_endpoints_subnet_address_prefix}\": write it such as 10.20.1.16/28."
  }

  validation {
    condition = try(
      tonumber(split("/", var.private_endpoints_subnet_address_prefix)[1]) <= 29,
      false
    )
    error_message = "private_endpoints_subnet_address_prefix must be /29 or larger, got \"${var.private_endpoints_subnet_address_prefix}\": Azure refuses smaller subnets there."
  }

  validation {
    condition = anytrue([
      for range in var.virtual_network_address_space :
      try(
        cidrhost(range, 0) == cidrhost(
          "${cidrhost(var.private_endpoints_subnet_address_prefix, 0)}/${split("/", range)[1]}",
          0
        ) &&
        tonumber(split("/", var.private_endpoints_subnet_address_prefix)[
          1
        ]) >= tonumber(split("/", range)[1]),
        false
      )
    ])
    error_message = "private_endpoints_subnet_address_prefix must lie in virtual_network_address_space ${jsonencode(var.virtual_network_address_space)}, got \"${var.private_endpoints_subnet_address_prefix}\": change one of the two."
  }
}

variable "container_instances_subnet_address_prefix" {
  description = "IPv4 range, inside virtual_network_address_space, of the subnet for container instances (clickhouse_platform or worker_platform container_instance), at least /29, delegated to Microsoft.ContainerInstance/containerGroups, with the service endpoint Microsoft.Storage"
  type        = string
  default     = "10.20.1.32/28"
  nullable    = false

  validation {
    condition = try(
      cidrsubnet(
        var.container_instances_subnet_address_prefix,
        0,
        0
      ) == var.container_instances_subnet_address_prefix &&
      !strcontains(var.container_instances_subnet_address_prefix, ":"),
      false
    )
    error_message = "container_instances_subnet_address_prefix must be an IPv4 range without host bits, got \"${var.container_instances_subnet_address_prefix}\": write it such as 10.20.1.32/28."
  }

  validation {
    condition = try(
      tonumber(split("/", var.container_instances_subnet_address_prefix)[1]) <= 29,
      false
    )
    error_message = "container_instances_subnet_address_prefix must be /29 or larger, got \"${var.container_instances_subnet_address_prefix}\": Azure refuses smaller subnets there."
  }

  validation {
    condition = anytrue([
      for range in var.virtual_network_address_space :
      try(
        cidrhost(range, 0) == cidrhost(
          "${cidrhost(var.container_instances_subnet_address_prefix, 0)}/${split("/", range)[1]}",
          0
        ) &&
        tonumber(split("/", var.container_instances_subnet_address_prefix)[
          1
        ]) >= tonumber(split("/", range)[1]),
        false
      )
    ])
    error_message = "container_instances_subnet_address_prefix must lie in virtual_network_address_space ${jsonencode(var.virtual_network_address_space)}, got \"${var.container_instances_subnet_address_prefix}\": change one of the two."
  }
}

variable "web_cpu" {
  description = "Cores of a web replica: 0.25 to 4 in steps of 0.25, with a dedicated workload_profile as many as that has"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.web_cpu >= 0.25 &&
      var.web_cpu <= try(tonumber(substr(var.workload_profile, 1, -1)), 4) &&
      floor(var.web_cpu * 4) == var.web_cpu * 4
    )
    error_message = "web_cpu must be from 0.25 to 4 (as many as it has with a dedicated workload_profile) in steps of 0.25, got ${var.web_cpu} with workload_profile ${var.workload_profile}: choose such a number of cores."
  }
}

variable "web_memory" {
  description = "Memory in GiB of a web replica, at least 1; with 1 Langfuse has been seen to crash under load. On the Consumption profile it is always twice web_cpu. Three quarters become Node's heap"
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition = (
      var.web_memory >= 1 &&
      var.web_memory <= 256 &&
      floor(var.web_memory * 4) == var.web_memory * 4
    )
    error_message = "web_memory must be from 1 to 256 GiB in steps of 0.25, got ${var.web_memory}: choose such a size."
  }

  validation {
    condition     = var.workload_profile != "Consumption" || var.web_memory == var.web_cpu * 2
    error_message = "web_memory must be ${var.web_cpu * 2} GiB with web_cpu = ${var.web_cpu} on the Consumption profile, got ${var.web_memory}: Container Apps offers no other pairs there."
  }

  validation {
    condition = (
      var.workload_profile == "Consumption" ||
      var.web_memory <= try(
        tonumber(substr(var.workload_profile, 1, -1)),
        4
      ) * (startswith(var.workload_profile, "E") ? 8 : 4)
    )
    error_message = "web_memory must be at most what an instance of workload_profile ${var.workload_profile} has, got ${var.web_memory} GiB: D has 4 GiB a core and E has 8."
  }
}

variable "web_min_replicas" {
  description = "How many web replicas run at least, 1 to 300. Two or more survive the loss of one"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.web_min_replicas >= 1 &&
      var.web_min_replicas <= 300 &&
      floor(var.web_min_replicas) == var.web_min_replicas
    )
    error_message = "web_min_replicas must be a whole number from 1 to 300, got ${var.web_min_replicas}: choose one in that range."
  }
}

variable "web_max_replicas" {
  description = "How many web replicas automatic scaling by requests and CPU may start, up to 300"
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition = (
      var.web_max_replicas >= 1 &&
      var.web_max_replicas <= 300 &&
      floor(var.web_max_replicas) == var.web_max_replicas
    )
    error_message = "web_max_replicas must be a whole number from 1 to 300, got ${var.web_max_replicas}: choose one in that range."
  }

  validation {
    condition     = var.web_max_replicas >= var.web_min_replicas
    error_message = "web_max_replicas must be at least web_min_replicas (${var.web_min_replicas}), got ${var.web_max_replicas}: raise it, or set both to the same for no scaling."
  }
}

variable "web_concurrent_requests" {
  description = "Requests at the same time for which one web replica is enough, 1 to 1000"
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition = (
      var.web_concurrent_requests >= 1 &&
      var.web_concurrent_requests <= 1000 &&
      floor(var.web_concurrent_requests) == var.web_concurrent_requests
    )
    error_message = "web_concurrent_requests must be a whole number from 1 to 1000, got ${var.web_concurrent_requests}: choose one in that range."
  }
}

variable "autoscaling_cpu_target" {
  description = "CPU utilisation in percent that automatic scaling of web and worker aims at, 10 to 90. Langfuse advises to scale out above 50"
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
  description = "IPv4 ranges that may reach web. Empty means everybody; Langfuse still asks for a login or an API key"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for range in var.allowed_cidr_blocks :
      try(cidrsubnet(range, 0, 0) == range && !strcontains(range, ":"), false)
    ])
    error_message = "allowed_cidr_blocks must be IPv4 ranges without host bits, got ${jsonencode(var.allowed_cidr_blocks)}: write them such as 203.0.113.0/24."
  }
}

variable "custom_domain_name" {
  description = "Host name that Langfuse is reached at, such as langfuse.example.com, in lower case. Before the apply that sets it, make the records of the output custom_domain_records; Azure then issues a certificate at no charge. Null means the environment's own HTTPS address"
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
    condition     = var.custom_domain_name == null ? true : length(var.custom_domain_name) <= 64
    error_message = "custom_domain_name must have at most 64 characters, got ${jsonencode(var.custom_domain_name)}: a managed certificate takes no longer one."
  }
}

variable "worker_platform" {
  description = "What the worker runs on: container_app, or container_instance, where a whole core costs less than half a core that never idles does on Container Apps: worker_min_replicas instances of whole worker_cpu, without automatic scaling. It needs a ClickHouse that it can reach, so clickhouse_platform container_instance too, and can read no Key Vault. Azure supports no way from an instance to the internet but a NAT gateway, which is not made: for evaluations by models, webhooks and mail, bring a network that has one at container_instances_subnet_id. A change of anything replaces the instances; jobs that they had begun are done again"
  type        = string
  default     = "container_app"
  nullable    = false

  validation {
    condition     = contains(["container_app", "container_instance"], var.worker_platform)
    error_message = "worker_platform must be one of container_app, container_instance, got ${jsonencode(var.worker_platform)}: choose one of these."
  }

  validation {
    condition = (
      var.worker_platform != "container_instance" ||
      var.clickhouse_platform == "container_instance"
    )
    error_message = "worker_platform must be \"container_app\" with clickhouse_platform \"${var.clickhouse_platform}\", got \"${var.worker_platform}\": only apps of the same environment reach a container app that is closed to the internet; choose clickhouse_platform container_instance, too."
  }

  validation {
    condition     = var.worker_platform != "container_instance" || var.secret_store == "container_app"
    error_message = "worker_platform must be \"container_app\" with secret_store \"${var.secret_store}\", got \"${var.worker_platform}\": a container instance takes values only and cannot read a Key Vault."
  }

  validation {
    condition = (
      var.worker_platform != "container_instance" ||
      length(var.additional_secret_env) == 0
    )
    error_message = "worker_platform must be \"container_app\" with additional_secret_env, got \"${var.worker_platform}\": a container instance cannot read a Key Vault."
  }

  validation {
    condition = (
      var.worker_platform != "container_instance" ||
      var.external_database == null && try(
        var.external_cache.auth_secret_id,
        null
      ) == null && var.external_clickhouse == null
    )
    error_message = "worker_platform must be \"container_app\" with external_database, external_clickhouse or a password of external_cache, got \"${var.worker_platform}\": a container instance cannot read passwords from a Key Vault."
  }
}

variable "worker_cpu" {
  description = "Cores of a worker replica: 0.25 to 4 in steps of 0.25, with a dedicated workload_profile as many as that has, on a container instance 1 to 4 whole ones"
  type        = number
  default     = 0.5
  nullable    = false

  validation {
    condition = (
      var.worker_cpu >= 0.25 &&
      var.worker_cpu <= try(tonumber(substr(var.workload_profile, 1, -1)), 4) &&
      floor(var.worker_cpu * 4) == var.worker_cpu * 4
    )
    error_message = "worker_cpu must be from 0.25 to 4 (as many as it has with a dedicated workload_profile) in steps of 0.25, got ${var.worker_cpu} with workload_profile ${var.workload_profile}: choose such a number of cores."
  }

  validation {
    condition = (
      var.worker_platform != "container_instance" ||
      floor(var.worker_cpu) == var.worker_cpu && var.worker_cpu <= 4
    )
    error_message = "worker_cpu must be 1, 2, 3 or 4 with worker_platform \"container_instance\", got ${var.worker_cpu}: Container Instances bills whole cores."
  }
}

variable "worker_memory" {
  description = "Memory in GiB of a worker replica. On the Consumption profile it is always twice worker_cpu, on a container instance up to 16 in steps of 0.5. Three quarters become Node's heap"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.worker_memory >= 0.5 &&
      var.worker_memory <= 256 &&
      floor(var.worker_memory * 4) == var.worker_memory * 4
    )
    error_message = "worker_memory must be from 0.5 to 256 GiB in steps of 0.25, got ${var.worker_memory}: choose such a size."
  }

  validation {
    condition = (
      var.worker_platform == "container_instance" ||
      var.workload_profile != "Consumption" ||
      var.worker_memory == var.worker_cpu * 2
    )
    error_message = "worker_memory must be ${var.worker_cpu * 2} GiB with worker_cpu = ${var.worker_cpu} on the Consumption profile, got ${var.worker_memory}: Container Apps offers no other pairs there."
  }

  validation {
    condition = (
      var.worker_platform == "container_instance" ||
      var.workload_profile == "Consumption" ||
      var.worker_memory <= try(
        tonumber(substr(var.workload_profile, 1, -1)),
        4
      ) * (startswith(var.workload_profile, "E") ? 8 : 4)
    )
    error_message = "worker_memory must be at most what an instance of workload_profile ${var.workload_profile} has, got ${var.worker_memory} GiB: D has 4 GiB a core and E has 8."
  }

  validation {
    condition = (
      var.worker_platform != "container_instance" ||
      var.worker_memory <= 16 && floor(var.worker_memory * 2) == var.worker_memory * 2
    )
    error_message = "worker_memory must be at most 16 GiB in steps of 0.5 with worker_platform \"container_instance\", got ${var.worker_memory}: Container Instances offers no other sizes."
  }
}

variable "worker_min_replicas" {
  description = "How many worker replicas run at least, 1 to 300; on container instances this many run. Never none: nothing would start one when events come"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.worker_min_replicas >= 1 &&
      var.worker_min_replicas <= 300 &&
      floor(var.worker_min_replicas) == var.worker_min_replicas
    )
    error_message = "worker_min_replicas must be a whole number from 1 to 300, got ${var.worker_min_replicas}: choose one in that range."
  }

  validation {
    condition = (
      var.worker_platform != "container_instance" ||
      var.virtual_network_id != null ||
      var.worker_min_replicas <= try(
        pow(2, 32 - split("/", var.container_instances_subnet_address_prefix)[1]) - 6,
        300
      )
    )
    error_message = "worker_min_replicas must be at most what container_instances_subnet_address_prefix has addresses for beside ClickHouse, got ${var.worker_min_replicas} with \"${var.container_instances_subnet_address_prefix}\": choose a larger subnet, such as a /26 for 58."
  }
}

variable "worker_max_replicas" {
  description = "worker_platform container_app: how many worker replicas automatic scaling by CPU may start, up to 300"
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition = (
      var.worker_max_replicas >= 1 &&
      var.worker_max_replicas <= 300 &&
      floor(var.worker_max_replicas) == var.worker_max_replicas
    )
    error_message = "worker_max_replicas must be a whole number from 1 to 300, got ${var.worker_max_replicas}: choose one in that range."
  }

  validation {
    condition     = var.worker_max_replicas >= var.worker_min_replicas
    error_message = "worker_max_replicas must be at least worker_min_replicas (${var.worker_min_replicas}), got ${var.worker_max_replicas}: raise it, or set both to the same for no scaling."
  }
}

variable "database_sku_name" {
  description = "Size of the PostgreSQL Flexible Server, tier first: B_Standard_B1ms, GP_Standard_D2ds_v5, MO_Standard_E2ds_v5 …"
  type        = string
  default     = "B_Standard_B1ms"
  nullable    = false

  validation {
    condition = can(regex(
      "^(B|GP|MO)_Standard_[A-Z][A-Za-z0-9]*(_v[0-9]+)?$",
      var.database_sku_name
    ))
    error_message = "database_sku_name must be a tier and a size such as B_Standard_B1ms or GP_Standard_D2ds_v5, got \"${var.database_sku_name}\": the tier is B, GP or MO."
  }
}

variable "database_storage_mb" {
  description = "Size of the database's storage in MiB, 32768 or one of its doublings up to 33553408. It can grow; a smaller one makes a new, empty server"
  type        = number
  default     = 32768
  nullable    = false

  validation {
    condition = contains(
      [
        32768,
        65536,
        131072,
        262144,
        524288,
        1048576,
        2097152,
        4193280,
        4194304,
        8388608,
        16777216,
        33553408,
      ],
      var.database_storage_mb
    )
    error_message = "database_storage_mb must be one of 32768, 65536, 131072, 262144, 524288, 1048576, 2097152, 4193280, 4194304, 8388608, 16777216, 33553408, got ${jsonencode(var.database_storage_mb)}: choose one of these."
  }
}

variable "database_version" {
  description = "Major version of PostgreSQL, 15 to 17. It can be raised; a lower one makes a new, empty server"
  type        = string
  default     = "16"
  nullable    = false

  validation {
    condition     = contains(["15", "16", "17"], var.database_version)
    error_message = "database_version must be 15, 16 or 17, got \"${var.database_version}\": Langfuse 4 needs at least 15."
  }
}

variable "database_user" {
  description = "Name of the database's user: a lower case letter, then up to 62 lower case letters, digits and underscores. A change makes a new, empty server"
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
          "azure_superuser",
          "azure_pg_admin",
          "admin",
          "administrator",
          "root",
          "guest",
          "public",
          "postgres",
        ],
        var.database_user
      ) &&
      !startswith(var.database_user, "pg_")
    )
    error_message = "database_user must be no name that Azure or PostgreSQL reserves, got \"${var.database_user}\": choose another, such as langfuse."
  }
}

variable "database_backup_retention_days" {
  description = "Days of automatic backups, and so how far back the database can be restored to any second, 7 to 35"
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition = (
      var.database_backup_retention_days >= 7 &&
      var.database_backup_retention_days <= 35 &&
      floor(var.database_backup_retention_days) == var.database_backup_retention_days
    )
    error_message = "database_backup_retention_days must be a whole number from 7 to 35, got ${var.database_backup_retention_days}: choose one in that range."
  }
}

variable "database_geo_redundant_backup_enabled" {
  description = "Whether backups are copied to the paired region, which doubles their price. A change makes a new, empty server"
  type        = bool
  default     = false
  nullable    = false
}

variable "database_zone_redundant" {
  description = "Whether a standby waits in another zone. It doubles the price and needs a GP or MO size"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.database_zone_redundant || !startswith(var.database_sku_name, "B_")
    error_message = "database_zone_redundant must be false with database_sku_name \"${var.database_sku_name}\", got true: burstable sizes have no standby; choose a GP or MO size."
  }
}

variable "database_zone" {
  description = "Availability zone of the server, 1, 2 or 3. It is set because a zone that Azure chose would show a change for ever"
  type        = string
  default     = "1"
  nullable    = false

  validation {
    condition     = contains(["1", "2", "3"], var.database_zone)
    error_message = "database_zone must be 1, 2 or 3, got \"${var.database_zone}\": choose one of these."
  }
}

variable "database_password_version" {
  description = "Generation of the database's password. Raise it by one to have a new one made and the apps restarted with it; it is never lowered"
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

variable "cache_sku_name" {
  description = "Size of the Managed Redis, such as Balanced_B0 (1 GB), Balanced_B1 or MemoryOptimized_M10; at most 25 GB, because larger ones are clusters, which Langfuse's queues cannot use. A change makes a new, empty one: let the queues run dry first"
  type        = string
  default     = "Balanced_B0"
  nullable    = false

  validation {
    condition = contains(
      [
        "Balanced_B0",
        "Balanced_B1",
        "Balanced_B3",
        "Balanced_B5",
        "Balanced_B10",
        "Balanced_B20",
        "MemoryOptimized_M10",
        "MemoryOptimized_M20",
        "ComputeOptimized_X3",
        "ComputeOptimized_X5",
        "ComputeOptimized_X10",
        "ComputeOptimized_X20",
      ],
      var.cache_sku_name
    )
    error_message = "cache_sku_name must be one of Balanced_B0, Balanced_B1, Balanced_B3, Balanced_B5, Balanced_B10, Balanced_B20, MemoryOptimized_M10, MemoryOptimized_M20, ComputeOptimized_X3, ComputeOptimized_X5, ComputeOptimized_X10, ComputeOptimized_X20, got \"${var.cache_sku_name}\": larger sizes cannot have the policy NoCluster, and FlashOptimized ones are too slow for queues."
  }
}

variable "cache_high_availability_enabled" {
  description = "Whether a replica takes over when the cache's node fails. It doubles the price. A change makes a new, empty cache: let the queues run dry first"
  type        = bool
  default     = false
  nullable    = false
}

variable "event_retention_days" {
  description = "Days that the raw events stay in Blob Storage. Langfuse reads them again only to process them anew; the traces are in ClickHouse. Null means for ever. Media never expire"
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
  description = "Days that batch exports stay in Blob Storage, at least 2: their download links live for 24 hours"
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
  description = "Whether overwritten and deleted events, media and exports are kept for 30 days more. ClickHouse's account never does: every merge would keep what it replaced"
  type        = bool
  default     = false
  nullable    = false
}

variable "blob_replication_type" {
  description = "Copies of the blobs: LRS (one data centre, cheapest), ZRS (three zones), GRS, GZRS, RAGRS or RAGZRS (another region as well)"
  type        = string
  default     = "LRS"
  nullable    = false

  validation {
    condition = contains(
      ["LRS", "ZRS", "GRS", "GZRS", "RAGRS", "RAGZRS"],
      var.blob_replication_type
    )
    error_message = "blob_replication_type must be one of LRS, ZRS, GRS, GZRS, RAGRS, RAGZRS, got ${jsonencode(var.blob_replication_type)}: choose one of these."
  }
}

variable "blob_allowed_ip_ranges" {
  description = "Public IPv4 addresses and ranges up to /30 that may reach events, media and exports with a signed address. Browsers and SDKs need it to up- and download media and to download exports; [\"0.0.0.0/0\"] lets everybody who holds such an address. Empty means the network only"
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for range in var.blob_allowed_ip_ranges :
      can(cidrhost(strcontains(range, "/") ? range : "${range}/32", 0)) && !strcontains(range, ":")
    ])
    error_message = "blob_allowed_ip_ranges must be IPv4 addresses or ranges, got ${jsonencode(var.blob_allowed_ip_ranges)}: write them such as 203.0.113.7 or 203.0.113.0/24."
  }

  validation {
    condition = alltrue([
      for range in var.blob_allowed_ip_ranges :
      range == "0.0.0.0/0" || !can(regex("/(3[12]|0)$", range))
    ])
    error_message = "blob_allowed_ip_ranges must have no range of /31 or /32, got ${jsonencode(var.blob_allowed_ip_ranges)}: write single addresses without a slash."
  }

  validation {
    condition = alltrue([
      for range in var.blob_allowed_ip_ranges :
      !can(regex("^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.)", range))
    ])
    error_message = "blob_allowed_ip_ranges must be public addresses, got ${jsonencode(var.blob_allowed_ip_ranges)}: Azure Storage takes no private ones; the network itself is allowed anyway."
  }
}

variable "clickhouse_platform" {
  description = "What ClickHouse runs on: container_app, or container_instance, which costs less than half for what never idles but keeps its data on a disk that is lost with it: only clickhouse_storage volume, restored at start from the last backup in Blob Storage (clickhouse_backup_interval_minutes). A change of platform starts on an empty disk"
  type        = string
  default     = "container_app"
  nullable    = false

  validation {
    condition     = contains(["container_app", "container_instance"], var.clickhouse_platform)
    error_message = "clickhouse_platform must be one of container_app, container_instance, got ${jsonencode(var.clickhouse_platform)}: choose one of these."
  }

  validation {
    condition = (
      var.clickhouse_platform != "container_instance" ||
      var.clickhouse_storage == "volume"
    )
    error_message = "clickhouse_platform must be \"container_app\" with clickhouse_storage \"${var.clickhouse_storage}\", got \"${var.clickhouse_platform}\": a container instance has no disk that lasts, and blobs are worthless without the names that are kept there; choose clickhouse_storage volume, which is restored from backups."
  }

  validation {
    condition = (
      var.clickhouse_platform != "container_instance" ||
      try(
        tonumber(split(".", var.clickhouse_version)[0]) * 100 + tonumber(
          split("-", split(".", var.clickhouse_version)[1])[0]
        ),
        9999
      ) >= 2512
    )
    error_message = "clickhouse_platform must be \"container_app\" with clickhouse_version \"${var.clickhouse_version}\", got \"${var.clickhouse_platform}\": the list of backups needs ClickHouse 25.12."
  }
}

variable "clickhouse_ingress" {
  description = "clickhouse_platform container_app: tcp (9000 first, 8123 beside it) or http (8123 behind HTTPS, 9000 beside it). Both are reachable from inside the environment only"
  type        = string
  default     = "tcp"
  nullable    = false

  validation {
    condition     = contains(["tcp", "http"], var.clickhouse_ingress)
    error_message = "clickhouse_ingress must be one of tcp, http, got ${jsonencode(var.clickhouse_ingress)}: choose one of these."
  }
}

variable "clickhouse_cpu" {
  description = "Cores of ClickHouse: 1 to 4 in steps of 0.25, on a container instance whole ones, with a dedicated workload_profile as many as that has"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.clickhouse_cpu >= 1 &&
      var.clickhouse_cpu <= (
        var.clickhouse_platform == "container_instance"
        ? 4
        : try(tonumber(substr(var.workload_profile, 1, -1)), 4)
      ) &&
      floor(var.clickhouse_cpu * 4) == var.clickhouse_cpu * 4
    )
    error_message = "clickhouse_cpu must be from 1 to 4 (as many as it has with a dedicated workload_profile) in steps of 0.25, got ${var.clickhouse_cpu} with workload_profile ${var.workload_profile}: choose such a number of cores."
  }

  validation {
    condition = (
      var.clickhouse_platform != "container_instance" ||
      floor(var.clickhouse_cpu) == var.clickhouse_cpu && var.clickhouse_cpu <= 4
    )
    error_message = "clickhouse_cpu must be 1, 2, 3 or 4 with clickhouse_platform \"container_instance\", got ${var.clickhouse_cpu}: Container Instances bills whole cores."
  }
}

variable "clickhouse_memory" {
  description = "Memory of ClickHouse in GiB, at least 2. On the Consumption profile it is always twice clickhouse_cpu, on a container instance 2 to 16 in steps of 0.5"
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition = (
      var.clickhouse_memory >= 2 &&
      var.clickhouse_memory <= 256 &&
      floor(var.clickhouse_memory * 4) == var.clickhouse_memory * 4
    )
    error_message = "clickhouse_memory must be from 2 to 256 GiB in steps of 0.25, got ${var.clickhouse_memory}: below 2 ClickHouse cannot merge Langfuse's tables."
  }

  validation {
    condition = (
      var.clickhouse_platform == "container_instance" ||
      var.workload_profile != "Consumption" ||
      var.clickhouse_memory == var.clickhouse_cpu * 2
    )
    error_message = "clickhouse_memory must be ${var.clickhouse_cpu * 2} GiB with clickhouse_cpu = ${var.clickhouse_cpu} on the Consumption profile, got ${var.clickhouse_memory}: Container Apps offers no other pairs there."
  }

  validation {
    condition = (
      var.clickhouse_platform == "container_instance" ||
      var.workload_profile == "Consumption" ||
      var.clickhouse_memory <= try(
        tonumber(substr(var.workload_profile, 1, -1)),
        4
      ) * (startswith(var.workload_profile, "E") ? 8 : 4)
    )
    error_message = "clickhouse_memory must be at most what an instance of workload_profile ${var.workload_profile} has, got ${var.clickhouse_memory} GiB: D has 4 GiB a core and E has 8."
  }

  validation {
    condition = (
      var.clickhouse_platform != "container_instance" ||
      var.clickhouse_memory <= 16 && floor(var.clickhouse_memory * 2) == var.clickhouse_memory * 2
    )
    error_message = "clickhouse_memory must be at most 16 GiB in steps of 0.5 with clickhouse_platform \"container_instance\", got ${var.clickhouse_memory}: Container Instances offers no other sizes."
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

variable "clickhouse_backup_interval_minutes" {
  description = "clickhouse_platform container_instance: minutes between two backups to Blob Storage, 5 to 1440. The instance keeps its data on a disk that is lost with it and restores the last backup when it starts: what was written since is lost"
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition = (
      var.clickhouse_backup_interval_minutes >= 5 &&
      var.clickhouse_backup_interval_minutes <= 1440 &&
      floor(var.clickhouse_backup_interval_minutes) == var.clickhouse_backup_interval_minutes
    )
    error_message = "clickhouse_backup_interval_minutes must be a whole number from 5 to 1440, got ${var.clickhouse_backup_interval_minutes}: choose one in that range."
  }
}

variable "clickhouse_backup_retention_days" {
  description = "clickhouse_platform container_instance: days that backups stay in Blob Storage, 3 to 3650. An instance that makes none for so long, because it is stopped or they fail, has none left to be restored from. Null means for ever, which is billed"
  type        = number
  default     = 30

  validation {
    condition = (
      var.clickhouse_backup_retention_days == null
      ? true
      : var.clickhouse_backup_retention_days >= 3 && var.clickhouse_backup_retention_days <= 3650 && floor(
        var.clickhouse_backup_retention_days
      ) == var.clickhouse_backup_retention_days
    )
    error_message = "clickhouse_backup_retention_days must be a whole number from 3 to 3650 or null, got ${jsonencode(var.clickhouse_backup_retention_days)}: a day's backups stand on the full one of the day before."
  }
}

variable "clickhouse_share_provisioning" {
  description = "How the NFS share is sold: v1 (from 100 GiB, IOPS follow the size) or v2 (from 32 GiB, billed by size, IOPS and throughput). A change makes a new, empty share"
  type        = string
  default     = "v2"
  nullable    = false

  validation {
    condition     = contains(["v1", "v2"], var.clickhouse_share_provisioning)
    error_message = "clickhouse_share_provisioning must be one of v1, v2, got ${jsonencode(var.clickhouse_share_provisioning)}: choose one of these."
  }
}

variable "clickhouse_share_quota_gib" {
  description = "Size of the NFS share in GiB, which is billed whether it is used or not: 100 to 102400 with v1, 32 to 102400 with v2. Null means the smallest"
  type        = number
  default     = null

  validation {
    condition = (
      var.clickhouse_share_quota_gib == null
      ? true
      : var.clickhouse_share_quota_gib >= (
        var.clickhouse_share_provisioning == "v1" ? 100 : 32
      ) && var.clickhouse_share_quota_gib <= 102400 && floor(var.clickhouse_share_quota_gib) == var.clickhouse_share_quota_gib
    )
    error_message = "clickhouse_share_quota_gib must be a whole number from ${var.clickhouse_share_provisioning == "v1" ? 100 : 32} to 102400 with clickhouse_share_provisioning ${var.clickhouse_share_provisioning}, got ${jsonencode(var.clickhouse_share_quota_gib)}: the service sells no other size."
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
  description = "Where ClickHouse keeps its tables: tiered (new small parts on the volume, large ones on Blob Storage behind a cache), object_storage_cached (every part on Blob Storage behind a cache), object_storage (every part on Blob Storage, no cache) or volume (everything on the volume). It can be changed on existing data, except from volume or tiered to object_storage, which ClickHouse refuses to start with while parts are on the volume"
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
  description = "Size in MiB above which a part goes to Blob Storage when clickhouse_storage is tiered, at least 2. Smaller parts cost no requests while they are merged again and again. Measured on S3 with 565 MiB of traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the volume"
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
  description = "Size in GiB of the cache for Blob Storage on the container's own disk, 1 to 7; a container app has a disk of 4 GiB with one core and of 8 GiB with more, of which the cache may take all but one. It saves every repeated read while it holds what the dashboards touch, and starts empty after each restart"
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition = (
      var.clickhouse_cache_size_gib >= 1 &&
      var.clickhouse_cache_size_gib <= 7 &&
      floor(var.clickhouse_cache_size_gib) == var.clickhouse_cache_size_gib
    )
    error_message = "clickhouse_cache_size_gib must be a whole number from 1 to 7, got ${var.clickhouse_cache_size_gib}: choose one in that range."
  }

  validation {
    condition     = var.clickhouse_cache_size_gib <= (var.clickhouse_cpu > 1 ? 7 : 3)
    error_message = "clickhouse_cache_size_gib must be at most 3 with one core of clickhouse_cpu and 7 with more, got ${var.clickhouse_cache_size_gib} with ${var.clickhouse_cpu}: a container app that fills its disk is stopped."
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

variable "external_database" {
  description = "A PostgreSQL of your own in place of the one that is made, in UTC and reachable from the subnets. password_secret_id is the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET) that holds the password, whose characters must be safe in a URL. Null otherwise"
  type = object({
    host               = string
    port               = optional(number, 5432)
    name               = optional(string, "langfuse")
    username           = string
    password_secret_id = string
  })
  default = null

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
        "^https://[a-z0-9-]+\\.vault\\.[a-z.]+/secrets/[A-Za-z0-9-]+(/[0-9a-f]{32})?$",
        var.external_database.password_secret_id
      ))
    )
    error_message = "external_database.password_secret_id must be the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET), got \"${try(var.external_database.password_secret_id, "")}\": the password itself does not belong here."
  }
}

variable "external_cache" {
  description = "A Valkey or Redis (7 or newer, no cluster mode, maxmemory-policy noeviction) of your own in place of the one that is made. auth_secret_id is the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET) that holds its password. Null means that one is made"
  type = object({
    host           = string
    port           = optional(number, 6379)
    tls            = optional(bool, true)
    auth_secret_id = optional(string)
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
      try(var.external_cache.auth_secret_id, null) == null
      ? true
      : can(regex(
        "^https://[a-z0-9-]+\\.vault\\.[a-z.]+/secrets/[A-Za-z0-9-]+(/[0-9a-f]{32})?$",
        var.external_cache.auth_secret_id
      ))
    )
    error_message = "external_cache.auth_secret_id must be the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET) or null, got ${jsonencode(try(var.external_cache.auth_secret_id, null))}: the password itself does not belong here."
  }
}

variable "external_clickhouse" {
  description = "A ClickHouse of your own in place of the one that is made, in UTC and reachable from the subnets on both ports. tls covers both; cluster_enabled is for replicas with Keeper. password_secret_id is the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET) that holds the password, which must be alphanumeric: Langfuse's migrations put it into a URL. Null means that one is made"
  type = object({
    host               = string
    http_port          = optional(number, 8123)
    native_port        = optional(number, 9000)
    tls                = optional(bool, false)
    username           = string
    database           = optional(string, "default")
    cluster_enabled    = optional(bool, false)
    password_secret_id = string
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
        "^https://[a-z0-9-]+\\.vault\\.[a-z.]+/secrets/[A-Za-z0-9-]+(/[0-9a-f]{32})?$",
        var.external_clickhouse.password_secret_id
      ))
    )
    error_message = "external_clickhouse.password_secret_id must be the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET), got \"${try(var.external_clickhouse.password_secret_id, "")}\": the password itself does not belong here."
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
  description = "More secret environment variables of web and worker, for instance SMTP_CONNECTION_URL, AUTH_GOOGLE_CLIENT_SECRET or LANGFUSE_EE_LICENSE_KEY: name to the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET) that holds the value"
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
        "^https://[a-z0-9-]+\\.vault\\.[a-z.]+/secrets/[A-Za-z0-9-]+(/[0-9a-f]{32})?$",
        reference
      ))
    ])
    error_message = "additional_secret_env must hold references to secrets, each the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET), got something else for ${jsonencode([for name, reference in var.additional_secret_env : name if !can(regex("^https://[a-z0-9-]+\\.vault\\.[a-z.]+/secrets/[A-Za-z0-9-]+(/[0-9a-f]{32})?$", reference))])}: store the value there and refer to it."
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
  description = "Where secrets are kept: container_app (in the apps themselves, at no charge; the values are in the state, marked sensitive) or key_vault (in a Key Vault that is made; the apps read them by managed identity). A change makes new passwords; encryption key and salt must stay the same, so read them first and give encryption_key and web_salt with the change"
  type        = string
  default     = "container_app"
  nullable    = false

  validation {
    condition     = contains(["container_app", "key_vault"], var.secret_store)
    error_message = "secret_store must be one of container_app, key_vault, got ${jsonencode(var.secret_store)}: choose one of these."
  }
}

variable "key_vault_allowed_ip_ranges" {
  description = "secret_store key_vault: public IPv4 addresses and ranges that may reach the vault at all; a role is needed besides. Container Apps read from addresses of their own that pass no service endpoint, so [\"0.0.0.0/0\"], everybody, is what works everywhere"
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition = (
      length(var.key_vault_allowed_ip_ranges) > 0 &&
      alltrue([
        for range in var.key_vault_allowed_ip_ranges :
        can(cidrhost(
          strcontains(range, "/") ? range : "${range}/32",
          0
        )) && !strcontains(range, ":")
      ])
    )
    error_message = "key_vault_allowed_ip_ranges must be IPv4 addresses or ranges, at least one, got ${jsonencode(var.key_vault_allowed_ip_ranges)}: write them such as 203.0.113.0/24."
  }
}

variable "user_assigned_identity_id" {
  description = "Id of a user-assigned identity that the apps read Key Vault secrets with, for instance one that has its role on your vaults already. Null means that one is made: see the output identity_principal_id. For one that the same configuration makes, write format(\"%s\", ….id): Terraform must know that it is not null"
  type        = string
  default     = null

  validation {
    condition = (
      var.user_assigned_identity_id == null
      ? true
      : can(regex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.ManagedIdentity/userAssignedIdentities/[^/]+$",
        var.user_assigned_identity_id
      ))
    )
    error_message = "user_assigned_identity_id must be the id of a user-assigned identity (/subscriptions/…/userAssignedIdentities/NAME) or null, got ${jsonencode(var.user_assigned_identity_id)}: a name or a principal id does not do."
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
