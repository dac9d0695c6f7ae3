variable "name" {
  description = "Name of the new installation, which must not be the old one's"
  type        = string
  default     = "langfuse-dedicated"
  nullable    = false
}

variable "location" {
  description = "Region of the old installation, such as japaneast"
  type        = string
  nullable    = false
}

variable "resource_group_name" {
  description = "Name of the old installation's resource group, to put the new one into it. Null means that one is made"
  type        = string
  default     = null
}

variable "langfuse_version" {
  description = "Version that the old installation runs, to the last digit (GET /api/public/health): the database is shared, and with the same version nobody migrates it"
  type        = string
  nullable    = false
}

variable "clickhouse_version" {
  description = "Version that the old ClickHouse runs (SELECT version()) or a newer one, never an older one"
  type        = string
  nullable    = false
}

variable "clickhouse_share_quota_gib" {
  description = "Size of the NFS share in GiB: what the old share holds now, and half as much again for merges"
  type        = number
  default     = 64
  nullable    = false
}

variable "sidecar_share_id" {
  description = "Id of the old SMB share: /subscriptions/…/storageAccounts/NAME/fileServices/default/shares/NAME"
  type        = string
  nullable    = false

  validation {
    condition = can(regex(
      "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Storage/storageAccounts/[^/]+/fileServices/default/shares/[^/]+$",
      var.sidecar_share_id
    ))
    error_message = "sidecar_share_id must be the id of a file share (/subscriptions/…/fileServices/default/shares/NAME), got \"${var.sidecar_share_id}\": see az storage share-rm show --query id."
  }
}

variable "sidecar_environment_id" {
  description = "Id of the old Container Apps environment, to keep it from being deleted by accident. Null leaves it alone"
  type        = string
  default     = null
}

variable "sidecar_app_ids" {
  description = "Ids of the old container apps that use ClickHouse, the one with the sidecar first: they are stopped during the copy and started again by a rollback"
  type        = list(string)
  nullable    = false

  validation {
    condition = length(var.sidecar_app_ids) > 0 && alltrue([
      for id in var.sidecar_app_ids :
      can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.App/containerApps/[^/]+$", id))
    ])
    error_message = "sidecar_app_ids must be ids of container apps (/subscriptions/…/containerApps/NAME), got ${jsonencode(var.sidecar_app_ids)}: names do not do."
  }
}

variable "database_server_id" {
  description = "Id of the old PostgreSQL Flexible Server, which the new installation goes on with"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("/providers/Microsoft\\.DBforPostgreSQL/flexibleServers/[^/]+$", var.database_server_id))
    error_message = "database_server_id must be the id of a flexible server (/subscriptions/…/flexibleServers/NAME), got \"${var.database_server_id}\": a name does not do."
  }
}

variable "database_username" {
  description = "User of the old installation's DATABASE_URL"
  type        = string
  nullable    = false
}

variable "database_name" {
  description = "Database of the old installation's DATABASE_URL"
  type        = string
  default     = "langfuse"
  nullable    = false
}

variable "database_password" {
  description = "Password of the old installation's DATABASE_URL, as it is, not encoded. Neither plan nor state has it"
  type        = string
  sensitive   = true
  ephemeral   = true
  nullable    = false
}

variable "web_salt" {
  description = "SALT of the old installation: with another one every API key is lost"
  type        = string
  sensitive   = true
  nullable    = false
}

variable "encryption_key" {
  description = "ENCRYPTION_KEY of the old installation. Null, if it had none, means that one is generated"
  type        = string
  default     = null
  sensitive   = true
}

variable "web_next_secret" {
  description = "NEXTAUTH_SECRET of the old installation. Null means a new one, which logs everybody out"
  type        = string
  default     = null
  sensitive   = true
}

variable "virtual_network_id" {
  description = "Id of the old installation's virtual network, if PostgreSQL can be reached from there only. Null means that a network is made"
  type        = string
  default     = null
}

variable "container_apps_subnet_id" {
  description = "Id of a new subnet in it for the new environment. Null with a network that is made"
  type        = string
  default     = null
}

variable "postgresql_subnet_id" {
  description = "Id of a subnet in it that is delegated to PostgreSQL; nothing is put there. Null with a network that is made"
  type        = string
  default     = null
}

variable "private_endpoints_subnet_id" {
  description = "Id of a subnet in it for the private endpoint of the cache. Null with a network that is made"
  type        = string
  default     = null
}

variable "allowed_cidr_blocks" {
  description = "Who may reach web. Begin with your own address: until it is opened nothing is written that a rollback would lose. Empty means everybody"
  type        = list(string)
  nullable    = false
}

variable "custom_domain_name" {
  description = "Host name of Langfuse, set when its DNS records point to the new installation"
  type        = string
  default     = null
}

variable "is_copying" {
  description = "Whether the copy jobs exist. False removes them, with their access to the old share"
  type        = bool
  default     = true
  nullable    = false
}
