import { Token } from "cdktf";
import { Construct } from "constructs";
import { PackagedModule } from "../../lib/module/packaged-module";
import { type LangfuseAwsProps, OBJECT_VARIABLES } from "./langfuse-aws-props";

export type * from "./langfuse-aws-props";

/**
 * Langfuse on AWS inside a cdktf app of one's own: the module terraform-aws-langfuse with typed properties.
 *
 * The stack needs an AWS provider; the random provider is configured by itself.
 *
 * @example
 * new AwsProvider(this, "aws", { region: "eu-west-1" });
 * const langfuse = new LangfuseAws(this, "langfuse", { isSpotInstance: true });
 * new TerraformOutput(this, "url", { value: langfuse.langfuseUrl });
 */
export class LangfuseAws extends PackagedModule {
  public constructor(scope: Construct, id: string, props: LangfuseAwsProps = {}) {
    super(scope, id, {
      moduleName: "terraform-aws-langfuse",
      variables: props,
      objectVariables: OBJECT_VARIABLES,
    });
  }

  /** HTTPS address of Langfuse. */
  public get langfuseUrl(): string {
    return this.getString("langfuse_url");
  }

  /** Name of ClickHouse inside the VPC. */
  public get clickhouseHost(): string {
    return this.getString("clickhouse_host");
  }

  /** Name of PostgreSQL inside the VPC. */
  public get databaseHost(): string {
    return this.getString("database_host");
  }

  /** Name of Valkey inside the VPC. */
  public get cacheHost(): string {
    return this.getString("cache_host");
  }

  /** Name of the S3 bucket of events, media and exports. */
  public get blobStorageName(): string {
    return this.getString("blob_storage_name");
  }

  /** Name of the S3 bucket of ClickHouse. */
  public get clickhouseStorageName(): string {
    return this.getString("clickhouse_storage_name");
  }

  /** Mail address of the first user; null without `initialSetup`. */
  public get initialUserEmail(): string {
    return this.getString("initial_user_email");
  }

  /** Password of the first user, sensitive; null without `initialSetup`. */
  public get initialUserPassword(): string {
    return this.getString("initial_user_password");
  }

  /** Public API key of the first project; null without `initialSetup`. */
  public get initialPublicKey(): string {
    return this.getString("initial_public_key");
  }

  /** Secret API key of the first project, sensitive; null without `initialSetup`. */
  public get initialSecretKey(): string {
    return this.getString("initial_secret_key");
  }

  /** Id of the VPC. */
  public get vpcId(): string {
    return this.getString("vpc_id");
  }

  /** Ids of the subnets that the tasks run in. */
  public get subnetIds(): string[] {
    return Token.asList(this.interpolationForOutput("subnet_ids"));
  }

  /** Ids of the security groups, by part. */
  public get securityGroupIds(): Record<string, string> {
    return Token.asStringMap(this.interpolationForOutput("security_group_ids"));
  }

  /** Names of the roles that web and worker act with, for policies of one's own. */
  public get taskRoleNames(): Record<string, string> {
    return Token.asStringMap(this.interpolationForOutput("task_role_names"));
  }

  /** Name of the ECS cluster. */
  public get ecsClusterName(): string {
    return this.getString("ecs_cluster_name");
  }

  /** ARNs of the secrets, by name; never a value. */
  public get secretReferences(): Record<string, string> {
    return Token.asStringMap(this.interpolationForOutput("secret_references"));
  }

  /** Any other output of the module, by its Terraform name. */
  public output(name: string): string {
    return this.getString(name);
  }
}
