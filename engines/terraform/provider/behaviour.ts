import type { FillContext, TextRule } from "./fill";
import type { Session } from "./session";
import type { ObjectValue } from "./values";

/**
 * Answers a data source. Gets its configuration and returns the values to set; what is left out stays
 * as configured, or is made up when computed.
 */
export type DataSourceReader = (config: ObjectValue, session: Session) => ObjectValue;

/** Sets computed values of a resource at apply. Gets what is known; what is left out is made up. */
export type ResourceApplier = (known: ObjectValue, context: FillContext) => ObjectValue;

/** Answers an ephemeral resource, like {@link DataSourceReader}. */
export type EphemeralOpener = (config: ObjectValue, context: FillContext) => ObjectValue;

/** What one provider does beyond what its schema says. */
export interface Behaviour {
  /** Makes up strings by attribute name. */
  text: TextRule;
  /** Computed values that the provider knows at plan already. Gets the configuration. */
  planned?: (typeName: string, config: ObjectValue, session: Session) => ObjectValue;
  /** Appliers by resource type. */
  resources: Record<string, ResourceApplier>;
  /** Readers by data source type. */
  dataSources: Record<string, DataSourceReader>;
  /** Openers by ephemeral resource type. */
  ephemerals: Record<string, EphemeralOpener>;
}
