variable "custom_domain_name" {
  description = "Host name that Langfuse is reached at, such as langfuse.example.com; null for the first apply, which says what to put into DNS"
  type        = string
  default     = null
}

variable "administrator_email" {
  description = "Mail address that the first user logs in with"
  type        = string
}

variable "browser_ip_ranges" {
  description = "Public IPv4 ranges from which browsers and SDKs may up- and download media and exports, by signed addresses; [\"0.0.0.0/0\"] for everybody"
  type        = list(string)
  default     = []
}
