# Generated from stacks/azure/clickhouse.ts. Edit there, then run npm run synth.

locals {
  clickhouse_enabled = var.external_clickhouse == null

  clickhouse_image = coalesce(
    var.clickhouse_image,
    "docker.io/clickhouse/clickhouse-server:${var.clickhouse_version}"
  )

  clickhouse_host = (
    local.clickhouse_enabled
    ? local.is_container_app
    ? local.clickhouse_app_name
    : local.clickhouse_instance_name
    : var.external_clickhouse.host
  )

  clickhouse_tls = local.clickhouse_enabled ? false : var.external_clickhouse.tls

  clickhouse_http_url = (
    local.clickhouse_enabled
    ? local.is_container_app && var.clickhouse_ingress == "http"
    ? "https://${local.clickhouse_app_name}.internal.${azurerm_container_app_environment.langfuse.default_domain}"
    : "http://${local.clickhouse_host}:8123"
    : "${local.clickhouse_tls ? "https" : "http"}://${local.clickhouse_host}:${var.external_clickhouse.http_port}"
  )

  clickhouse_native_url = (
    local.clickhouse_enabled
    ? "clickhouse://${local.clickhouse_host}:9000"
    : "clickhouse://${local.clickhouse_host}:${var.external_clickhouse.native_port}"
  )

  clickhouse_user     = local.clickhouse_enabled ? "clickhouse" : var.external_clickhouse.username
  clickhouse_database = local.clickhouse_enabled ? "default" : var.external_clickhouse.database

  clickhouse_cluster_enabled = (
    local.clickhouse_enabled
    ? false
    : var.external_clickhouse.cluster_enabled
  )

  clickhouse_password_reference = "clickhouse-password"
}
