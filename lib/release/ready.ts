import { spawnSync } from "node:child_process";
import { UsageError } from "../cli";
import { ROOT } from "../root";
import { headOf, someOf } from "./committed-files";
import { uncommitted } from "./git";
import type { ModuleSource } from "./module-source";

/**
 * Refuses to publish a module from a repository that is not all committed, or whose `modules/` is not what the
 * stacks give. Nothing is written.
 *
 * @returns the full id of the commit that is published
 * @throws UsageError when files of the repository are not committed
 * @throws Error when `modules/`, README.md or `docs/interface` is stale, as `npm run synth:check` says
 */
export function assertPublishable(source: ModuleSource, { root = ROOT } = {}): string {
  const commit = headOf(root);
  const dirty = uncommitted(".", root);
  if (dirty.length > 0) {
    throw new UsageError(
      `${source.repository}: ${someOf(dirty)} not committed: what is published is the commit; commit or remove, then run again`,
    );
  }
  refuseStale(source, root);
  return commit;
}

/** Asks the same program that a person asks, so that both always agree. */
function refuseStale({ repository }: ModuleSource, root: string): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/run.js", "scripts/synth.ts", "--check"],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status === 0) return;
  const lines = `${stderr}\n${stdout}`.split("\n");
  const stale = lines.flatMap((line) => /^(\S+) is stale:$/u.exec(line)?.[1] ?? []);
  const changed = lines.flatMap((line) => /^The interface of (\S+) is not/u.exec(line)?.[1] ?? []);
  const what = [...stale, ...changed.map((name) => `docs/interface/${name}.json`)];
  if (what.length === 0) {
    throw new Error(
      `${repository}: npm run synth:check failed: ${lines.find(Boolean) ?? "no word"}`,
    );
  }
  throw new Error(
    `${repository}: ${someOf(what)} stale: run npm run synth, read the diff and commit it`,
  );
}
