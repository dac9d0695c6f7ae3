# Networks that Azure would refuse, or that something would not be reached in.

mock_provider "azurerm" {
  mock_data "azurerm_client_config" {
    defaults = {
      object_id       = "00000000-0000-0000-0000-000000000001"
      subscription_id = "00000000-0000-0000-0000-000000000002"
      tenant_id       = "00000000-0000-0000-0000-000000000003"
    }
  }

  mock_data "azurerm_user_assigned_identity" {
    defaults = { principal_id = "00000000-0000-0000-0000-000000000004" }
  }
}

mock_provider "azapi" {}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "smallest_network_that_is_made" {
  command = plan

  variables {
    virtual_network_address_space             = ["192.168.4.0/26"]
    container_apps_subnet_address_prefix      = "192.168.4.0/27"
    postgresql_subnet_address_prefix          = "192.168.4.32/28"
    private_endpoints_subnet_address_prefix   = "192.168.4.48/29"
    container_instances_subnet_address_prefix = "192.168.4.56/29"
    clickhouse_platform                       = "container_instance"
    clickhouse_storage                        = "volume"
  }
}

run "two_ranges_and_addresses_that_may_reach_things" {
  command = plan

  variables {
    virtual_network_address_space             = ["10.1.0.0/23", "10.9.0.0/24"]
    container_apps_subnet_address_prefix      = "10.1.0.0/23"
    postgresql_subnet_address_prefix          = "10.9.0.0/25"
    private_endpoints_subnet_address_prefix   = "10.9.0.128/26"
    container_instances_subnet_address_prefix = "10.9.0.192/26"
    allowed_cidr_blocks                       = ["203.0.113.0/24", "198.51.100.7/32", "0.0.0.0/0"]
    blob_allowed_ip_ranges                    = ["203.0.113.7", "198.51.100.0/30", "0.0.0.0/0"]
    key_vault_allowed_ip_ranges               = ["203.0.113.7", "198.51.100.0/24"]
    secret_store                              = "key_vault"
  }
}

run "network_by_its_name" {
  command = plan

  variables {
    virtual_network_id          = "hub"
    container_apps_subnet_id    = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id        = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
  }

  expect_failures = [var.virtual_network_id]
}

run "network_without_subnets" {
  command = plan

  variables {
    virtual_network_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
  }

  expect_failures = [var.virtual_network_id]
}

run "network_without_one_of_the_subnets" {
  command = plan

  variables {
    virtual_network_id       = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id     = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
  }

  expect_failures = [var.virtual_network_id]
}

run "network_without_a_subnet_for_the_instance" {
  command = plan

  variables {
    virtual_network_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    container_apps_subnet_id    = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps"
    postgresql_subnet_id        = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/postgresql"
    private_endpoints_subnet_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
    clickhouse_platform         = "container_instance"
    clickhouse_storage          = "volume"
  }

  expect_failures = [var.virtual_network_id]
}

run "subnets_by_their_names" {
  command = plan

  variables {
    container_apps_subnet_id      = "apps"
    postgresql_subnet_id          = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub"
    private_endpoints_subnet_id   = "endpoints"
    container_instances_subnet_id = "instances"
  }

  expect_failures = [
    var.container_apps_subnet_id,
    var.postgresql_subnet_id,
    var.private_endpoints_subnet_id,
    var.container_instances_subnet_id,
  ]
}

run "zone_of_another_name" {
  command = plan

  variables {
    cache_private_dns_zone_id = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/network/providers/Microsoft.Network/privateDnsZones/privatelink.redis.cache.windows.net"
  }

  expect_failures = [var.cache_private_dns_zone_id]
}

run "no_range_at_all" {
  command = plan

  variables {
    virtual_network_address_space = []
  }

  expect_failures = [var.virtual_network_address_space]
}

run "range_with_host_bits" {
  command = plan

  variables {
    virtual_network_address_space = ["10.20.0.1/22"]
  }

  expect_failures = [var.virtual_network_address_space]
}

run "range_of_ipv6" {
  command = plan

  variables {
    virtual_network_address_space = ["10.20.0.0/22", "fd00::/48"]
  }

  expect_failures = [var.virtual_network_address_space]
}

run "subnets_with_host_bits" {
  command = plan

  variables {
    container_apps_subnet_address_prefix      = "10.20.0.1/24"
    postgresql_subnet_address_prefix          = "10.20.1.1/28"
    private_endpoints_subnet_address_prefix   = "10.20.1.17/28"
    container_instances_subnet_address_prefix = "10.20.1.33/28"
  }

  expect_failures = [
    var.container_apps_subnet_address_prefix,
    var.postgresql_subnet_address_prefix,
    var.private_endpoints_subnet_address_prefix,
    var.container_instances_subnet_address_prefix,
  ]
}

