module "langfuse" {
  source = "../../"

  # The arguments of tubone24/langfuse-v3-terraform, unchanged.
  identity_name         = "tubone24"
  env                   = "dev"
  region                = "us-east-1"
  availability_zones    = ["us-east-1a", "us-east-1b", "us-east-1c"]
  vpc_id                = var.vpc_id
  private_subnet_ids    = var.private_subnet_ids
  database_user         = "langfuse"
  web_next_secret       = var.web_next_secret
  web_salt              = var.web_salt
  custom_domain_name    = var.custom_domain_name
  custom_domain_id      = var.custom_domain_id
  cache_node_type       = "cache.t2.micro"
  is_spot_instance      = true
  worker_desire_count   = 1
  encryption_key        = var.encryption_key
  database_max_capacity = 10
  database_min_capacity = 0.5
  force_delete          = false

  # What is a matter of course there.
  database_type = "aurora_serverless_v2"
  web_platform  = "app_runner"
  web_cpu       = 1024
  web_memory    = 2048
}
