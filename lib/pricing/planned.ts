/** A planned resource, as `terraform show -json` has it; what is not known yet is absent. */
export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: number | string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The attributes of a planned resource, read with their types: a plan of another shape is an error. */
export class Planned {
  public constructor(private readonly resource: PlannedResource) {}

  public get address(): string {
    return this.resource.address;
  }

  public get type(): string {
    return this.resource.type;
  }

  /** Terraform's name of it, such as `clickhouse`: what the module's parts have in common. */
  public get name(): string {
    return this.resource.name;
  }

  public get index(): number | string | undefined {
    return this.resource.index;
  }

  /** The number at a path such as `instance_configuration.0.cpu`; numbers in quotes count. */
  public number(path: string): number {
    const value = this.at(path);
    const number = typeof value === "string" && value !== "" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) {
      throw this.error(path, "a number", value);
    }
    return number;
  }

  public string(path: string): string {
    const value = this.at(path);
    if (typeof value !== "string") throw this.error(path, "a text", value);
    return value;
  }

  /** Whether the value is true; null and absent are not. */
  public is(path: string): boolean {
    const value = this.at(path);
    return value === true || value === "true";
  }

  /** Whether there is a value at all. */
  public has(path: string): boolean {
    return (this.at(path) ?? null) !== null;
  }

  /** How many elements a list has, known or not. */
  public count(path: string): number {
    const value = this.at(path);
    return Array.isArray(value) ? value.length : 0;
  }

  private at(path: string): unknown {
    return path
      .split(".")
      .reduce<unknown>(
        (value, key) =>
          typeof value === "object" && value !== null
            ? (value as Record<string, unknown>)[key]
            : undefined,
        this.resource.values,
      );
  }

  private error(path: string, wanted: string, value: unknown): Error {
    const got = value === undefined ? "nothing (not known before apply?)" : JSON.stringify(value);
    return new Error(`${this.address}: ${path} is to be ${wanted}, the plan has ${got}`);
  }
}

/** What a cloud's bill knows. */
export interface Known {
  /** Types that are the cloud's. */
  readonly types: RegExp;
  readonly billed: Readonly<Record<string, unknown>>;
  readonly free: ReadonlySet<string>;
  /** Where the two lists are, for who adds to them. */
  readonly folder: string;
}

/**
 * The managed resources of a cloud.
 *
 * @throws Error when there is a type that is neither billed nor known to be free
 */
export function plannedOn(
  { types, billed, free, folder }: Known,
  resources: readonly PlannedResource[],
): Planned[] {
  const planned = resources
    .filter(({ mode, type }) => mode === "managed" && types.test(type))
    .map((resource) => new Planned(resource));
  const unknown = planned.filter(({ type }) => billed[type] === undefined && !free.has(type));
  if (unknown.length > 0) {
    const names = [...new Set(unknown.map(({ type }) => type))].join(", ");
    throw new Error(
      `nobody has said what ${names} costs: add it to ${folder} (free.ts when it is free)`,
    );
  }
  return planned;
}
