# Generated from stacks/aws/web-alb.ts. Edit there, then run npm run synth.

resource "aws_lb" "web" {
  #checkov:skip=CKV_AWS_91:S3 bills each log file; alb_access_logs_bucket switches them on
  #checkov:skip=CKV2_AWS_28:a web ACL costs a monthly fee per ACL and rule; web_acl_arn names one
  #checkov:skip=CKV2_AWS_76:the rules of the web ACL are those of its owner; web_acl_arn names it
  count = var.web_platform == "alb" ? 1 : 0

  name                       = "${local.name}-web"
  drop_invalid_header_fields = true
  enable_deletion_protection = var.force_delete ? false : true
  # Shorter than web's 110 s, which would else close a connection that is being used.
  idle_timeout       = 100
  internal           = var.is_web_internal
  load_balancer_type = "application"
  region             = var.region
  security_groups    = aws_security_group.load_balancer[*].id
  subnets            = var.is_web_internal ? local.data_subnet_ids : local.public_subnet_ids

  dynamic "access_logs" {
    for_each = var.alb_access_logs_bucket[*]

    content {
      bucket  = access_logs.value
      enabled = true
      prefix  = local.name
    }
  }

  tags = merge(local.tags, { Name = "${local.name}-web" })
}

resource "aws_lb_target_group" "web" {
  count = var.web_platform == "alb" ? 1 : 0

  name                 = "${local.name}-${local.is_ec2 ? "instance" : "ip"}"
  deregistration_delay = "110"
  port                 = 3000
  #checkov:skip=CKV_AWS_378:Langfuse has no TLS of its own; only the load balancer may reach its port
  protocol    = "HTTP"
  region      = var.region
  target_type = local.is_ec2 ? "instance" : "ip"
  vpc_id      = local.vpc_id

  health_check {
    healthy_threshold   = 2
    interval            = 15
    matcher             = "200"
    path                = "/api/public/ready"
    timeout             = 10
    unhealthy_threshold = 3
  }

  tags = merge(local.tags, { Name = "${local.name}-web" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "http" {
  count = var.web_platform == "alb" ? 1 : 0

  load_balancer_arn = aws_lb.web[0].arn
  port              = 80
  protocol          = "HTTP"
  region            = var.region

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }

  tags = local.tags
}

resource "aws_lb_listener" "https" {
  count = var.web_platform == "alb" ? 1 : 0

  certificate_arn   = local.certificate_arn
  load_balancer_arn = aws_lb.web[0].arn
  port              = 443
  protocol          = "HTTPS"
  region            = var.region
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    target_group_arn = aws_lb_target_group.web[0].arn
    type             = "forward"
  }

  tags = local.tags
}

resource "aws_wafv2_web_acl_association" "web_load_balancer" {
  count = var.web_platform == "alb" ? (var.web_acl_arn == null ? 0 : 1) : 0

  region       = var.region
  resource_arn = aws_lb.web[0].arn
  web_acl_arn  = var.web_acl_arn
}
