// Generated from the variables of terraform-aws-langfuse. Edit there, then run npm run synth.
import type { IResolvable } from "cdktf";

/** See the variable `external_database`. */
export interface LangfuseAwsExternalDatabase {
  readonly host: string;

  /** @default 5432 */
  readonly port?: number;

  /** @default "langfuse" */
  readonly name?: string;

  readonly username: string;

  readonly passwordSecretArn: string;
}

/** See the variable `external_cache`. */
export interface LangfuseAwsExternalCache {
  readonly host: string;

  /** @default 6379 */
  readonly port?: number;

  /** @default true */
  readonly tls?: boolean | IResolvable;

  /** @default null */
  readonly authSecretArn?: string;
}

/** See the variable `external_clickhouse`. */
export interface LangfuseAwsExternalClickhouse {
  readonly host: string;

  /** @default 8123 */
  readonly httpPort?: number;

  /** @default 9000 */
  readonly nativePort?: number;

  /** @default false */
  readonly tls?: boolean | IResolvable;

  readonly username: string;

  /** @default "default" */
  readonly database?: string;

  /** @default false */
  readonly clusterEnabled?: boolean | IResolvable;

  readonly passwordSecretArn: string;
}

/** See the variable `initial_setup`. */
export interface LangfuseAwsInitialSetup {
  readonly userEmail: string;

  /** @default "Administrator" */
  readonly userName?: string;

  /** @default "default" */
  readonly organizationId?: string;

  /** @default "Default" */
  readonly organizationName?: string;

  /** @default "default" */
  readonly projectId?: string;

  /** @default "Default" */
  readonly projectName?: string;
}

/** The variables of terraform-aws-langfuse. */
export interface LangfuseAwsProps {
  /**
   * Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a
   * letter. Several installations fit in one account when their names differ. It must never change:
   * another name makes other resources, and a generated encryption key and salt are lost.
   *
   * @default "langfuse"
   */
  readonly name?: string;

  /**
   * For users of tubone24/langfuse-v3-terraform: takes the place of name, and
   * langfuse.<custom_domain_name> is then the address, as it is there. Null means that name is used.
   *
   * @default null
   */
  readonly identityName?: string;

  /**
   * Appended to the name with a hyphen, for instance dev or prod; as in
   * tubone24/langfuse-v3-terraform. Null means that nothing is appended.
   *
   * @default null
   */
  readonly env?: string;

  /**
   * Tags on everything that takes tags.
   *
   * @default {}
   */
  readonly tags?: Record<string, string>;

  /**
   * Region of everything that the module makes, such as eu-west-1. Null means the region of the AWS
   * provider.
   *
   * @default null
   */
  readonly region?: string;

  /**
   * Version of Langfuse, 3.x.y or 4.x.y: the tag of the images of web and worker. A fresh
   * installation may start with 4; an existing one must have finished its background migrations
   * first and goes through langfuse_v4_write_mode. Langfuse 3 gets security patches until the end of
   * January 2027.
   *
   * @default "3.225.4"
   */
  readonly langfuseVersion?: string;

  /**
   * Langfuse 4 only: which tables it writes. events_only for a fresh installation; an existing one
   * goes legacy, dual (both, while the history is copied), events_only, and can go back only before
   * the last step.
   *
   * @default "events_only"
   */
  readonly langfuseV4WriteMode?: string;

  /**
   * Whole image reference in place of langfuse/langfuse:<langfuse_version>, with the same entry
   * point and the version that langfuse_version says. Null means the public image, or the copy in
   * the own repository with ecr_enabled.
   *
   * @default null
   */
  readonly webImage?: string;

  /**
   * Whole image reference in place of langfuse/langfuse-worker:<langfuse_version>, with the same
   * entry point and the version that langfuse_version says. Null means the public image, or the copy
   * in the own repository with ecr_enabled.
   *
   * @default null
   */
  readonly workerImage?: string;

