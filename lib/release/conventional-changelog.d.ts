/**
 * What this project uses of conventional-changelog. Its own types are behind `exports`, which TypeScript reads
 * only with a newer `moduleResolution` than the rest of this project has.
 */
declare module "conventional-changelog" {
  export interface Commit {
    readonly subject?: string | null;
  }

  export interface Writer {
    readonly transform?: (commit: Commit, context: object) => object | undefined;
    readonly mainTemplate?: string;
    readonly commitPartial?: string;
  }

  export interface Preset {
    readonly commits?: object;
    readonly parser?: object;
    readonly writer?: Writer;
  }

  export class ConventionalChangelog {
    public constructor(folder: string);
    public config(preset: Preset): this;
    public options(options: { transformCommit: () => object }): this;
    public tags(params: { prefix: RegExp }): this;
    public commits(params: { path: string; from?: string }): this;
    public context(context: { version: string; date: string; linkCompare: boolean }): this;
    public writer(options: Writer): this;
    public write(): AsyncIterable<string>;
  }
}

declare module "conventional-changelog-conventionalcommits" {
  import type { Preset } from "conventional-changelog";

  export default function createPreset(): Required<Preset>;
}
