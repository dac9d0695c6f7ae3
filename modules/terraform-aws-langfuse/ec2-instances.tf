# Generated from stacks/aws/ec2-instances.ts. Edit there, then run npm run synth.

locals {
  is_clickhouse_on_ec2 = local.is_ec2 && local.clickhouse_enabled

  ec2_sizes = [
    {
      cpu    = 2048
      memory = 7168
      ARM64  = ["t4g.large", "m6g.large"]
      X86_64 = ["t3.large", "m5.large"]
    },
    {
      cpu    = 4096
      memory = 14336
      ARM64  = ["t4g.xlarge", "m6g.xlarge"]
      X86_64 = ["t3.xlarge", "m5.xlarge"]
    },
    {
      cpu    = 8192
      memory = 30720
      ARM64  = ["t4g.2xlarge", "m6g.2xlarge"]
      X86_64 = ["t3.2xlarge", "m5.2xlarge"]
    },
    {
      cpu    = 16384
      memory = 61440
      ARM64  = ["m6g.4xlarge"]
      X86_64 = ["m5.4xlarge"]
    },
    {
      cpu    = 32768
      memory = 122880
      ARM64  = ["m6g.8xlarge"]
      X86_64 = ["m5.8xlarge"]
    },
  ]

  ec2_instance_types = (
    var.ec2_instance_type != null
    ? [var.ec2_instance_type]
    : [
      for size in local.ec2_sizes :
      size[var.cpu_architecture] if size.cpu >= max(var.web_cpu, var.worker_cpu) && size.memory >= max(
        var.web_memory,
        var.worker_memory
      )
    ][0]
  )

  ec2_clickhouse_instance_types = (
    var.ec2_clickhouse_instance_type != null
    ? [var.ec2_clickhouse_instance_type]
    : [
      for size in local.ec2_sizes :
      size[
        var.cpu_architecture
      ] if size.cpu >= var.clickhouse_cpu && size.memory >= var.clickhouse_memory
    ][0]
  )
}

resource "aws_launch_template" "langfuse" {
  count = local.is_ec2 ? 1 : 0

  name_prefix = "${local.name}-langfuse-"
  description = "Instances for web and worker of Langfuse"

  image_id                             = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/${var.cpu_architecture == "ARM64" ? "arm64/" : ""}recommended/image_id"
  instance_initiated_shutdown_behavior = "terminate"
  region                               = var.region
  update_default_version               = true

  user_data = base64encode(templatefile("${path.module}/config/ec2/user-data.sh.tftpl", {
    volume_id   = ""
    volume_size = 0
    cluster     = aws_ecs_cluster.langfuse.name
    region      = local.region
  }))

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      iops                  = 3000
      kms_key_id            = var.kms_key_arn
      throughput            = 125
      volume_size           = 30
      volume_type           = "gp3"
    }
  }

  iam_instance_profile {
    arn = aws_iam_instance_profile.langfuse_instances[0].arn
  }

  # With one hop containers in bridge networking cannot reach the instance's credentials.
  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  #checkov:skip=CKV_AWS_88:a public address, only in public subnets, is cheaper than a NAT gateway
  network_interfaces {
    associate_public_ip_address = tostring(local.is_public)
    delete_on_termination       = "true"
    security_groups             = [aws_security_group.instances[0].id]
  }

  tag_specifications {
    resource_type = "instance"

    tags = merge(local.tags, { Name = "${local.name}-langfuse" })
  }

  tag_specifications {
    resource_type = "volume"

    tags = merge(local.tags, { Name = "${local.name}-langfuse" })
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = merge(local.tags, { Name = "${local.name}-langfuse" })
  }

  tags = local.tags
}

