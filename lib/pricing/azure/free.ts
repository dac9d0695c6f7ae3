/**
 * Types of resources that cost nothing by themselves. What is in neither this list nor the bill's own is
 * an error: a type is free only when somebody has looked.
 */
export const FREE_TYPES: ReadonlySet<string> = new Set([
  "azurerm_resource_group",
  // A call of the API on a resource that is billed itself
  "azapi_resource_action",
  // The certificate is Azure's, at no charge
  "azurerm_container_app_custom_domain",
  // A mount; its share is billed
  "azurerm_container_app_environment_storage",
  // Access
  "azurerm_role_assignment",
  "azurerm_user_assigned_identity",
  // Operations on the vault are billed, not the secrets
  "azurerm_key_vault_secret",
  // Settings of a server, and a database on it
  "azurerm_postgresql_flexible_server_configuration",
  "azurerm_postgresql_flexible_server_database",
  // A virtual network and its rules; what is in it is billed
  "azurerm_network_security_group",
  "azurerm_subnet",
  "azurerm_subnet_network_security_group_association",
  "azurerm_virtual_network",
  // Zones are billed, not their records and links
  "azurerm_private_dns_a_record",
  "azurerm_private_dns_zone_virtual_network_link",
  // Parts of an account, whose data and operations are billed; deleting by a rule is free
  "azurerm_storage_container",
  "azurerm_storage_management_policy",
]);
