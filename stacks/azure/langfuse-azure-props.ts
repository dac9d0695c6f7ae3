// Generated from the variables of terraform-azurerm-langfuse. Edit there, then run npm run synth.
import type { IResolvable } from "cdktf";

/** See the variable `external_database`. */
export interface LangfuseAzureExternalDatabase {
  readonly host: string;

  /** @default 5432 */
  readonly port?: number;

  /** @default "langfuse" */
  readonly name?: string;

  readonly username: string;

  readonly passwordSecretId: string;
}

/** See the variable `external_cache`. */
export interface LangfuseAzureExternalCache {
  readonly host: string;

  /** @default 6379 */
  readonly port?: number;

  /** @default true */
  readonly tls?: boolean | IResolvable;

  /** @default null */
  readonly authSecretId?: string;
}

/** See the variable `external_clickhouse`. */
export interface LangfuseAzureExternalClickhouse {
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

  readonly passwordSecretId: string;
}

/** See the variable `initial_setup`. */
export interface LangfuseAzureInitialSetup {
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

/** The variables of terraform-azurerm-langfuse. */
export interface LangfuseAzureProps {
  /**
   * Prefix of every name: 2 to 20 lower case letters, digits and single hyphens, starting with a
   * letter. Several installations fit in one subscription when their names differ. It must never
   * change: another name makes other resources, and a generated encryption key and salt are lost.
   *
   * @default "langfuse"
   */
  readonly name?: string;

  /**
   * Tags on everything that takes tags.
   *
   * @default {}
   */
  readonly tags?: Record<string, string>;

  /**
   * Region of everything that the module makes, such as japaneast or eastus.
   *
   * @default "japaneast"
   */
  readonly location?: string;

  /**
   * Name of an existing resource group to put everything into; a second installation in it needs
   * cache_private_dns_zone_id. Null means that one is made.
   *
   * @default null
   */
  readonly resourceGroupName?: string;

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
   * point and the version that langfuse_version says. Null means the public image.
   *
   * @default null
   */
  readonly webImage?: string;

  /**
   * Whole image reference in place of langfuse/langfuse-worker:<langfuse_version>, with the same
   * entry point and the version that langfuse_version says. Null means the public image.
   *
   * @default null
   */
  readonly workerImage?: string;

  /**
   * Whole image reference in place of clickhouse/clickhouse-server:<clickhouse_version>, with the
   * same entry point and the version that clickhouse_version says. Null means the public image.
   *
   * @default null
   */
  readonly clickhouseImage?: string;

  /**
   * What the container apps run on: Consumption (billed by use) or a dedicated profile D4, D8, D16,
   * D32, E4, E8, E16, E32, of which at least one instance is always billed.
   *
   * @default "Consumption"
   */
  readonly workloadProfile?: string;

  /**
   * Days that Log Analytics keeps the containers' logs, 30 to 730; the first 31 are free of charge.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;

  /**
   * GB of logs that Log Analytics takes in a day, 0.1 to 1000; what comes after is dropped until the
   * next day. It caps the bill.
   *
   * @default 1
   */
  readonly logAnalyticsDailyQuotaGb?: number;

  /**
   * Whether deleted data may be gone at once: true switches the soft delete of blobs off, and makes
   * a Key Vault without purge protection (decided when it is made). terraform destroy removes the
   * database with its backups in either case: Azure has no final snapshot, so take one first.
   *
   * @default false
   */
  readonly forceDelete?: boolean | IResolvable;

  /**
   * Id of the virtual network to run in, together with the ids of its subnets. Null means that one
   * is made. For one that the same configuration makes, write format("%s", ….id): Terraform must
   * know that it is not null.
   *
   * @default null
   */
  readonly virtualNetworkId?: string;

  /**
   * Id of the subnet for the Container Apps environment, at least /27, delegated to
   * Microsoft.App/environments, with the service endpoint Microsoft.Storage. Null with a network
   * that is made.
   *
   * @default null
   */
  readonly containerAppsSubnetId?: string;

  /**
   * Id of the subnet for PostgreSQL, at least /28, delegated to
   * Microsoft.DBforPostgreSQL/flexibleServers. Null with a network that is made.
   *
   * @default null
   */
  readonly postgresqlSubnetId?: string;

