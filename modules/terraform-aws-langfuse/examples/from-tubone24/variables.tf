variable "vpc_id" {
  description = "Id of the VPC to run in"
  type        = string
}

variable "private_subnet_ids" {
  description = "Ids of its private subnets, in different availability zones"
  type        = list(string)
}

variable "custom_domain_name" {
  description = "Domain; Langfuse is reached at langfuse. before it"
  type        = string
}

variable "custom_domain_id" {
  description = "Id of the Route 53 zone of that domain"
  type        = string
}

variable "web_next_secret" {
  description = "Secret that sessions are signed with"
  type        = string
  sensitive   = true
}

variable "web_salt" {
  description = "Salt that API keys are hashed with"
  type        = string
  sensitive   = true
}

variable "encryption_key" {
  description = "Key that stored credentials are encrypted with: 64 hexadecimal digits"
  type        = string
  sensitive   = true
}
