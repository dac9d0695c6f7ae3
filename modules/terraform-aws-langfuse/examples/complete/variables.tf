variable "region" {
  description = "Region to run in"
  type        = string
  default     = "us-east-1"
}

variable "vpc_id" {
  description = "Id of the VPC to run in"
  type        = string
}

variable "private_subnet_ids" {
  description = "Ids of private subnets with a NAT gateway or the endpoints that the module needs"
  type        = list(string)
}

variable "kms_key_arn" {
  description = "ARN of a customer managed key whose policy lets CloudWatch Logs use it"
  type        = string
  default     = null
}
