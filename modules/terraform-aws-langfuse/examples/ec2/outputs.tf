output "langfuse_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_url
}

output "ecs_cluster_name" {
  description = "Name of the cluster that the instances belong to"
  value       = module.langfuse.ecs_cluster_name
}