  /**
   * Id of the subnet for the private endpoint of the cache, at least /29. Null with a network that
   * is made.
   *
   * @default null
   */
  readonly privateEndpointsSubnetId?: string;

  /**
   * Id of the subnet for container instances (clickhouse_platform or worker_platform
   * container_instance), at least /29, delegated to Microsoft.ContainerInstance/containerGroups,
   * with the service endpoint Microsoft.Storage. Null with a network that is made.
   *
   * @default null
   */
  readonly containerInstancesSubnetId?: string;

  /**
   * Id of an existing private DNS zone privatelink.redis.azure.net that is linked to the virtual
   * network: a network can be linked to one such zone only. Null means that one is made. For one
   * that the same configuration makes, write format("%s", ….id): Terraform must know that it is not
   * null.
   *
   * @default null
   */
  readonly cachePrivateDnsZoneId?: string;

  /**
   * IPv4 ranges of the virtual network that is made. Choose them so that they overlap with no
   * network that it shall be peered with.
   *
   * @default ["10.20.0.0/22"]
   */
  readonly virtualNetworkAddressSpace?: string[];

  /**
   * IPv4 range, inside virtual_network_address_space, of the subnet for the Container Apps
   * environment, at least /27, delegated to Microsoft.App/environments, with the service endpoint
   * Microsoft.Storage.
   *
   * @default "10.20.0.0/24"
   */
  readonly containerAppsSubnetAddressPrefix?: string;

  /**
   * IPv4 range, inside virtual_network_address_space, of the subnet for PostgreSQL, at least /28,
   * delegated to Microsoft.DBforPostgreSQL/flexibleServers.
   *
   * @default "10.20.1.0/28"
   */
  readonly postgresqlSubnetAddressPrefix?: string;

  /**
   * IPv4 range, inside virtual_network_address_space, of the subnet for the private endpoint of the
   * cache, at least /29.
   *
   * @default "10.20.1.16/28"
   */
  readonly privateEndpointsSubnetAddressPrefix?: string;

  /**
   * IPv4 range, inside virtual_network_address_space, of the subnet for container instances
   * (clickhouse_platform or worker_platform container_instance), at least /29, delegated to
   * Microsoft.ContainerInstance/containerGroups, with the service endpoint Microsoft.Storage.
   *
   * @default "10.20.1.32/28"
   */
  readonly containerInstancesSubnetAddressPrefix?: string;

  /**
   * Cores of a web replica: 0.25 to 4 in steps of 0.25, with a dedicated workload_profile as many as
   * that has.
   *
   * @default 1
   */
  readonly webCpu?: number;

  /**
   * Memory in GiB of a web replica, at least 1; with 1 Langfuse has been seen to crash under load.
   * On the Consumption profile it is always twice web_cpu. Three quarters become Node's heap.
   *
   * @default 2
   */
  readonly webMemory?: number;

  /**
   * How many web replicas run at least, 1 to 300. Two or more survive the loss of one.
   *
   * @default 1
   */
  readonly webMinReplicas?: number;

  /**
   * How many web replicas automatic scaling by requests and CPU may start, up to 300.
   *
   * @default 10
   */
  readonly webMaxReplicas?: number;

  /**
   * Requests at the same time for which one web replica is enough, 1 to 1000.
   *
   * @default 50
   */
  readonly webConcurrentRequests?: number;

  /**
   * CPU utilisation in percent that automatic scaling of web and worker aims at, 10 to 90. Langfuse
   * advises to scale out above 50.
   *
   * @default 50
   */
  readonly autoscalingCpuTarget?: number;

  /**
   * IPv4 ranges that may reach web. Empty means everybody; Langfuse still asks for a login or an API
   * key.
   *
   * @default []
   */
  readonly allowedCidrBlocks?: string[];

  /**
   * Host name that Langfuse is reached at, such as langfuse.example.com, in lower case. Before the
   * apply that sets it, make the records of the output custom_domain_records; Azure then issues a
   * certificate at no charge. Null means the environment's own HTTPS address.
   *
   * @default null
   */
  readonly customDomainName?: string;

