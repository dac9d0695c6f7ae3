output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "custom_domain_records" {
  description = "What DNS needs before custom_domain_name is set"
  value       = module.langfuse.custom_domain_records
}

output "administrator_password" {
  description = "Password of the first user: terraform output -raw administrator_password"
  value       = module.langfuse.initial_user_password
  sensitive   = true
}

output "secret_references" {
  description = "Ids of the Key Vault secrets that the apps read"
  value       = module.langfuse.secret_references
}
