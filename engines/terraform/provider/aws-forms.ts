/** Prefixes of ids that AWS makes up itself, by resource type. */
export const ID_PREFIX: Record<string, string> = {
  aws_ami: "ami",
  aws_db_instance: "db",
  aws_ebs_volume: "vol",
  aws_efs_access_point: "fsap",
  aws_efs_file_system: "fs",
  aws_efs_mount_target: "fsmt",
  aws_egress_only_internet_gateway: "eigw",
  aws_eip: "eipalloc",
  aws_flow_log: "fl",
  aws_instance: "i",
  aws_internet_gateway: "igw",
  aws_launch_template: "lt",
  aws_nat_gateway: "nat",
  aws_network_acl: "acl",
  aws_network_interface: "eni",
  aws_route: "r-rtb",
  aws_route_table: "rtb",
  aws_route_table_association: "rtbassoc",
  aws_security_group: "sg",
  aws_security_group_rule: "sgrule",
  aws_service_discovery_http_namespace: "ns",
  aws_service_discovery_private_dns_namespace: "ns",
  aws_service_discovery_service: "srv",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_endpoint: "vpce",
  aws_vpc_security_group_egress_rule: "sgr",
  aws_vpc_security_group_ingress_rule: "sgr",
};

/** The same for attributes that refer to such an id. */
export const REFERENCE_PREFIX: [RegExp, string][] = [
  [/vpc_id$/, "vpc"],
  [/subnet(_id)?$/, "subnet"],
  [/security_group(_id)?$/, "sg"],
  [/network_interface_id$/, "eni"],
  [/allocation_id$/, "eipalloc"],
  [/association_id$/, "eipassoc"],
  [/route_table_id$/, "rtb"],
  [/network_acl_id$/, "acl"],
  [/dhcp_options_id$/, "dopt"],
  [/instance_id$/, "i"],
  [/ami(_id)?$|image_id$/, "ami"],
];

/** The form of a type's ARNs. */
export interface ArnForm {
  service: string;
  /** Text after the account; `{n}` is the name, `{i}` the id, `{h}` sixteen hex digits, `{u}` a UUID. */
  resource: string;
  /**
   * What the ARN leaves out: the region (IAM, CloudFront), the account (API Gateway) or both (S3,
   * Route 53).
   */
  scope?: "global" | "noAccount" | "bare";
  /** The id is the ARN. */
  isId?: boolean;
}

/** ARNs of types whose form cannot be told from the type's name. */
export const ARN: Record<string, ArnForm> = {
  aws_acm_certificate: { service: "acm", resource: "certificate/{u}", isId: true },
  aws_alb: { service: "elasticloadbalancing", resource: "loadbalancer/app/{n}/{h}", isId: true },
  aws_apigatewayv2_api: { service: "apigateway", resource: "/apis/{i}", scope: "noAccount" },
  aws_apigatewayv2_vpc_link: {
    service: "apigateway",
    resource: "/vpclinks/{i}",
    scope: "noAccount",
  },
  aws_autoscaling_group: {
    service: "autoscaling",
    resource: "autoScalingGroup:{u}:autoScalingGroupName/{n}",
  },
  aws_cloudfront_distribution: {
    service: "cloudfront",
    resource: "distribution/{i}",
    scope: "global",
  },
  aws_cloudwatch_event_rule: { service: "events", resource: "rule/{n}" },
  aws_cloudwatch_log_group: { service: "logs", resource: "log-group:{n}" },
  aws_cloudwatch_metric_alarm: { service: "cloudwatch", resource: "alarm:{n}" },
  aws_db_instance: { service: "rds", resource: "db:{n}" },
  aws_db_parameter_group: { service: "rds", resource: "pg:{n}" },
  aws_db_subnet_group: { service: "rds", resource: "subgrp:{n}" },
  aws_ecs_capacity_provider: { service: "ecs", resource: "capacity-provider/{n}", isId: true },
  aws_ecs_cluster: { service: "ecs", resource: "cluster/{n}", isId: true },
  aws_ecs_service: { service: "ecs", resource: "service/{cluster}/{n}", isId: true },
  aws_ecs_task_definition: { service: "ecs", resource: "task-definition/{n}:1" },
  aws_efs_access_point: { service: "elasticfilesystem", resource: "access-point/{i}" },
  aws_efs_file_system: { service: "elasticfilesystem", resource: "file-system/{i}" },
  aws_elasticache_cluster: { service: "elasticache", resource: "cluster:{n}" },
  aws_elasticache_replication_group: { service: "elasticache", resource: "replicationgroup:{n}" },
  aws_elasticache_serverless_cache: { service: "elasticache", resource: "serverlesscache:{n}" },
  aws_iam_instance_profile: { service: "iam", resource: "instance-profile/{n}", scope: "global" },
  aws_iam_policy: { service: "iam", resource: "policy/{n}", scope: "global", isId: true },
  aws_iam_role: { service: "iam", resource: "role/{n}", scope: "global" },
  aws_iam_user: { service: "iam", resource: "user/{n}", scope: "global" },
  aws_kms_key: { service: "kms", resource: "key/{i}" },
  aws_lambda_function: { service: "lambda", resource: "function:{n}" },
  aws_lb: { service: "elasticloadbalancing", resource: "loadbalancer/app/{n}/{h}", isId: true },
  aws_lb_listener: {
    service: "elasticloadbalancing",
    resource: "listener/app/{n}/{h}/{h}",
    isId: true,
  },
  aws_lb_listener_rule: {
    service: "elasticloadbalancing",
    resource: "listener-rule/app/{n}/{h}/{h}/{h}",
    isId: true,
  },
  aws_lb_target_group: {
    service: "elasticloadbalancing",
    resource: "targetgroup/{n}/{h}",
    isId: true,
  },
  aws_rds_cluster: { service: "rds", resource: "cluster:{n}" },
  aws_route53_zone: { service: "route53", resource: "hostedzone/{i}", scope: "bare" },
  aws_s3_bucket: { service: "s3", resource: "{n}", scope: "bare" },
  aws_secretsmanager_secret: { service: "secretsmanager", resource: "secret:{n}-{s}", isId: true },
  aws_service_discovery_http_namespace: { service: "servicediscovery", resource: "namespace/{i}" },
  aws_service_discovery_private_dns_namespace: {
    service: "servicediscovery",
    resource: "namespace/{i}",
  },
  aws_service_discovery_service: { service: "servicediscovery", resource: "service/{i}" },
  aws_sns_topic: { service: "sns", resource: "{n}", isId: true },
  aws_sqs_queue: { service: "sqs", resource: "{n}" },
  aws_ssm_parameter: { service: "ssm", resource: "parameter/{n}" },
};