  /**
   * What the worker runs on: container_app, or container_instance, where a whole core costs less
   * than half a core that never idles does on Container Apps: worker_min_replicas instances of whole
   * worker_cpu, without automatic scaling. It needs a ClickHouse that it can reach, so
   * clickhouse_platform container_instance too, and can read no Key Vault. Azure supports no way
   * from an instance to the internet but a NAT gateway, which is not made: for evaluations by
   * models, webhooks and mail, bring a network that has one at container_instances_subnet_id. A
   * change of anything replaces the instances; jobs that they had begun are done again.
   *
   * @default "container_app"
   */
  readonly workerPlatform?: string;

  /**
   * Cores of a worker replica: 0.25 to 4 in steps of 0.25, with a dedicated workload_profile as many
   * as that has, on a container instance 1 to 4 whole ones.
   *
   * @default 0.5
   */
  readonly workerCpu?: number;

  /**
   * Memory in GiB of a worker replica. On the Consumption profile it is always twice worker_cpu, on
   * a container instance up to 16 in steps of 0.5. Three quarters become Node's heap.
   *
   * @default 1
   */
  readonly workerMemory?: number;

  /**
   * How many worker replicas run at least, 1 to 300; on container instances this many run. Never
   * none: nothing would start one when events come.
   *
   * @default 1
   */
  readonly workerMinReplicas?: number;

  /**
   * worker_platform container_app: how many worker replicas automatic scaling by CPU may start, up
   * to 300.
   *
   * @default 4
   */
  readonly workerMaxReplicas?: number;

  /**
   * Size of the PostgreSQL Flexible Server, tier first: B_Standard_B1ms, GP_Standard_D2ds_v5,
   * MO_Standard_E2ds_v5 ….
   *
   * @default "B_Standard_B1ms"
   */
  readonly databaseSkuName?: string;

  /**
   * Size of the database's storage in MiB, 32768 or one of its doublings up to 33553408. It can
   * grow; a smaller one makes a new, empty server.
   *
   * @default 32768
   */
  readonly databaseStorageMb?: number;

  /**
   * Major version of PostgreSQL, 15 to 17. It can be raised; a lower one makes a new, empty server.
   *
   * @default "16"
   */
  readonly databaseVersion?: string;

  /**
   * Name of the database's user: a lower case letter, then up to 62 lower case letters, digits and
   * underscores. A change makes a new, empty server.
   *
   * @default "langfuse"
   */
  readonly databaseUser?: string;

  /**
   * Days of automatic backups, and so how far back the database can be restored to any second, 7 to
   * 35.
   *
   * @default 7
   */
  readonly databaseBackupRetentionDays?: number;

  /**
   * Whether backups are copied to the paired region, which doubles their price. A change makes a
   * new, empty server.
   *
   * @default false
   */
  readonly databaseGeoRedundantBackupEnabled?: boolean | IResolvable;

  /**
   * Whether a standby waits in another zone. It doubles the price and needs a GP or MO size.
   *
   * @default false
   */
  readonly databaseZoneRedundant?: boolean | IResolvable;

  /**
   * Availability zone of the server, 1, 2 or 3. It is set because a zone that Azure chose would show
   * a change for ever.
   *
   * @default "1"
   */
  readonly databaseZone?: string;

  /**
   * Generation of the database's password. Raise it by one to have a new one made and the apps
   * restarted with it; it is never lowered.
   *
   * @default 1
   */
  readonly databasePasswordVersion?: number;

  /**
   * Size of the Managed Redis, such as Balanced_B0 (1 GB), Balanced_B1 or MemoryOptimized_M10; at
   * most 25 GB, because larger ones are clusters, which Langfuse's queues cannot use. A change makes
   * a new, empty one: let the queues run dry first.
   *
   * @default "Balanced_B0"
   */
  readonly cacheSkuName?: string;

  /**
   * Whether a replica takes over when the cache's node fails. It doubles the price. A change makes a
   * new, empty cache: let the queues run dry first.
   *
   * @default false
   */
  readonly cacheHighAvailabilityEnabled?: boolean | IResolvable;

