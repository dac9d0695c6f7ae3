module "langfuse" {
  source = "../../"

  name = "langfuse-http"

  # ClickHouse behind HTTPS inside the environment; 9000 stays beside it, for Langfuse's migrations.
  clickhouse_ingress = "http"
}
