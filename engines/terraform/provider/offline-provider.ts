import type { Schema, SchemaSource, TypeKind } from "../schema/model";
import type { Behaviour } from "./behaviour";
import { fillBody, type FillContext } from "./fill";
import { changedNames, planChange, type Change } from "./plan";
import { Session } from "./session";
import { conform, isUnknown, isWhollyKnown, type ObjectValue } from "./values";

/** What a test may say about a provider beyond its schema. */
export interface ProviderFacts {
  /** Attributes whose change replaces the resource, by type. No schema tells these. */
  requiresReplace?: Record<string, readonly string[]>;
}

/** One provider without its service: schemas, plans, applies and reads, in Terraform's values. */
export class OfflineProvider {
  constructor(
    readonly schemas: SchemaSource,
    private readonly behaviour: Behaviour,
    private readonly facts: ProviderFacts = {},
  ) {}

  /** @throws when the provider has no such type */
  schema(kind: TypeKind, typeName: string): Schema {
    const schema = this.schemas.find(kind, typeName);
    if (schema === undefined) throw new Error(`no ${kind} type "${typeName}"`);
    return schema;
  }

  /** PlanResourceChange. `replace` names the attributes whose change forces a replacement. */
  plan(
    typeName: string,
    change: Change,
    session: Session,
  ): { planned: ObjectValue | null; replace: string[] } {
    const { block } = this.schema("resource", typeName);
    const planned = planChange(block, change);
    if (planned !== null && change.config !== null) {
      this.fillKnownAtPlan(typeName, planned, change.config, session);
    }
    const candidates = this.facts.requiresReplace?.[typeName] ?? [];
    return { planned, replace: changedNames(candidates, change.prior, planned) };
  }

  private fillKnownAtPlan(
    typeName: string,
    planned: ObjectValue,
    config: ObjectValue,
    session: Session,
  ): void {
    const attributes = this.schema("resource", typeName).block.attributes ?? {};
    const known = this.behaviour.planned?.(typeName, config, session) ?? {};
    for (const [name, value] of Object.entries(known)) {
      const isOpen = attributes[name]?.computed === true && (config[name] ?? null) === null;
      if (isOpen && (isUnknown(planned[name]) || name === "tags_all")) planned[name] = value;
    }
  }

  /** ApplyResourceChange: every unknown gets a value. */
  apply(typeName: string, planned: ObjectValue | null, session: Session): ObjectValue | null {
    if (planned === null) return null;
    const context = this.context(typeName, planned, session);
    const given = this.behaviour.resources[typeName]?.(context.root, context) ?? {};
    return this.fill("resource", typeName, planned, given, context);
  }

  /** ReadDataSource. */
  readData(typeName: string, config: ObjectValue, session: Session): ObjectValue {
    const { block } = this.schema("data", typeName);
    const open = planChange(block, { prior: null, proposed: config, config }) ?? {};
    const context = this.context(typeName, open, session);
    const given = this.behaviour.dataSources[typeName]?.(config, session) ?? {};
    return this.fill("data", typeName, open, given, context);
  }

  /** OpenEphemeralResource. Values that came in unknown stay so. */
  openEphemeral(typeName: string, config: ObjectValue, session: Session): ObjectValue {
    const { block } = this.schema("ephemeral", typeName);
    const open = planChange(block, { prior: null, proposed: config, config }) ?? {};
    const context = this.context(typeName, open, session);
    const given = this.behaviour.ephemerals[typeName]?.(config, context) ?? {};
    return this.fill("ephemeral", typeName, open, given, context);
  }

  /** ImportResourceState: the id and nothing else is known; reading then makes up the rest. */
  importState(typeName: string, id: string): ObjectValue {
    return conform(this.schema("resource", typeName).block, { id });
  }

  /**
   * ReadResource: what was applied is still there. Right after an import, when nothing but the id is
   * known, the computed values are made up.
   */
  read(typeName: string, state: ObjectValue | null, session: Session): ObjectValue | null {
    if (state === null) return null;
    const values = Object.entries(state).filter(([name]) => name !== "id");
    const isImported = values.every(([, v]) => v === null || (Array.isArray(v) && v.length === 0));
    if (!isImported) return state;
    const { block } = this.schema("resource", typeName);
    const open = planChange(block, { prior: null, proposed: state, config: state });
    return this.apply(typeName, open, session);
  }

  private context(typeName: string, value: ObjectValue, session: Session): FillContext {
    const known = Object.fromEntries(Object.entries(value).filter(([, v]) => isWhollyKnown(v)));
    const seed = session.seed(typeName, known);
    return { typeName, session, seed, root: { ...value } };
  }

  private fill(
    kind: TypeKind,
    typeName: string,
    open: ObjectValue,
    given: ObjectValue,
    context: FillContext,
  ): ObjectValue {
    const { block } = this.schema(kind, typeName);
    const attributes = block.attributes ?? {};
    const value: ObjectValue = { ...open };
    for (const [name, set] of Object.entries(given)) {
      if (!(name in attributes) && !(name in (block.block_types ?? {}))) {
        throw new Error(`${typeName} has no attribute "${name}"`);
      }
      // What was planned as known must stay as it was planned.
      if (kind !== "resource" || isUnknown(value[name])) value[name] = set;
    }
    return fillBody(block, value, { ...context, root: value }, this.behaviour.text);
  }
}
