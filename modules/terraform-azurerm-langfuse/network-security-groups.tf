# Generated from stacks/azure/network-security-groups.ts. Edit there, then run npm run synth.

locals {
  langfuse_subnet_address_prefixes = concat(
    [var.container_apps_subnet_address_prefix],
    local.is_worker_app ? [] : [var.container_instances_subnet_address_prefix]
  )
}

resource "azurerm_network_security_group" "container_apps" {
  # The apps talk to each other in here, by Azure's own first rule.
  count = local.is_network_made ? 1 : 0

  name                = "${local.name}-container-apps"
  location            = local.location
  resource_group_name = local.resource_group_name

  tags = local.tags
}

resource "azurerm_network_security_group" "postgresql" {
  count = local.is_network_made ? 1 : 0

  name                = "${local.name}-postgresql"
  location            = local.location
  resource_group_name = local.resource_group_name

  security_rule = [
    {
      access                                     = "Allow"
      description                                = "Langfuse to PostgreSQL"
      destination_address_prefix                 = var.postgresql_subnet_address_prefix
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = "5432"
      destination_port_ranges                    = null
      direction                                  = "Inbound"
      name                                       = "AllowApps"
      priority                                   = 100
      protocol                                   = "Tcp"
      source_address_prefix                      = null
      source_address_prefixes                    = local.langfuse_subnet_address_prefixes
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
    {
      access                                     = "Allow"
      description                                = "The server and its standby to each other"
      destination_address_prefix                 = var.postgresql_subnet_address_prefix
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = "*"
      destination_port_ranges                    = null
      direction                                  = "Inbound"
      name                                       = "AllowStandby"
      priority                                   = 110
      protocol                                   = "Tcp"
      source_address_prefix                      = var.postgresql_subnet_address_prefix
      source_address_prefixes                    = null
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
    {
      access                                     = "Deny"
      description                                = "Nobody else in the network"
      destination_address_prefix                 = "*"
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = "*"
      destination_port_ranges                    = null
      direction                                  = "Inbound"
      name                                       = "DenyNetwork"
      priority                                   = 4096
      protocol                                   = "*"
      source_address_prefix                      = "VirtualNetwork"
      source_address_prefixes                    = null
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
  ]

  tags = local.tags
}

resource "azurerm_network_security_group" "private_endpoints" {
  count = local.is_network_made ? 1 : 0

  name                = "${local.name}-private-endpoints"
  location            = local.location
  resource_group_name = local.resource_group_name

  security_rule = [
    {
      access                                     = "Allow"
      description                                = "Langfuse to the cache"
      destination_address_prefix                 = var.private_endpoints_subnet_address_prefix
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = "10000"
      destination_port_ranges                    = null
      direction                                  = "Inbound"
      name                                       = "AllowApps"
      priority                                   = 100
      protocol                                   = "Tcp"
      source_address_prefix                      = null
      source_address_prefixes                    = local.langfuse_subnet_address_prefixes
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
    {
      access                                     = "Deny"
      description                                = "Nobody else in the network"
      destination_address_prefix                 = "*"
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = "*"
      destination_port_ranges                    = null
      direction                                  = "Inbound"
      name                                       = "DenyNetwork"
      priority                                   = 4096
      protocol                                   = "*"
      source_address_prefix                      = "VirtualNetwork"
      source_address_prefixes                    = null
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
  ]

  tags = local.tags
}

resource "azurerm_network_security_group" "container_instances" {
  count = local.is_network_made && !(local.is_container_app && local.is_worker_app) ? 1 : 0

  name                = "${local.name}-container-instances"
  location            = local.location
  resource_group_name = local.resource_group_name

  security_rule = [
    {
      access                                     = "Allow"
      description                                = "Langfuse to ClickHouse"
      destination_address_prefix                 = var.container_instances_subnet_address_prefix
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = null
      destination_port_ranges                    = ["8123", "9000"]
      direction                                  = "Inbound"
      name                                       = "AllowApps"
      priority                                   = 100
      protocol                                   = "Tcp"
      source_address_prefix                      = null
      source_address_prefixes                    = local.langfuse_subnet_address_prefixes
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
    {
      access                                     = "Deny"
      description                                = "Nobody else in the network"
      destination_address_prefix                 = "*"
      destination_address_prefixes               = null
      destination_application_security_group_ids = null
      destination_port_range                     = "*"
      destination_port_ranges                    = null
      direction                                  = "Inbound"
      name                                       = "DenyNetwork"
      priority                                   = 4096
      protocol                                   = "*"
      source_address_prefix                      = "VirtualNetwork"
      source_address_prefixes                    = null
      source_application_security_group_ids      = null
      source_port_range                          = "*"
      source_port_ranges                         = null
    },
  ]

  tags = local.tags
}
