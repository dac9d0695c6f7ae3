variable "custom_domain_name" {
  description = "Host name that Langfuse is reached at, such as langfuse.example.com"
  type        = string
}

variable "custom_domain_id" {
  description = "Id of the Route 53 zone of that name"
  type        = string
}
