import type { AttributeSchema, Schema, TypeExpr } from "./model";

const optional = (type: TypeExpr): AttributeSchema => ({ type, optional: true });
const required = (type: TypeExpr): AttributeSchema => ({ type, required: true });
const computed = (type: TypeExpr): AttributeSchema => ({ type, computed: true });
const region: AttributeSchema = { type: "string", optional: true, computed: true };

const schema = (attributes: Record<string, AttributeSchema>): Schema => ({
  version: 0,
  block: { attributes },
});

/**
 * The ephemeral resources of hashicorp/aws that deal with secrets. The bindings know no ephemeral
 * resources, so these are written from the provider's documentation; the others are refused.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/ephemeral-resources/secretsmanager_random_password
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/ephemeral-resources/secretsmanager_secret_version
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/ephemeral-resources/ssm_parameter
 */
export const AWS_EPHEMERAL: Record<string, Schema> = {
  aws_secretsmanager_random_password: schema({
    exclude_characters: optional("string"),
    exclude_lowercase: optional("bool"),
    exclude_numbers: optional("bool"),
    exclude_punctuation: optional("bool"),
    exclude_uppercase: optional("bool"),
    include_space: optional("bool"),
    password_length: optional("number"),
    require_each_included_type: optional("bool"),
    region,
    random_password: computed("string"),
  }),
  aws_secretsmanager_secret_version: schema({
    secret_id: required("string"),
    version_id: { type: "string", optional: true, computed: true },
    version_stage: { type: "string", optional: true, computed: true },
    region,
    arn: computed("string"),
    created_date: computed("string"),
    id: computed("string"),
    secret_string: { ...computed("string"), sensitive: true },
    secret_binary: { ...computed("string"), sensitive: true },
  }),
  aws_ssm_parameter: schema({
    arn: required("string"),
    with_decryption: { type: "bool", optional: true, computed: true },
    region,
    name: computed("string"),
    type: computed("string"),
    value: { ...computed("string"), sensitive: true },
    version: computed("number"),
  }),
};