  /**
   * Whole image reference in place of clickhouse/clickhouse-server:<clickhouse_version>, with the
   * same entry point and the version that clickhouse_version says. Null means the public image, or
   * the copy in the own repository with ecr_enabled.
   *
   * @default null
   */
  readonly clickhouseImage?: string;

  /**
   * Whether Amazon ECR repositories are made for the images. The output ecr_push_commands fills
   * them; an image is taken from its repository from the first apply on that finds it there, and
   * from its public place until then.
   *
   * @default false
   */
  readonly ecrEnabled?: boolean | IResolvable;

  /**
   * ARN of a customer managed KMS key for everything that takes one: volumes, buckets, database,
   * cache, secrets, images and logs. Its key policy must let CloudWatch Logs and, with launch_type
   * EC2, the service-linked role of Auto Scaling use it. Null means the keys that AWS manages at no
   * charge.
   *
   * @default null
   */
  readonly kmsKeyArn?: string;

  /**
   * Whether destroy may remove the data: buckets with their objects, the database and the volume
   * without a final snapshot, deletion protection off. False lets destroy stop at what still holds
   * data.
   *
   * @default false
   */
  readonly forceDelete?: boolean | IResolvable;

  /**
   * Whether the worker and ClickHouse run on Spot: FARGATE_SPOT, or Spot instances with launch_type
   * EC2. It costs about a third; AWS may stop a Spot task with two minutes' notice, and a new one
   * then starts on the same data.
   *
   * @default false
   */
  readonly isSpotInstance?: boolean | IResolvable;

  /**
   * Whether web runs on Spot as well, where it is a service of this cluster (web_platform
   * api_gateway or alb). Have at least two tasks then. With launch_type EC2 web shares the worker's
   * instances and follows is_spot_instance.
   *
   * @default false
   */
  readonly isWebSpotInstance?: boolean | IResolvable;

  /**
   * How many tasks of web and of the worker stay on demand when they run on Spot (with launch_type
   * EC2: how many instances), 0 to 100. ClickHouse is one task and takes no base.
   *
   * @default 0
   */
  readonly spotOnDemandBase?: number;

  /**
   * Processor of every task: ARM64 (Graviton, about 20 % cheaper) or X86_64.
   *
   * @default "ARM64"
   */
  readonly cpuArchitecture?: string;

  /**
   * FARGATE, or EC2 for container instances of one's own: two Auto Scaling groups, one for web and
   * worker, one for ClickHouse.
   *
   * @default "FARGATE"
   */
  readonly launchType?: string;

  /**
   * launch_type EC2: type of the instances of web and worker, of a Nitro generation. Null means the
   * smallest of t4g/m6g (ARM64) or t3/m5 (X86_64), large or bigger, that the larger of the two tasks
   * fits into.
   *
   * @default null
   */
  readonly ec2InstanceType?: string;

  /**
   * launch_type EC2: type of the instance of ClickHouse, which needs clickhouse_memory and about 600
   * MiB for the system. Null means the smallest of the same families that clickhouse_cpu and
   * clickhouse_memory fit into.
   *
   * @default null
   */
  readonly ec2ClickhouseInstanceType?: string;

  /**
   * launch_type EC2: how many instances web and worker may use at most, 1 to 100. A deployment needs
   * room for the new tasks beside the old ones.
   *
   * @default 3
   */
  readonly ec2MaxInstanceCount?: number;

  /**
   * Id of the VPC to run in, together with its subnets; it must have DNS support and DNS host names
   * switched on, and should have a gateway endpoint for S3. Null means that a small VPC is made.
   *
   * @default null
   */
  readonly vpcId?: string;

  /**
   * Ids of the VPC's private subnets, in different availability zones. Tasks, database, cache and
   * volume live in them; the tasks need a way to the internet (a NAT gateway) or endpoints for S3,
   * the secret store, CloudWatch Logs and the image registry. Empty means that public_subnet_ids are
   * used for all of them.
   *
   * @default []
   */
  readonly privateSubnetIds?: string[];

