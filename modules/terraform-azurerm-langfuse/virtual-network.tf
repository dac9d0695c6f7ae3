# Generated from stacks/azure/virtual-network.ts. Edit there, then run npm run synth.

locals {
  is_network_made = var.virtual_network_id == null

  subnet_address_prefixes = merge(
    {
      container_apps    = var.container_apps_subnet_address_prefix
      postgresql        = var.postgresql_subnet_address_prefix
      private_endpoints = var.private_endpoints_subnet_address_prefix
    },
    local.is_container_app && local.is_worker_app
    ? null
    : { container_instances = var.container_instances_subnet_address_prefix }
  )
}

resource "azurerm_virtual_network" "langfuse" {
  count = local.is_network_made ? 1 : 0

  name                = local.name
  location            = local.location
  resource_group_name = local.resource_group_name
  address_space       = var.virtual_network_address_space

  tags = local.tags

  lifecycle {
    precondition {
      condition = alltrue(flatten([
        for one, range in local.subnet_address_prefixes :
        [
          for other, taken in local.subnet_address_prefixes :
          one == other || try(
            cidrhost(
              "${cidrhost(range, 0)}/${min(split("/", range)[1], split("/", taken)[1])}",
              0
            ) != cidrhost("${cidrhost(taken, 0)}/${min(split("/", range)[1], split("/", taken)[1])}", 0),
            true
          )
        ]
      ]))
      error_message = "*_subnet_address_prefix must be ranges of which none overlaps another, got ${jsonencode(local.subnet_address_prefixes)}: move one of two that do."
    }
  }
}

resource "azurerm_subnet" "container_apps" {
  count = local.is_network_made ? 1 : 0

  name                = "container-apps"
  resource_group_name = local.resource_group_name

  address_prefixes     = [var.container_apps_subnet_address_prefix]
  service_endpoints    = ["Microsoft.Storage"]
  virtual_network_name = azurerm_virtual_network.langfuse[0].name

  delegation {
    name = "service"

    service_delegation {
      name    = "Microsoft.App/environments"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

resource "azurerm_subnet_network_security_group_association" "container_apps" {
  count = local.is_network_made ? 1 : 0

  network_security_group_id = azurerm_network_security_group.container_apps[0].id
  subnet_id                 = azurerm_subnet.container_apps[0].id
}

resource "azurerm_subnet" "postgresql" {
  count = local.is_network_made ? 1 : 0

  name                = "postgresql"
  resource_group_name = local.resource_group_name

  address_prefixes = [var.postgresql_subnet_address_prefix]
  # PostgreSQL asks for it, to archive its log by the shortest way.
  service_endpoints    = ["Microsoft.Storage"]
  virtual_network_name = azurerm_virtual_network.langfuse[0].name

  delegation {
    name = "service"

    service_delegation {
      name    = "Microsoft.DBforPostgreSQL/flexibleServers"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

resource "azurerm_subnet_network_security_group_association" "postgresql" {
  count = local.is_network_made ? 1 : 0

  network_security_group_id = azurerm_network_security_group.postgresql[0].id
  subnet_id                 = azurerm_subnet.postgresql[0].id
}

resource "azurerm_subnet" "private_endpoints" {
  count = local.is_network_made ? 1 : 0

  name                = "private-endpoints"
  resource_group_name = local.resource_group_name

  address_prefixes                  = [var.private_endpoints_subnet_address_prefix]
  private_endpoint_network_policies = "NetworkSecurityGroupEnabled"
  virtual_network_name              = azurerm_virtual_network.langfuse[0].name
}

resource "azurerm_subnet_network_security_group_association" "private_endpoints" {
  count = local.is_network_made ? 1 : 0

  network_security_group_id = azurerm_network_security_group.private_endpoints[0].id
  subnet_id                 = azurerm_subnet.private_endpoints[0].id
}

resource "azurerm_subnet" "container_instances" {
  count = local.is_network_made && !(local.is_container_app && local.is_worker_app) ? 1 : 0

  name                = "container-instances"
  resource_group_name = local.resource_group_name

  address_prefixes     = [var.container_instances_subnet_address_prefix]
  service_endpoints    = ["Microsoft.Storage"]
  virtual_network_name = azurerm_virtual_network.langfuse[0].name

  delegation {
    name = "service"

    service_delegation {
      name    = "Microsoft.ContainerInstance/containerGroups"
      actions = ["Microsoft.Network/virtualNetworks/subnets/action"]
    }
  }
}

resource "azurerm_subnet_network_security_group_association" "container_instances" {
  count = local.is_network_made && !(local.is_container_app && local.is_worker_app) ? 1 : 0

  network_security_group_id = azurerm_network_security_group.container_instances[0].id
  subnet_id                 = azurerm_subnet.container_instances[0].id
}
