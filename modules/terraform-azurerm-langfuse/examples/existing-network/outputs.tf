output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "virtual_network_id" {
  description = "Id of the network that Langfuse runs in"
  value       = module.langfuse.virtual_network_id
}