  /**
   * Ids of the VPC's public subnets, in different availability zones, for an internet-facing load
   * balancer. When private_subnet_ids is empty everything lives in them: each task then has a public
   * IPv4 address for outgoing traffic, which costs less than a NAT gateway, and its security group
   * still lets nobody in from the internet.
   *
   * @default []
   */
  readonly publicSubnetIds?: string[];

  /**
   * IPv4 range of the VPC that is made when vpc_id is null, /16 to /24. Choose one that overlaps
   * with no network that it shall be peered with.
   *
   * @default "10.0.0.0/16"
   */
  readonly vpcCidr?: string;

  /**
   * Names of the availability zones of the VPC that is made, two to four, such as eu-west-1a. Empty
   * means the first two that suit; name them in production, because another order of AWS's list
   * would move subnets. With vpc_id the subnets decide.
   *
   * @default []
   */
  readonly availabilityZones?: string[];

  /**
   * NAT gateways of the VPC that is made: none (tasks have public addresses, which costs least),
   * single, or one_per_az. With one, tasks live in the private subnets.
   *
   * @default "none"
   */
  readonly natGateway?: string;

  /**
   * Whether the VPC that is made logs rejected and accepted connections to CloudWatch, which bills
   * the ingestion.
   *
   * @default false
   */
  readonly vpcFlowLogsEnabled?: boolean | IResolvable;

  /**
   * TCP ports that web and worker may reach anywhere: 443 for AWS, model providers and webhooks, 465
   * and 587 for mail. Add the port of an own model server or OpenTelemetry collector.
   *
   * @default [443,465,587]
   */
  readonly allowedEgressPorts?: number[];

  /**
   * What stands before web: api_gateway (an HTTP API with an HTTPS address of its own, billed by the
   * request; 30 seconds and 10 MB a request, no streaming), alb (an Application Load Balancer with
   * your domain, billed by the hour), app_runner (closed to new customers since 2026-04-30; for
   * accounts that have it) or ecs_express (ECS Express Mode, whose load balancer up to 25 services
   * of the VPC share; X86_64). app_runner without a domain, and ecs_express, have the HTTP API
   * before them, because their own address is known too late.
   *
   * @default "api_gateway"
   */
  readonly webPlatform?: string;

  /**
   * Whether the load balancer has private addresses only, for access through a VPN or a peered
   * network. Only with web_platform alb; every other platform is public.
   *
   * @default false
   */
  readonly isWebInternal?: boolean | IResolvable;

  /**
   * CPU units of a web task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384; App
   * Runner and Express Mode go up to 4096.
   *
   * @default 512
   */
  readonly webCpu?: number;

  /**
   * Memory of a web task in MiB, at least 1024 and one of the values that Fargate offers for
   * web_cpu; App Runner rounds the pair up to the next that it has. Three quarters become Node's
   * heap; with 1024 Langfuse has been seen to crash under load.
   *
   * @default 2048
   */
  readonly webMemory?: number;

  /**
   * How many web tasks run at least, 1 to 100. Two or more survive the loss of one.
   *
   * @default 1
   */
  readonly webDesiredCount?: number;

  /**
   * How many web tasks automatic scaling by CPU may start, up to 100. Null means 4, or
   * web_desired_count when that is more.
   *
   * @default null
   */
  readonly webMaxCount?: number;

  /**
   * Average CPU utilisation in percent that automatic scaling of web and worker aims at, 10 to 90.
   * Langfuse advises to scale out above 50.
   *
   * @default 50
   */
  readonly autoscalingCpuTarget?: number;

  /**
   * IPv4 ranges that may reach web, enforced by the load balancer of web_platform alb. The other
   * platforms cannot tell callers apart and take only the default, everybody; Langfuse still asks
   * for a login or an API key.
   *
   * @default ["0.0.0.0/0"]
   */
  readonly allowedCidrBlocks?: string[];

