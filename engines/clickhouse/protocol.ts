import type { StartupScripts } from "./startup-scripts";

/** What the parent sends to the process that holds ClickHouse. */
export type Command =
  | { readonly type: "query"; readonly id: number; readonly sql: string; readonly format: string }
  /** Finish what runs, close the data directory, exit. */
  | { readonly type: "close" };

/** What that process answers. */
export type Reply =
  /** ClickHouse is up; sent once. */
  | { readonly type: "ready"; readonly version: string }
  | { readonly type: "result"; readonly id: number; readonly text: string }
  | { readonly type: "error"; readonly id: number; readonly message: string };

/** How the process is told what to open; passed as its only argument, in JSON. */
export interface HostOptions {
  readonly dataDir: string;
  readonly configFile: string;
  readonly logLevel: string;
  readonly database: string;
  /** Remote disks that must not be written to during the start. */
  readonly uncheckedDisks: readonly string[];
  /** Queries that may run at the same time. */
  readonly connections: number;
  /** Queries of the configuration, run before the server counts as started. */
  readonly startupScripts: StartupScripts;
  /** Where the server logs. */
  readonly logFile: string;
}
