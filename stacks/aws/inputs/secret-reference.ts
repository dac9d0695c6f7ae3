import type { SecretReference } from "../../shared/inputs/define";

/** What ECS reads a secret from, with a JSON key behind it where the secret has several values. */
export const AWS_SECRET: SecretReference = {
  pattern:
    "^arn:[a-z-]+:(ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+|secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$",
  words: "the ARN of an SSM parameter or a Secrets Manager secret",
  suffix: "arn",
};
