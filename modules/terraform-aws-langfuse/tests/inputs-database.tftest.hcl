# Databases, caches and what replaces them.

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

run "own_ones" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "10.0.0.5"
      port                = 1
      name                = "my-db.prod"
      username            = "app.user"
      password_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/secret-AbCdEf"
    }
    external_cache = {
      host = "cache.example.com"
      port = 65535
      tls  = false
    }
    external_clickhouse = {
      host                = "clickhouse.example.com"
      http_port           = 8443
      native_port         = 9440
      tls                 = true
      username            = "langfuse-app"
      database            = "langfuse_1"
      cluster_enabled     = true
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }
}

run "longest_user_and_steadiest_capacity" {
  command = plan

  variables {
    database_min_capacity    = 1.5
    database_max_capacity    = 1.5
    database_user            = "l${join("", [for index in range(62) : "1"])}"
    database_instance_class  = "db.r8g.large"
    database_storage_gib     = 100
    database_max_storage_gib = 110
    cache_node_type          = "cache.r7g.large"
  }
}

run "user_with_capitals_and_classes_of_other_services" {
  command = plan

  variables {
    database_user           = "Langfuse"
    database_instance_class = "db.serverless"
    cache_node_type         = "db.t4g.micro"
  }

  expect_failures = [var.database_user, var.database_instance_class, var.cache_node_type]
}

run "user_of_64_characters" {
  command = plan

  variables {
    database_user           = join("", [for index in range(64) : "a"])
    database_instance_class = "t4g.micro"
    cache_node_type         = "t4g.micro"
  }

  expect_failures = [var.database_user, var.database_instance_class, var.cache_node_type]
}

run "growth_of_less_than_a_tenth_minimum_above_the_maximum_and_user_of_rds" {
  command = plan

  variables {
    database_user            = "rdsadmin"
    database_storage_gib     = 100
    database_max_storage_gib = 109
    database_min_capacity    = 2
    database_max_capacity    = 1.5
  }

  expect_failures = [var.database_user, var.database_max_storage_gib, var.database_min_capacity]
}

run "external_type_without_a_database" {
  command = plan

  variables {
    database_type = "external"
  }

  expect_failures = [var.external_database]
}

run "external_database_of_another_type" {
  command = plan

  variables {
    external_database = {
      host                = "db.example.com"
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }

  expect_failures = [var.external_database]
}

run "addresses_in_place_of_hosts" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "tcp://db.example.com"
      port                = 5432
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_cache = {
      host            = "tcp://db.example.com"
      port            = 5432
      auth_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_clickhouse = {
      host                = "tcp://db.example.com"
      http_port           = 5432
      native_port         = 5432
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "port_0" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "db.example.com"
      port                = 0
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_cache = {
      host            = "db.example.com"
      port            = 0
      auth_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_clickhouse = {
      host                = "db.example.com"
      http_port           = 0
      native_port         = 0
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "port_above_65535" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "db.example.com"
      port                = 65536
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_cache = {
      host            = "db.example.com"
      port            = 65536
      auth_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_clickhouse = {
      host                = "db.example.com"
      http_port           = 65536
      native_port         = 65536
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "user_of_postgresql_and_clickhouse_with_one_port_for_both" {
  command = plan

  variables {
    database_user = "pg_langfuse"
    external_clickhouse = {
      host                = "ch.example.com"
      http_port           = 8123
      native_port         = 8123
      username            = "langfuse"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }

  expect_failures = [var.database_user, var.external_clickhouse]
}

run "passwords_in_place_of_their_arns" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "db.example.com"
      port                = 5432
      username            = "langfuse"
      password_secret_arn = "hunter2"
    }
    external_cache = {
      host            = "db.example.com"
      port            = 5432
      auth_secret_arn = "hunter2"
    }
    external_clickhouse = {
      host                = "db.example.com"
      http_port           = 8123
      native_port         = 5432
      username            = "langfuse"
      password_secret_arn = "hunter2"
    }
  }

  expect_failures = [var.external_database, var.external_cache, var.external_clickhouse]
}

run "users_that_break_a_url" {
  command = plan

  variables {
    database_type = "external"
    external_database = {
      host                = "db.example.com"
      port                = 5432
      username            = "lang:fuse@x"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_cache = {
      host            = "db.example.com"
      port            = 5432
      auth_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
    external_clickhouse = {
      host                = "db.example.com"
      http_port           = 8123
      native_port         = 5432
      username            = "lang:fuse@x"
      password_secret_arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/team/secret"
    }
  }

  expect_failures = [var.external_database, var.external_clickhouse]
}
