output "langfuse_service_url" {
  description = "Address of Langfuse"
  value       = module.langfuse.langfuse_service_url
}

output "langfuse_custom_domain" {
  description = "Host name of Langfuse"
  value       = module.langfuse.langfuse_custom_domain
}

output "langfuse_dns_target" {
  description = "What the host name points at"
  value       = module.langfuse.langfuse_dns_target
}

output "langfuse_certificate_validation_records" {
  description = "DNS records that prove to AWS whose domain it is"
  value       = module.langfuse.langfuse_certificate_validation_records
}