  /**
   * Days that the raw events stay in Blob Storage. Langfuse reads them again only to process them
   * anew; the traces are in ClickHouse. Null means for ever. Media never expire.
   *
   * @default 30
   */
  readonly eventRetentionDays?: number;

  /**
   * Days that batch exports stay in Blob Storage, at least 2: their download links live for 24
   * hours.
   *
   * @default 7
   */
  readonly exportRetentionDays?: number;

  /**
   * Whether overwritten and deleted events, media and exports are kept for 30 days more.
   * ClickHouse's account never does: every merge would keep what it replaced.
   *
   * @default false
   */
  readonly blobVersioningEnabled?: boolean | IResolvable;

  /**
   * Copies of the blobs: LRS (one data centre, cheapest), ZRS (three zones), GRS, GZRS, RAGRS or
   * RAGZRS (another region as well).
   *
   * @default "LRS"
   */
  readonly blobReplicationType?: string;

  /**
   * Public IPv4 addresses and ranges up to /30 that may reach events, media and exports with a
   * signed address. Browsers and SDKs need it to up- and download media and to download exports;
   * ["0.0.0.0/0"] lets everybody who holds such an address. Empty means the network only.
   *
   * @default []
   */
  readonly blobAllowedIpRanges?: string[];

  /**
   * What ClickHouse runs on: container_app, or container_instance, which costs less than half for
   * what never idles but keeps its data on a disk that is lost with it: only clickhouse_storage
   * volume, restored at start from the last backup in Blob Storage
   * (clickhouse_backup_interval_minutes). A change of platform starts on an empty disk.
   *
   * @default "container_app"
   */
  readonly clickhousePlatform?: string;

  /**
   * clickhouse_platform container_app: tcp (9000 first, 8123 beside it) or http (8123 behind HTTPS,
   * 9000 beside it). Both are reachable from inside the environment only.
   *
   * @default "tcp"
   */
  readonly clickhouseIngress?: string;

  /**
   * Cores of ClickHouse: 1 to 4 in steps of 0.25, on a container instance whole ones, with a
   * dedicated workload_profile as many as that has.
   *
   * @default 1
   */
  readonly clickhouseCpu?: number;

  /**
   * Memory of ClickHouse in GiB, at least 2. On the Consumption profile it is always twice
   * clickhouse_cpu, on a container instance 2 to 16 in steps of 0.5.
   *
   * @default 2
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
   * clickhouse_platform container_instance: minutes between two backups to Blob Storage, 5 to 1440.
   * The instance keeps its data on a disk that is lost with it and restores the last backup when it
   * starts: what was written since is lost.
   *
   * @default 60
   */
  readonly clickhouseBackupIntervalMinutes?: number;

  /**
   * clickhouse_platform container_instance: days that backups stay in Blob Storage, 3 to 3650. An
   * instance that makes none for so long, because it is stopped or they fail, has none left to be
   * restored from. Null means for ever, which is billed.
   *
   * @default 30
   */
  readonly clickhouseBackupRetentionDays?: number;

  /**
   * How the NFS share is sold: v1 (from 100 GiB, IOPS follow the size) or v2 (from 32 GiB, billed by
   * size, IOPS and throughput). A change makes a new, empty share.
   *
   * @default "v2"
   */
  readonly clickhouseShareProvisioning?: string;

  /**
   * Size of the NFS share in GiB, which is billed whether it is used or not: 100 to 102400 with v1,
   * 32 to 102400 with v2. Null means the smallest.
   *
   * @default null
   */
  readonly clickhouseShareQuotaGib?: number;

  /**
   * Tag of the official image clickhouse/clickhouse-server: a full version such as 26.8.19.9 or a
   * release such as 26.8, at least 24.3 (Langfuse 4: 25.12). Pinned, because a newer one has broken
   * Langfuse before; never lower it on existing data.
   *
   * @default "26.8.19.9"
   */
  readonly clickhouseVersion?: string;

  /**
   * Where ClickHouse keeps its tables: tiered (new small parts on the volume, large ones on Blob
   * Storage behind a cache), object_storage_cached (every part on Blob Storage behind a cache),
   * object_storage (every part on Blob Storage, no cache) or volume (everything on the volume). It
   * can be changed on existing data, except from volume or tiered to object_storage, which
   * ClickHouse refuses to start with while parts are on the volume.
   *
   * @default "tiered"
   */
  readonly clickhouseStorage?: string;

