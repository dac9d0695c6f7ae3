module "langfuse" {
  source = "../../"

  name = "langfuse-blog"

  is_spot_instance = true

  # Every part of every table on S3, and no cache: the disk and the policy of the blog.
  clickhouse_storage = "object_storage"

  # Each insert makes a part, and each part some PUTs: the fewer, the cheaper.
  ingestion_write_interval_ms = 10000
}
