import { attributesOf, blocksOf, type BlockSchema } from "./model";

/**
 * Attributes that hashicorp/aws marks sensitive. The bindings do not tell, so this lists what modules
 * commonly meet; everything else is shown in the clear here and may be hidden by the real provider.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const SENSITIVE: Record<string, readonly string[]> = {
  aws_db_instance: ["password"],
  aws_docdb_cluster: ["master_password"],
  aws_elasticache_replication_group: ["auth_token"],
  aws_elasticache_user: ["passwords"],
  aws_iam_access_key: ["secret", "ses_smtp_password_v4"],
  aws_rds_cluster: ["master_password"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
};

/** Marks the attributes of a type that are known to be sensitive. */
export function markSensitive(typeName: string, block: BlockSchema): void {
  for (const name of SENSITIVE[typeName] ?? []) {
    const attribute = block.attributes?.[name];
    if (attribute !== undefined) attribute.sensitive = true;
  }
}

/**
 * Marks write-only arguments. The bindings drop that flag; the provider names every such argument
 * `…_wo`, and nothing else that can be set.
 */
export function applyWriteOnly(block: BlockSchema): void {
  for (const [name, attribute] of attributesOf(block)) {
    if (name.endsWith("_wo") && attribute.computed !== true) {
      attribute.write_only = true;
      attribute.sensitive = true;
    }
  }
  for (const [, nested] of blocksOf(block)) applyWriteOnly(nested.block);
}
