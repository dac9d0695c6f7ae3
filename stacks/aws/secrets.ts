import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformLocal, TerraformResource } from "cdktf";
import { ModulePart, ModuleStack } from "../../lib/module/module-stack";
import { comment } from "../../lib/terraform/comment";
import { maybe } from "../../lib/terraform/counted";
import { EphemeralResource } from "../../lib/terraform/ephemeral-resource";
import { hcl, hclNumber } from "../../lib/terraform/expression";
import { generation, initialSecrets, PASSWORD_LENGTH } from "../shared/generated-secrets";
import type { AwsCache } from "./cache";
import type { AwsInputs } from "./inputs";
import type { AwsMain } from "./main";
import type { AwsPostgresql } from "./postgresql";

export interface AwsSecretsProps {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly postgresql: AwsPostgresql;
  readonly cache: AwsCache;
}

/** Days for which Secrets Manager can bring a deleted secret back; the least there is. */
const RECOVERY_DAYS = 7;

/** Secrets that are generated when they are not given, and are nowhere but in the store. */
const EPHEMERAL = ["clickhouse_password", "encryption_key", "web_next_secret", "web_salt"];

/** Those that there are. */
const SECRET_NAMES = hcl`concat(
  ["encryption_key", "web_next_secret", "web_salt"],
  local.clickhouse_enabled ? ["clickhouse_password"] : [],
  var.external_cache == null ? ["cache_auth_token"] : [],
  var.database_type == "external" ? [] : ["database_password"],
  var.initial_setup == null ? [] : ["initial_secret_key", "initial_user_password"]
)`;

const DESCRIPTIONS = {
  cache_auth_token: "Token that Valkey asks for",
  clickhouse_password: "Password of the user of ClickHouse",
  database_password: "Password of the user of PostgreSQL",
  encryption_key: "Key that Langfuse encrypts stored credentials with; it must never change",
  initial_secret_key: "Secret API key of the initial project",
  initial_user_password: "Password of the initial user",
  web_next_secret: "Secret that sessions are signed with",
  web_salt: "Salt that API keys are hashed with; it must never change",
} as const;

// What each secret is stored with; a value is written when its number changes.
const NAME = hcl`replace(each.key, "_", "-")`;
const DESCRIPTION = hcl`local.secret_descriptions[each.key]`;
const VALUE = hcl`local.secret_values[each.key]`;
const GENERATION = hclNumber`local.secret_generations[each.key]`;

const DATABASE_FIRST = [
  "The password of a server that failed to start is forgotten, and a second attempt makes another:",
  "it is stored when the server has it.",
];

/**
 * Secrets, in SSM Parameter Store, where a SecureString costs nothing, or in Secrets Manager.
 *
 * Generated values are ephemeral and written through write-only arguments, so they are in neither plan nor
 * state. The state has only what an output must show (password and key of `initial_setup`) and what the
 * provider takes in no other way (the cache's token).
 */
export class AwsSecrets extends ModulePart {
  public constructor(
    scope: ModuleStack,
    private readonly props: AwsSecretsProps,
  ) {
    super(scope, "secrets", { source: "stacks/aws/secrets.ts" });
    const generated = this.generated();
    initialSecrets(this);
    this.local("secret_names", SECRET_NAMES);
    this.local("secret_descriptions", DESCRIPTIONS);
    this.values(generated);
    this.generations();

    this.store("ssm", this.parameter());
    this.store("secretsmanager", ...this.secret());
    this.references();
  }

  private local(name: string, value: unknown): TerraformLocal {
    return new TerraformLocal(this, `local.${name}`, value);
  }

  private generated(): EphemeralResource {
    const generated = new EphemeralResource(this, "ephemeral.random_password.secret", {
      type: "random_password",
      forEach: hcl`toset(${EPHEMERAL})`,
      attributes: { length: PASSWORD_LENGTH, special: false },
    });
    comment(generated, {
      arguments: {
        special: "Langfuse's migrations put ClickHouse's password into a URL without encoding it.",
      },
    });
    return generated;
  }