  /**
   * Size in MiB above which a part goes to Blob Storage when clickhouse_storage is tiered, at least
   * 2. Smaller parts cost no requests while they are merged again and again. Measured on S3 with 565
   * MiB of traces: 3,321 PUTs at 16, 354 at 64, 104 at 100, with 48, 235 and 439 MiB left on the
   * volume.
   *
   * @default 100
   */
  readonly clickhouseHotPartSizeMib?: number;

  /**
   * Size in GiB of the cache for Blob Storage on the container's own disk, 1 to 7; a container app
   * has a disk of 4 GiB with one core and of 8 GiB with more, of which the cache may take all but
   * one. It saves every repeated read while it holds what the dashboards touch, and starts empty
   * after each restart.
   *
   * @default 3
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
   * A PostgreSQL of your own in place of the one that is made, in UTC and reachable from the
   * subnets. password_secret_id is the id of a Key Vault secret
   * (https://NAME.vault.azure.net/secrets/SECRET) that holds the password, whose characters must be
   * safe in a URL. Null otherwise.
   *
   * @default null
   */
  readonly externalDatabase?: LangfuseAzureExternalDatabase;

  /**
   * A Valkey or Redis (7 or newer, no cluster mode, maxmemory-policy noeviction) of your own in
   * place of the one that is made. auth_secret_id is the id of a Key Vault secret
   * (https://NAME.vault.azure.net/secrets/SECRET) that holds its password. Null means that one is
   * made.
   *
   * @default null
   */
  readonly externalCache?: LangfuseAzureExternalCache;

  /**
   * A ClickHouse of your own in place of the one that is made, in UTC and reachable from the subnets
   * on both ports. tls covers both; cluster_enabled is for replicas with Keeper. password_secret_id
   * is the id of a Key Vault secret (https://NAME.vault.azure.net/secrets/SECRET) that holds the
   * password, which must be alphanumeric: Langfuse's migrations put it into a URL. Null means that
   * one is made.
   *
   * @default null
   */
  readonly externalClickhouse?: LangfuseAzureExternalClickhouse;

  /**
   * Organisation, project, user and project keys that Langfuse makes at its first start. Password
   * and secret key are generated: see the outputs initial_user_password and initial_secret_key, and
   * the secret store. Null means that the first visitor signs up.
   *
   * @default null
   */
  readonly initialSetup?: LangfuseAzureInitialSetup;

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
   * AUTH_GOOGLE_CLIENT_SECRET or LANGFUSE_EE_LICENSE_KEY: name to the id of a Key Vault secret
   * (https://NAME.vault.azure.net/secrets/SECRET) that holds the value.
   *
   * @default {}
   */
  readonly additionalSecretEnv?: Record<string, string>;

  /**
   * Where secrets are kept: container_app (in the apps themselves, at no charge; the values are in
   * the state, marked sensitive) or key_vault (in a Key Vault that is made; the apps read them by
   * managed identity). A change makes new passwords; encryption key and salt must stay the same, so
   * read them first and give encryption_key and web_salt with the change.
   *
   * @default "container_app"
   */
  readonly secretStore?: string;

  /**
   * secret_store key_vault: public IPv4 addresses and ranges that may reach the vault at all; a role
   * is needed besides. Container Apps read from addresses of their own that pass no service
   * endpoint, so ["0.0.0.0/0"], everybody, is what works everywhere.
   *
   * @default ["0.0.0.0/0"]
   */
  readonly keyVaultAllowedIpRanges?: string[];

  /**
   * Id of a user-assigned identity that the apps read Key Vault secrets with, for instance one that
   * has its role on your vaults already. Null means that one is made: see the output
   * identity_principal_id. For one that the same configuration makes, write format("%s", ….id):
   * Terraform must know that it is not null.
   *
   * @default null
   */
  readonly userAssignedIdentityId?: string;

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
}

/** Variables that are objects, whose members are named as in Terraform too. */
export const OBJECT_VARIABLES: readonly string[] = ["external_database","external_cache","external_clickhouse","initial_setup"];
