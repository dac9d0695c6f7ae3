module "langfuse" {
  source = "../../"

  name = "langfuse-apprunner"

  web_platform       = "app_runner"
  custom_domain_name = var.custom_domain_name
  custom_domain_id   = var.custom_domain_id

  # A size that App Runner offers.
  web_cpu    = 1024
  web_memory = 2048

  # App Runner pulls from ECR only.
  ecr_enabled = true
}
