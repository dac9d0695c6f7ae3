module "langfuse" {
  source = "../../"
}