  /**
   * ARN of a regional AWS WAF web ACL for web, with web_platform alb or app_runner. Null means none.
   * For one that the same configuration makes, write format("%s", aws_wafv2_web_acl.example.arn):
   * Terraform must know that it is not null.
   *
   * @default null
   */
  readonly webAclArn?: string;

  /**
   * Name of an S3 bucket for the access logs of the load balancer, whose policy lets Elastic Load
   * Balancing write to it. Null means no access logs.
   *
   * @default null
   */
  readonly albAccessLogsBucket?: string;

  /**
   * Whether the HTTP API writes a line for each request to CloudWatch, which bills the ingestion.
   *
   * @default false
   */
  readonly apiAccessLogsEnabled?: boolean | IResolvable;

  /**
   * Host name that Langfuse is reached at, such as langfuse.example.com, in lower case and with at
   * most 64 characters. It needs custom_domain_id (certificate and records are made in that zone) or
   * certificate_arn (you point the name at the output langfuse_dns_target). Null means the
   * platform's own HTTPS address.
   *
   * @default null
   */
  readonly customDomainName?: string;

  /**
   * Id of the public Route 53 zone of custom_domain_name, in which the records for the certificate
   * and for the address are made. Null means that the zone is elsewhere. For a zone that the same
   * configuration makes, write format("%s", aws_route53_zone.example.zone_id): Terraform must know
   * that it is not null.
   *
   * @default null
   */
  readonly customDomainId?: string;

  /**
   * ARN of a certificate of AWS Certificate Manager for custom_domain_name, in the region of the
   * installation. Null means that one is made, in the zone custom_domain_id; App Runner always makes
   * its own.
   *
   * @default null
   */
  readonly certificateArn?: string;

  /**
   * CPU units of a worker task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384.
   *
   * @default 512
   */
  readonly workerCpu?: number;

  /**
   * Memory of a worker task in MiB, one of the values that Fargate offers for worker_cpu. Three
   * quarters become Node's heap.
   *
   * @default 1024
   */
  readonly workerMemory?: number;

  /**
   * How many worker tasks run at least, 1 to 100.
   *
   * @default 1
   */
  readonly workerDesiredCount?: number;

  /**
   * Old spelling of worker_desired_count, for users of tubone24/langfuse-v3-terraform; wins when it
   * is set. Null means that worker_desired_count is used.
   *
   * @default null
   */
  readonly workerDesireCount?: number;

  /**
   * How many worker tasks automatic scaling by CPU may start, up to 100. Null means 4, or
   * worker_desired_count when that is more.
   *
   * @default null
   */
  readonly workerMaxCount?: number;

  /**
   * rds (one instance, cheapest), aurora_serverless_v2 (capacity follows the load) or external
   * (external_database). A change makes a new, empty database: move the data yourself first.
   *
   * @default "rds"
   */
  readonly databaseType?: string;

  /**
   * Version of PostgreSQL: a major one from 15 to 18, whose minor versions AWS applies in the
   * maintenance window, or a full one such as 17.6. Never lower it.
   *
   * @default "17"
   */
  readonly databaseVersion?: string;

  /**
   * Name of the database's user: a lower case letter, then up to 62 lower case letters, digits and
   * underscores. A change makes a new database.
   *
   * @default "langfuse"
   */
  readonly databaseUser?: string;

  /**
   * Days of automatic backups, and so how far back the database can be restored to any second, 1 to
   * 35.
   *
   * @default 7
   */
  readonly databaseBackupRetentionDays?: number;

  /**
   * Whether a standby (rds) or a second instance (aurora_serverless_v2) waits in another
   * availability zone. It doubles the price of the database.
   *
   * @default false
   */
  readonly databaseMultiAz?: boolean | IResolvable;

  /**
   * Generation of the database's password. Raise it by one to have a new one made and the tasks
   * restarted with it; it is never lowered.
   *
   * @default 1
   */
  readonly databasePasswordVersion?: number;

