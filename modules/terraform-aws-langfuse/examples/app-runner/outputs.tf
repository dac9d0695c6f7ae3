output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "ecr_push_commands" {
  description = "Commands that fill the repositories"
  value       = module.langfuse.ecr_push_commands
}
