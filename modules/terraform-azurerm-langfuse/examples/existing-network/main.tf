module "langfuse" {
  source = "../../"

  name     = local.name
  location = local.location

  # One group for both; without it the module makes one.
  resource_group_name = azurerm_resource_group.this.name

  # format() tells Terraform that an id of something not made yet is not null. By way of the rules of the subnets,
  # which the first app needs.
  virtual_network_id          = format("%s", azurerm_virtual_network.this.id)
  container_apps_subnet_id    = format("%s", azurerm_subnet_network_security_group_association.this["container-apps"].subnet_id)
  postgresql_subnet_id        = format("%s", azurerm_subnet_network_security_group_association.this["postgresql"].subnet_id)
  private_endpoints_subnet_id = format("%s", azurerm_subnet_network_security_group_association.this["private-endpoints"].subnet_id)
  cache_private_dns_zone_id   = format("%s", azurerm_private_dns_zone.cache.id)
}