  /**
   * database_type rds: class of the instance.
   *
   * @default "db.t4g.micro"
   */
  readonly databaseInstanceClass?: string;

  /**
   * database_type rds: size of the gp3 volume in GiB, 20 to 65536. It can grow, never shrink.
   *
   * @default 20
   */
  readonly databaseStorageGib?: number;

  /**
   * database_type rds: size in GiB up to which RDS may grow the volume when it fills, at least a
   * tenth above database_storage_gib. Null means that it never grows by itself.
   *
   * @default 100
   */
  readonly databaseMaxStorageGib?: number;

  /**
   * database_type aurora_serverless_v2: least capacity in ACU (about 2 GiB of memory each), 0 to 256
   * in steps of 0.5. 0 lets an idle cluster pause, but a running worker asks it every few seconds
   * and so keeps it awake.
   *
   * @default 0.5
   */
  readonly databaseMinCapacity?: number;

  /**
   * database_type aurora_serverless_v2: largest capacity in ACU, 1 to 256 in steps of 0.5.
   *
   * @default 10
   */
  readonly databaseMaxCapacity?: number;

  /**
   * Type of the Valkey node. Its memory holds the queues: about 1 GB for 100,000 events a minute.
   *
   * @default "cache.t4g.micro"
   */
  readonly cacheNodeType?: string;

  /**
   * Version of Valkey, 7.2 or newer, such as 8.0. It can be raised, never lowered.
   *
   * @default "8.0"
   */
  readonly cacheVersion?: string;

  /**
   * How many replicas the Valkey node has, 0 to 5; with one or more ElastiCache fails over by
   * itself. Each costs as much as the node.
   *
   * @default 0
   */
  readonly cacheReplicaCount?: number;

  /**
   * Days that the raw events stay in the bucket. Langfuse reads them again only to process them
   * anew; the traces are in ClickHouse. Null means for ever. Media never expire.
   *
   * @default 30
   */
  readonly eventRetentionDays?: number;

  /**
   * Days that batch exports stay in the bucket, at least 2: their download links live for 24 hours.
   *
   * @default 7
   */
  readonly exportRetentionDays?: number;

  /**
   * Whether the bucket of events, media and exports keeps overwritten and deleted objects for 30
   * days more. ClickHouse's bucket never does: every merge would keep what it replaced.
   *
   * @default false
   */
  readonly blobVersioningEnabled?: boolean | IResolvable;

  /**
   * CPU units of the ClickHouse task (1024 are one vCPU): 256, 512, 1024, 2048, 4096, 8192 or 16384.
   *
   * @default 1024
   */
  readonly clickhouseCpu?: number;

  /**
   * Memory of the ClickHouse task in MiB, at least 2048 and one of the values that Fargate offers
   * for clickhouse_cpu: 1024 units take 2048 to 8192 in steps of 1024, 2048 units 4096 to 16384,
   * 4096 units 8192 to 30720, 8192 units 16384 to 61440 in steps of 4096, 16384 units 32768 to
   * 122880 in steps of 8192.
   *
   * @default 4096
   */
  readonly clickhouseMemory?: number;

  /**
   * Generation of ClickHouse's password. Raise it by one to have a new password made and the server
   * restarted with it; it is never lowered.
   *
   * @default 1
   */
  readonly clickhousePasswordVersion?: number;

  /**
   * Ids of the security groups whose members may reach ClickHouse on the ports 8123 (HTTP) and 9000
   * (native).
   *
   * @default []
   */
  readonly clickhouseAllowedSecurityGroupIds?: string[];

  /**
   * Tag of the official image clickhouse/clickhouse-server: a full version such as 26.8.19.9 or a
   * release such as 26.8, at least 24.3 (Langfuse 4: 25.12). Pinned, because a newer one has broken
   * Langfuse before; never lower it on existing data.
   *
   * @default "26.8.19.9"
   */
  readonly clickhouseVersion?: string;