run "subnets_that_are_no_ranges" {
  command = plan

  variables {
    container_apps_subnet_address_prefix      = "10.20.0.0"
    postgresql_subnet_address_prefix          = "10.20.1.0/33"
    private_endpoints_subnet_address_prefix   = ""
    container_instances_subnet_address_prefix = "fd00::/28"
  }

  expect_failures = [
    var.container_apps_subnet_address_prefix,
    var.postgresql_subnet_address_prefix,
    var.private_endpoints_subnet_address_prefix,
    var.container_instances_subnet_address_prefix,
  ]
}

run "subnets_smaller_than_azure_takes" {
  command = plan

  variables {
    container_apps_subnet_address_prefix      = "10.20.0.0/28"
    postgresql_subnet_address_prefix          = "10.20.1.0/29"
    private_endpoints_subnet_address_prefix   = "10.20.1.16/30"
    container_instances_subnet_address_prefix = "10.20.1.32/30"
  }

  expect_failures = [
    var.container_apps_subnet_address_prefix,
    var.postgresql_subnet_address_prefix,
    var.private_endpoints_subnet_address_prefix,
    var.container_instances_subnet_address_prefix,
  ]
}

run "subnets_outside_the_network" {
  command = plan

  variables {
    container_apps_subnet_address_prefix      = "10.30.0.0/24"
    postgresql_subnet_address_prefix          = "10.20.4.0/28"
    private_endpoints_subnet_address_prefix   = "10.19.255.240/28"
    container_instances_subnet_address_prefix = "192.168.0.0/28"
  }

  expect_failures = [
    var.container_apps_subnet_address_prefix,
    var.postgresql_subnet_address_prefix,
    var.private_endpoints_subnet_address_prefix,
    var.container_instances_subnet_address_prefix,
  ]
}

run "subnet_larger_than_the_network" {
  command = plan

  variables {
    container_apps_subnet_address_prefix = "10.20.0.0/21"
  }

  expect_failures = [var.container_apps_subnet_address_prefix]
}

run "visitors_by_an_address_without_a_range_and_vault_for_nobody" {
  command = plan

  variables {
    allowed_cidr_blocks         = ["203.0.113.7"]
    key_vault_allowed_ip_ranges = []
    blob_allowed_ip_ranges      = ["everybody"]
  }

  expect_failures = [var.allowed_cidr_blocks, var.key_vault_allowed_ip_ranges, var.blob_allowed_ip_ranges]
}

run "visitors_with_host_bits_and_vault_by_ipv6" {
  command = plan

  variables {
    allowed_cidr_blocks         = ["203.0.113.7/24"]
    key_vault_allowed_ip_ranges = ["2001:db8::/32"]
    blob_allowed_ip_ranges      = ["203.0.113.6/31"]
  }

  expect_failures = [var.allowed_cidr_blocks, var.key_vault_allowed_ip_ranges, var.blob_allowed_ip_ranges]
}

run "blobs_for_private_addresses" {
  command = plan

  variables {
    blob_allowed_ip_ranges = ["172.16.0.0/16"]
  }

  expect_failures = [var.blob_allowed_ip_ranges]
}

run "subnet_without_its_network" {
  command = plan

  variables {
    postgresql_subnet_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/postgresql"
  }

  expect_failures = [var.virtual_network_id]
}

run "ranges_that_overlap" {
  command = plan

  variables {
    virtual_network_address_space = ["10.20.0.0/22", "10.21.0.0/24", "10.20.3.0/24"]
  }

  expect_failures = [var.virtual_network_address_space]
}

run "subnets_that_overlap" {
  command = plan

  variables {
    private_endpoints_subnet_address_prefix = "10.20.1.0/26"
  }

  expect_failures = [azurerm_virtual_network.langfuse]
}

run "subnet_in_the_way_of_instances" {
  command = plan

  variables {
    clickhouse_platform                       = "container_instance"
    clickhouse_storage                        = "volume"
    container_instances_subnet_address_prefix = "10.20.0.64/28"
  }

  expect_failures = [azurerm_virtual_network.langfuse]
}

run "subnet_in_the_way_of_nothing" {
  command = plan

  variables {
    container_instances_subnet_address_prefix = "10.20.0.64/28"
  }
}
