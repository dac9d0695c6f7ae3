import type { ClickhouseStorage } from "./load";

/** Values of the module's variables that are priced together. */
export interface Setup {
  readonly key: string;
  readonly title: string;
  /** What it is, in a few words. */
  readonly summary?: string;
  /** What to know before one relies on it. */
  readonly note?: string;
  /** Folder of `examples/` that is planned in place of the module, once it is there. */
  readonly example?: string;
  /** Values of the example's own variables. */
  readonly exampleVariables?: Readonly<Record<string, unknown>>;
  /** The module's variables; with an example those that it has. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What {@link variables} says of `clickhouse_storage`. @default "tiered" */
  readonly storage?: ClickhouseStorage;
}

/** A setup that differs from the default in one thing. */
export interface Option extends Setup {
  /** What the money buys, or what saving it costs. */
  readonly remark: string;
}

type Variables = Readonly<Record<string, unknown>>;

/** Makes an {@link Option} of settings; its title is made of them unless one is given. */
export type OptionMaker = (
  settings: Readonly<Record<string, string | number | boolean>>,
  remark: string,
  more?: { readonly variables?: Variables; readonly title?: string },
) => Option;

/** Options on top of the same variables, which need no mention. */
export function optionsOn(base: Variables): OptionMaker {
  return (settings, remark, more = {}) => {
    const title = more.title ?? settingsList(settings);
    const storage = settings.clickhouse_storage as ClickhouseStorage | undefined;
    const variables = { ...base, ...settings, ...more.variables };
    return { key: title, title, variables, remark, ...(storage === undefined ? {} : { storage }) };
  };
}

/** Values of variables as code, with commas. */
export function settingsList(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `\`${name} = ${JSON.stringify(value)}\``)
    .join(", ");
}
