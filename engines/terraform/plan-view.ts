/** Shapes of `terraform show -json`, as far as tests look into them. */

/** A resource as planned or applied; attributes not yet known are absent. */
export interface ResourceView {
  address: string;
  mode: "managed" | "data";
  type: string;
  name: string;
  index?: number | string;
  values: Record<string, unknown>;
}

interface ModuleView {
  resources?: ResourceView[];
  child_modules?: ModuleView[];
}

interface ValuesView {
  root_module?: ModuleView;
  outputs?: Record<string, { value?: unknown; sensitive?: boolean }>;
}

/** One change of a plan. */
export interface ChangeView {
  address: string;
  type: string;
  mode: "managed" | "data";
  change: {
    actions: string[];
    before: unknown;
    after: unknown;
    after_unknown: unknown;
    replace_paths?: unknown[];
  };
}

/** `terraform show -json` of a plan file or a state. */
export interface ShownJson {
  /** What the plan leads to. Absent in a state. */
  planned_values?: ValuesView;
  /** The state's own values. Absent in a plan. */
  values?: ValuesView;
  resource_changes?: ChangeView[];
  output_changes?: Record<string, { actions: string[]; after?: unknown; after_unknown?: unknown }>;
  configuration?: unknown;
  /** Set by {@link resolve}. */
  resolved?: boolean;
}

/** Look-ups in a plan or a state. */
export class View {
  private readonly byAddress = new Map<string, ResourceView>();

  constructor(readonly json: ShownJson) {
    this.collect(this.valuesView.root_module);
  }

  private get valuesView(): ValuesView {
    return this.json.planned_values ?? this.json.values ?? {};
  }

  private collect(module: ModuleView | undefined): void {
    for (const resource of module?.resources ?? []) this.byAddress.set(resource.address, resource);
    for (const child of module?.child_modules ?? []) this.collect(child);
  }

  /** Every address, in modules too: `module.langfuse.aws_ecs_service.web[0]`. */
  get addresses(): string[] {
    return [...this.byAddress.keys()];
  }

  /** Whether there is a resource at an address. */
  has(address: string): boolean {
    return this.byAddress.has(address);
  }

  /** The resource at an address; throws and names the others when there is none. */
  resource(address: string): ResourceView {
    const found = this.byAddress.get(address);
    if (found !== undefined) return found;
    throw new Error(`no resource ${address}; there are: ${this.addresses.join(", ") || "none"}`);
  }

  /** All resources, or those of one type. */
  resources(type?: string): ResourceView[] {
    return [...this.byAddress.values()].filter((r) => type === undefined || r.type === type);
  }

  /** The value of an output; undefined when it is not known yet. Throws when there is no such output. */
  output(name: string): unknown {
    const outputs = this.valuesView.outputs ?? {};
    const found = outputs[name];
    if (found !== undefined) return found.value;
    throw new Error(`no output ${name}; there are: ${Object.keys(outputs).join(", ") || "none"}`);
  }

  /** What the plan does to a resource, with `after_unknown`; throws when it is not in the plan. */
  change(address: string): ChangeView["change"] {
    const found = this.json.resource_changes?.find((c) => c.address === address);
    if (found === undefined) throw new Error(`the plan does nothing with ${address}`);
    return found.change;
  }
}

/**
 * A plan in which what was unknown is filled in from the state its apply led to. `after_unknown` stays,
 * so a reader can still tell what was planned from what was made up.
 */
export function resolve(plan: ShownJson, state: ShownJson): ShownJson {
  const applied = new View(state);
  const changes = (plan.resource_changes ?? []).map((change) =>
    applied.has(change.address) && change.change.after !== null
      ? { ...change, change: { ...change.change, after: applied.resource(change.address).values } }
      : change,
  );
  return { ...plan, planned_values: state.values, resource_changes: changes, resolved: true };
}
