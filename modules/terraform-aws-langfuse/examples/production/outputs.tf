output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "administrator_password" {
  description = "Password of the first user: terraform output -raw administrator_password"
  value       = module.langfuse.initial_user_password
  sensitive   = true
}

output "secret_references" {
  description = "ARNs of the parameters that hold the secrets"
  value       = module.langfuse.secret_references
}
