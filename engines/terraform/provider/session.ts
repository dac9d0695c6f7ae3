import { createHash } from "node:crypto";
import { isObject, type ObjectValue, type Value } from "./values";

/**
 * What one connection of Terraform to a provider holds: the configuration of one `provider` block,
 * for the length of one plan or apply.
 */
export class Session {
  private config: ObjectValue = {};
  private readonly seen = new Map<string, number>();

  /** Takes a provider configuration; everything handed out before is forgotten. */
  configure(config: ObjectValue): void {
    this.config = config;
    this.seen.clear();
  }

  /** The region AWS resources are in: that of the provider block, else us-east-1. */
  get region(): string {
    const { region } = this.config;
    return typeof region === "string" ? region : "us-east-1";
  }

  /** The subscription Azure resources are in: that of the provider block, else all zeros and a one. */
  get subscriptionId(): string {
    const { subscription_id: id } = this.config;
    return typeof id === "string" ? id : "00000000-0000-0000-0000-000000000001";
  }

  /** `default_tags` of the provider block. */
  get defaultTags(): ObjectValue {
    const { default_tags: blocks } = this.config;
    const first = Array.isArray(blocks) ? blocks[0] : undefined;
    return isObject(first) && isObject(first.tags) ? first.tags : {};
  }

  /**
   * Forty hex digits that are the same in every run for the same value, and different for each of
   * several equal ones (`count = 2`), so that no two resources share an id.
   */
  seed(typeName: string, value: Value): string {
    const known = JSON.stringify(value, (_, v: unknown) =>
      typeof v === "bigint" ? v.toString() : v,
    );
    const key = `${typeName} ${known}`;
    const nth = this.seen.get(key) ?? 0;
    this.seen.set(key, nth + 1);
    return createHash("sha1").update(`${key} ${nth}`).digest("hex");
  }
}