  /**
   * Where ClickHouse keeps its tables: tiered (new small parts on the volume, large ones on S3
   * behind a cache), object_storage_cached (every part on S3 behind a cache), object_storage (every
   * part on S3, no cache) or volume (everything on the volume). It can be changed on existing data,
   * except from volume or tiered to object_storage, which ClickHouse refuses to start with while
   * parts are on the volume.
   *
   * @default "tiered"
   */
  readonly clickhouseStorage?: string;

  /**
   * Size in MiB above which a part goes to S3 when clickhouse_storage is tiered, at least 2. Smaller
   * parts cost no requests while they are merged again and again. Measured on S3 with 565 MiB of
   * traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the volume.
   *
   * @default 100
   */
  readonly clickhouseHotPartSizeMib?: number;

  /**
   * Size in GiB of the cache for S3 on the container's own disk, 1 to 180; above 10 the task gets,
   * and is billed for, a larger disk. It saves every repeated read while it holds what the
   * dashboards touch, and starts empty after each restart.
   *
   * @default 10
   */
  readonly clickhouseCacheSizeGib?: number;

  /**
   * Milliseconds that Langfuse's worker collects rows before it inserts them, 1000 to 60000. Each
   * insert makes a part, so this is the main lever on requests (measured over five minutes on S3
   * with object_storage: 18,638 PUTs at 1000, 3,739 at 5000, 1,869 at 10000, 543 at 30000); it is
   * also how long a new trace takes to appear.
   *
   * @default 10000
   */
  readonly ingestionWriteIntervalMs?: number;

  /**
   * Whether ClickHouse may start on a volume that is not the one that belongs to the bucket. Set it
   * to true for one apply when the right volume is gone for good; what only the bucket held is lost.
   *
   * @default false
   */
  readonly clickhouseAcceptDataLoss?: boolean | IResolvable;

  /**
   * Days that ClickHouse keeps the rows of its own log tables (query_log, part_log, error_log,
   * crash_log), which stay on the volume. ClickHouse applies a change when it makes the table anew,
   * so it starts a fresh table and keeps the old one as query_log_0.
   *
   * @default 3
   */
  readonly clickhouseLogRetentionDays?: number;

  /**
   * More configuration for ClickHouse, name to XML with the root element clickhouse. Each becomes a
   * file in config.d that is read after the module's own and so wins over it. At most 32768
   * characters in all.
   *
   * @default {}
   */
  readonly clickhouseExtraConfig?: Record<string, string>;

  /**
   * efs (shared file system, survives everything but its deletion) or ebs (one gp3 volume in one
   * availability zone, faster and cheaper by the GiB; only with launch_type EC2). A change makes a
   * new, empty volume.
   *
   * @default "efs"
   */
  readonly clickhouseVolumeType?: string;

  /**
   * clickhouse_volume_type ebs: size of the volume in GiB, 8 to 16384. It can grow, never shrink; a
   * change replaces the instance, a pause of some minutes, and the file system grows with it. EFS
   * grows by itself.
   *
   * @default 50
   */
  readonly clickhouseVolumeSizeGib?: number;

  /**
   * Whether EFS keeps the volume in one availability zone, for about half the price; ClickHouse then
   * runs in that zone only. A change makes a new, empty volume.
   *
   * @default false
   */
  readonly efsOneZone?: boolean | IResolvable;

  /**
   * Throughput of the EFS volume: bursting (no charge per byte), provisioned (at
   * efs_provisioned_throughput_mibps) or elastic, which is billed by the byte and has cost idle
   * installations hundreds of dollars a month.
   *
   * @default "bursting"
   */
  readonly efsThroughputMode?: string;

  /**
   * MiB/s of the EFS volume when efs_throughput_mode is provisioned, 1 to 3414. Null otherwise.
   *
   * @default null
   */
  readonly efsProvisionedThroughputMibps?: number;

