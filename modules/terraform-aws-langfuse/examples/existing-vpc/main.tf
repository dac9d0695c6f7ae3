module "langfuse" {
  source = "../../"

  name = local.name

  # By way of what gives them their routes: the first tasks need the way out.
  vpc_id             = aws_vpc.this.id
  private_subnet_ids = [for zone in local.zones : aws_route_table_association.private[zone].subnet_id]
  public_subnet_ids  = [for zone in local.zones : aws_route_table_association.public[zone].subnet_id]

  clickhouse_allowed_security_group_ids = [aws_security_group.analyst.id]
}

# Whatever carries this group may query ClickHouse.
resource "aws_security_group" "analyst" {
  #checkov:skip=CKV2_AWS_5:it is for whatever shall query, which is not part of this example
  name_prefix = "${local.name}-analyst-"
  description = "May query ClickHouse"
  vpc_id      = aws_vpc.this.id

  lifecycle {
    create_before_destroy = true
  }
}