  private values(generated: EphemeralResource): void {
    this.local("secret_values", {
      cache_auth_token: maybe(this.props.cache.authToken, "result"),
      clickhouse_password: hcl`${generated}["clickhouse_password"].result`,
      database_password: this.props.postgresql.password.attribute("result"),
      encryption_key: hcl`coalesce(var.encryption_key, sha256(${generated}["encryption_key"].result))`,
      initial_secret_key: hcl`local.initial_secret_key`,
      initial_user_password: hcl`local.initial_user_password`,
      web_next_secret: hcl`coalesce(var.web_next_secret, ${generated}["web_next_secret"].result)`,
      web_salt: hcl`coalesce(var.web_salt, ${generated}["web_salt"].result)`,
    });
  }

  /**
   * Numbers that change with the values: a few bits of the hash of what Terraform knows, which tell
   * nothing of it, and else what the user counts.
   */
  private generations(): void {
    this.local("secret_generations", {
      cache_auth_token: generation(hcl`${maybe(this.props.cache.authToken, "result")}`),
      clickhouse_password: hcl`var.clickhouse_password_version`,
      database_password: hcl`local.database_password_version`,
      encryption_key: generation(hcl`var.encryption_key`),
      initial_secret_key: generation(hcl`local.initial_secret_key`),
      initial_user_password: generation(hcl`local.initial_user_password`),
      web_next_secret: generation(hcl`var.web_next_secret`),
      web_salt: generation(hcl`var.web_salt`),
    });
  }

  private parameter(): SsmParameter {
    const { inputs, main, postgresql } = this.props;
    const parameter = new SsmParameter(this, "aws_ssm_parameter.secret", {
      name: `/${main.name}/${NAME}`,
      description: DESCRIPTION,
      type: "SecureString",
      keyId: inputs.kmsKeyArn.stringValue,
      valueWo: VALUE,
      valueWoVersion: GENERATION,
      tags: main.tags,
      dependsOn: postgresql.servers,
    });
    comment(parameter, {
      arguments: {
        depends_on: DATABASE_FIRST,
        key_id: "#checkov:skip=CKV_AWS_337:the AWS managed key is free; kms_key_arn names another",
      },
    });
    return parameter;
  }

  private secret(): [SecretsmanagerSecret, SecretsmanagerSecretVersion] {
    const { inputs, main, postgresql } = this.props;
    const secret = new SecretsmanagerSecret(this, "aws_secretsmanager_secret.secret", {
      namePrefix: `${main.name}/${NAME}-`,
      description: DESCRIPTION,
      kmsKeyId: inputs.kmsKeyArn.stringValue,
      recoveryWindowInDays: hclNumber`${inputs.forceDelete} ? 0 : ${RECOVERY_DAYS}`,
      tags: main.tags,
    });
    comment(secret, {
      head: [
        "#checkov:skip=CKV2_AWS_57:a new encryption key or salt loses data; passwords have a version each",
      ],
      arguments: {
        kms_key_id:
          "#checkov:skip=CKV_AWS_149:the AWS managed key is free; kms_key_arn names another",
      },
    });
    const version = new SecretsmanagerSecretVersion(
      this,
      "aws_secretsmanager_secret_version.secret",
      {
        secretId: hcl`${secret}[each.key].id`,
        secretStringWo: VALUE,
        secretStringWoVersion: GENERATION,
        dependsOn: postgresql.servers,
      },
    );
    comment(version, { arguments: { depends_on: DATABASE_FIRST } });
    return [secret, version];
  }

  /** Repeats the resources of a store for each secret, if it is the chosen one. */
  private store(name: "ssm" | "secretsmanager", ...resources: TerraformResource[]): void {
    for (const resource of resources) {
      resource.addOverride(
        "for_each",
        hcl`toset(var.secret_store == ${name} ? local.secret_names : [])`,
      );
    }
  }

  /** Where the secrets are. An ARN is known when the value is there. */
  private references(): void {
    this.local(
      "secret_arns",
      hcl`merge(
        { for name, parameter in aws_ssm_parameter.secret : name => parameter.arn },
        { for name, version in aws_secretsmanager_secret_version.secret : name => aws_secretsmanager_secret.secret[name].arn }
      )`,
    );
    this.local(
      "secret_versions",
      hcl`{ for name in local.secret_names : name => local.secret_generations[name] }`,
    );
  }
}