resource "aws_launch_template" "clickhouse" {
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  name_prefix = "${local.name}-clickhouse-"
  description = "Instances for ClickHouse of Langfuse"

  image_id                             = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/${var.cpu_architecture == "ARM64" ? "arm64/" : ""}recommended/image_id"
  instance_initiated_shutdown_behavior = "terminate"
  region                               = var.region
  update_default_version               = true

  user_data = base64encode(templatefile("${path.module}/config/ec2/user-data.sh.tftpl", {
    volume_id   = local.is_clickhouse_on_ebs ? aws_ebs_volume.clickhouse[0].id : ""
    volume_size = local.is_clickhouse_on_ebs ? aws_ebs_volume.clickhouse[0].size : 0
    cluster     = aws_ecs_cluster.langfuse.name
    region      = local.region
  }))

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      iops                  = 3000
      kms_key_id            = var.kms_key_arn
      throughput            = 125
      volume_size           = 30 + var.clickhouse_cache_size_gib
      volume_type           = "gp3"
    }
  }

  iam_instance_profile {
    arn = aws_iam_instance_profile.clickhouse_instances[0].arn
  }

  # With one hop containers in bridge networking cannot reach the instance's credentials.
  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  #checkov:skip=CKV_AWS_88:a public address, only in public subnets, is cheaper than a NAT gateway
  network_interfaces {
    associate_public_ip_address = tostring(local.is_public)
    delete_on_termination       = "true"
    security_groups             = [aws_security_group.instances[0].id]
  }

  tag_specifications {
    resource_type = "instance"

    tags = merge(local.tags, { Name = "${local.name}-clickhouse" })
  }

  tag_specifications {
    resource_type = "volume"

    tags = merge(local.tags, { Name = "${local.name}-clickhouse" })
  }

  tag_specifications {
    resource_type = "network-interface"

    tags = merge(local.tags, { Name = "${local.name}-clickhouse" })
  }

  tags = local.tags
}

resource "aws_autoscaling_group" "langfuse" {
  # The tag AmazonECSManaged is ECS's own; without it here every plan would remove it.
  count = local.is_ec2 ? 1 : 0

  name_prefix         = "${local.name}-langfuse-"
  capacity_rebalance  = var.is_spot_instance
  max_size            = var.ec2_max_instance_count
  min_size            = 1
  region              = var.region
  vpc_zone_identifier = local.subnet_ids

  instance_refresh {
    strategy = "Rolling"

    preferences {
      max_healthy_percentage = 200
      min_healthy_percentage = 100
    }
  }

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = var.spot_on_demand_base
      on_demand_percentage_above_base_capacity = var.is_spot_instance ? 0 : 100
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.langfuse[0].id
        version            = tostring(aws_launch_template.langfuse[0].latest_version)
      }

      dynamic "override" {
        for_each = local.ec2_instance_types

        content {
          instance_type = override.value
        }
      }
    }
  }

  dynamic "tag" {
    for_each = merge(local.tags, { AmazonECSManaged = "true" })

    content {
      key                 = tag.key
      propagate_at_launch = true
      value               = tag.value
    }
  }

  depends_on = [aws_vpc_security_group_egress_rule.langfuse]
}

resource "aws_autoscaling_group" "clickhouse" {
  # The tag AmazonECSManaged is ECS's own; without it here every plan would remove it.
  count = local.is_clickhouse_on_ec2 ? 1 : 0

  name_prefix         = "${local.name}-clickhouse-"
  capacity_rebalance  = false
  max_size            = 1
  min_size            = 1
  region              = var.region
  vpc_zone_identifier = local.clickhouse_subnet_ids

  instance_refresh {
    strategy = "Rolling"

    preferences {
      max_healthy_percentage = 100
      min_healthy_percentage = 0
    }
  }

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 0
      on_demand_percentage_above_base_capacity = var.is_spot_instance ? 0 : 100
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.clickhouse[0].id
        version            = tostring(aws_launch_template.clickhouse[0].latest_version)
      }

      dynamic "override" {
        for_each = local.ec2_clickhouse_instance_types

        content {
          instance_type = override.value
        }
      }
    }
  }

  dynamic "tag" {
    for_each = merge(local.tags, { AmazonECSManaged = "true" })

    content {
      key                 = tag.key
      propagate_at_launch = true
      value               = tag.value
    }
  }

  depends_on = [aws_vpc_security_group_egress_rule.langfuse]
}