  /**
   * database_type external: a PostgreSQL of your own, in UTC and reachable from the subnets.
   * password_secret_arn is the ARN of an SSM parameter or a Secrets Manager secret that holds the
   * password, whose characters must be safe in a URL. Null otherwise.
   *
   * @default null
   */
  readonly externalDatabase?: LangfuseAwsExternalDatabase;

  /**
   * A Valkey or Redis (7 or newer, no cluster mode, maxmemory-policy noeviction) of your own in
   * place of the one that is made. auth_secret_arn is the ARN of an SSM parameter or a Secrets
   * Manager secret that holds its password. Null means that one is made.
   *
   * @default null
   */
  readonly externalCache?: LangfuseAwsExternalCache;

  /**
   * A ClickHouse of your own in place of the one that is made, in UTC and reachable from the subnets
   * on both ports. tls covers both; cluster_enabled is for replicas with Keeper. password_secret_arn
   * is the ARN of an SSM parameter or a Secrets Manager secret that holds the password, which must
   * be alphanumeric: Langfuse's migrations put it into a URL. Null means that one is made.
   *
   * @default null
   */
  readonly externalClickhouse?: LangfuseAwsExternalClickhouse;

  /**
   * Organisation, project, user and project keys that Langfuse makes at its first start. Password
   * and secret key are generated: see the outputs initial_user_password and initial_secret_key, and
   * the secret store. Null means that the first visitor signs up.
   *
   * @default null
   */
  readonly initialSetup?: LangfuseAwsInitialSetup;

  /**
   * More environment variables of web and worker, for instance AUTH_DISABLE_SIGNUP,
   * EMAIL_FROM_ADDRESS or TELEMETRY_ENABLED; never a secret. A name that the module sets itself is
   * refused.
   *
   * @default {}
   */
  readonly additionalEnv?: Record<string, string>;

  /**
   * More secret environment variables of web and worker, for instance SMTP_CONNECTION_URL,
   * AUTH_GOOGLE_CLIENT_SECRET or LANGFUSE_EE_LICENSE_KEY: name to the ARN of an SSM parameter or a
   * Secrets Manager secret that holds the value.
   *
   * @default {}
   */
  readonly additionalSecretEnv?: Record<string, string>;

  /**
   * Where secrets are kept: ssm (Parameter Store, at no charge) or secretsmanager (Secrets Manager,
   * $0.40 a month each). A change makes new passwords of database and ClickHouse and logs everybody
   * out; encryption key and salt must stay the same, so read them from the old store first and give
   * encryption_key and web_salt with the change.
   *
   * @default "ssm"
   */
  readonly secretStore?: string;

  /**
   * Key that Langfuse encrypts stored credentials with: 64 hexadecimal digits (openssl rand -hex
   * 32). Null means that one is generated. It must never change once data are stored.
   *
   * @default null
   */
  readonly encryptionKey?: string;

  /**
   * Salt that API keys are hashed with, 1 to 1024 characters. Null means that one is generated. It
   * must never change: every API key would be lost.
   *
   * @default null
   */
  readonly webSalt?: string;

  /**
   * Secret that sessions are signed with (NEXTAUTH_SECRET), 1 to 1024 characters. Null means that
   * one is generated. Another one logs everybody out.
   *
   * @default null
   */
  readonly webNextSecret?: string;

  /**
   * Days that CloudWatch keeps the containers' logs: one of the periods that CloudWatch Logs offers,
   * from 1 to 3653.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;

  /**
   * Whether the ECS cluster sends Container Insights metrics, which CloudWatch bills by the metric.
   *
   * @default false
   */
  readonly containerInsightsEnabled?: boolean | IResolvable;

  /**
   * Whether ECS Exec may open a shell in the tasks (aws ecs execute-command), for instance to run
   * clickhouse-client.
   *
   * @default false
   */
  readonly executeCommandEnabled?: boolean | IResolvable;
}

/** Variables that are objects, whose members are named as in Terraform too. */
export const OBJECT_VARIABLES: readonly string[] = ["external_database","external_cache","external_clickhouse","initial_setup"];
