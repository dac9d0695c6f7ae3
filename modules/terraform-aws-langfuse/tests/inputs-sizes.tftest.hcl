# Pairs of CPU and memory: what Fargate offers is planned, its neighbours are refused.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }

  mock_data "aws_subnet" {
    defaults = { availability_zone = "eu-west-1a" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
}

# hashicorp/random is the real one: mocks know no ephemeral resources, and it needs no account.
provider "random" {}

run "offered_1" {
  command = plan

  variables {
    web_cpu           = 256
    web_memory        = 1024
    worker_cpu        = 256
    worker_memory     = 512
    clickhouse_cpu    = 256
    clickhouse_memory = 2048
  }
}

run "offered_2" {
  command = plan

  variables {
    web_cpu           = 512
    web_memory        = 1024
    worker_cpu        = 512
    worker_memory     = 4096
    clickhouse_cpu    = 1024
    clickhouse_memory = 2048
  }
}

run "offered_3" {
  command = plan

  variables {
    web_cpu           = 1024
    web_memory        = 8192
    worker_cpu        = 2048
    worker_memory     = 4096
    clickhouse_cpu    = 2048
    clickhouse_memory = 16384
  }
}

run "offered_4" {
  command = plan

  variables {
    web_cpu           = 4096
    web_memory        = 8192
    worker_cpu        = 4096
    worker_memory     = 30720
    clickhouse_cpu    = 8192
    clickhouse_memory = 20480
  }
}

run "offered_5" {
  command = plan

  variables {
    web_cpu           = 8192
    web_memory        = 61440
    worker_cpu        = 8192
    worker_memory     = 16384
    clickhouse_cpu    = 16384
    clickhouse_memory = 40960
  }
}

run "offered_6" {
  command = plan

  variables {
    web_cpu           = 16384
    web_memory        = 32768
    worker_cpu        = 16384
    worker_memory     = 122880
    clickhouse_cpu    = 16384
    clickhouse_memory = 122880
  }
}

run "lacking_with_256" {
  command = plan

  variables {
    web_cpu           = 256
    web_memory        = 3072
    worker_cpu        = 256
    worker_memory     = 256
    clickhouse_cpu    = 256
    clickhouse_memory = 1536
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "lacking_with_512" {
  command = plan

  variables {
    web_cpu           = 512
    web_memory        = 256
    worker_cpu        = 512
    worker_memory     = 1536
    clickhouse_cpu    = 512
    clickhouse_memory = 5120
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "lacking_with_1024" {
  command = plan

  variables {
    web_cpu           = 1024
    web_memory        = 3000
    worker_cpu        = 1024
    worker_memory     = 9216
    clickhouse_cpu    = 1024
    clickhouse_memory = 1024
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "lacking_with_2048" {
  command = plan

  variables {
    web_cpu           = 2048
    web_memory        = 17408
    worker_cpu        = 2048
    worker_memory     = 3072
    clickhouse_cpu    = 2048
    clickhouse_memory = 4608
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "lacking_with_4096" {
  command = plan

  variables {
    web_cpu           = 4096
    web_memory        = 7168
    worker_cpu        = 4096
    worker_memory     = 10000
    clickhouse_cpu    = 4096
    clickhouse_memory = 31744
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "lacking_with_8192" {
  command = plan

  variables {
    web_cpu           = 8192
    web_memory        = 17408
    worker_cpu        = 8192
    worker_memory     = 65536
    clickhouse_cpu    = 8192
    clickhouse_memory = 12288
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "lacking_with_16384" {
  command = plan

  variables {
    web_cpu           = 16384
    web_memory        = 131072
    worker_cpu        = 16384
    worker_memory     = 24576
    clickhouse_cpu    = 16384
    clickhouse_memory = 36864
  }

  expect_failures = [var.web_memory, var.worker_memory, var.clickhouse_memory]
}

run "too_little_for_web_and_clickhouse" {
  command = plan

  variables {
    web_cpu           = 256
    web_memory        = 512
    clickhouse_cpu    = 256
    clickhouse_memory = 1024
  }

  expect_failures = [var.web_memory, var.clickhouse_memory]
}

run "cpu_units_that_fargate_lacks" {
  command = plan

  variables {
    web_cpu        = 128
    worker_cpu     = 300
    clickhouse_cpu = 32768
  }

  expect_failures = [var.web_cpu, var.worker_cpu, var.clickhouse_cpu]
}
