import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SchemaSource, TypeKind } from "./schema/model";

/** Files in which a type can be named: configuration, tests, mocks, state. */
const NAMES_TYPES = /\.(tf|tofu|tf\.json|tofu\.json|hcl|tftest\.json|tfstate)$/;

/** Folders of Terraform's and others' making; installed modules are read all the same. */
const SKIPPED = new Set([".git", "node_modules", "providers", "cdktf.out"]);

/**
 * Which types of a provider Terraform is told of. Terraform fetches all schemas in every process, and
 * the more than two thousand types of AWS would cost it most of its time; so it hears only of those
 * that some file names. A name that no schema knows is not told, and Terraform refuses it.
 */
export class TypeScope {
  private readonly named: Record<TypeKind, Set<string>> = {
    resource: new Set(),
    data: new Set(),
    ephemeral: new Set(),
  };
  private readonly read = new Map<string, number>();

  constructor(private readonly schemas: SchemaSource) {}

  /** Type names to describe. */
  names(kind: TypeKind): Iterable<string> {
    return this.named[kind];
  }

  /** Takes in every type that a file in a folder, or below it, names. */
  scan(folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) this.scan(path);
      } else if (NAMES_TYPES.test(entry.name)) {
        this.scanFile(path);
      }
    }
  }

  private scanFile(path: string): void {
    const { mtimeMs, size } = statSync(path);
    const stamp = mtimeMs + size;
    if (this.read.get(path) === stamp) return;
    this.read.set(path, stamp);
    for (const word of new Set(readFileSync(path, "utf8").match(/\b[a-z]+_[a-z0-9_]+\b/g))) {
      for (const kind of ["resource", "data", "ephemeral"] as const) {
        if (this.schemas.find(kind, word) !== undefined) this.named[kind].add(word);
      }
    }
  }
}
