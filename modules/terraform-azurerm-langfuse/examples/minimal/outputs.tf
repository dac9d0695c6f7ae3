output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}
