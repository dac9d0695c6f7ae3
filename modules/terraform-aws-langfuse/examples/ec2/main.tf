module "langfuse" {
  source = "../../"

  name = "langfuse-ec2"

  launch_type            = "EC2"
  is_spot_instance       = true
  ec2_max_instance_count = 3

  # A volume of its own, in one zone, that outlives the instance.
  clickhouse_volume_type     = "ebs"
  clickhouse_volume_size_gib = 50
}
