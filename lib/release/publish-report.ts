import { plural, type Publishable } from "./publish-git";

/** What a publication did, or with `--dry-run` would do, in a few lines; the dry run shows the whole patch. */
export function publishReport(
  { source, version, remote, branch, before, commit, tag, commits, stat, patch }: Publishable,
  { dryRun }: { dryRun: boolean },
): string {
  const from = before === undefined ? "new" : `${short(before)}..${short(commit)}`;
  const head = [
    `${source.repository} ${version} ${dryRun ? "would go" : "is published"} to ${remote.label}`,
    `  branch ${branch}: ${plural(commits.length, "commit")} (${from})`,
    `  tag ${tag}: ${short(commit)}`,
  ];
  if (!dryRun) return head.join("\n");
  return [
    ...head,
    "",
    ...commits.map((line) => `  ${line}`),
    "",
    stat === "" ? "No file changes." : stat,
    ...(patch === "" ? [] : ["", patch]),
    "",
    "Dry run: nothing was pushed.",
  ].join("\n");
}

function short(id: string): string {
  return id.slice(0, 12);
}
