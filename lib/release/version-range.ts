import semver from "semver";

/** One condition of a version constraint, such as `~> 1.2`. */
const CONDITION = /^(>=|<=|!=|~>|=|>|<)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?$/u;

/** How two version constraints relate: `wider` takes all that the first one took and more. */
export type RangeChange = "same" | "wider" | "narrower";

/**
 * Compares two version constraints as Terraform writes them: `>= 1.11`, `>= 6.25, < 7.0`, `~> 4.1`. One that
 * cannot be read counts as narrower, because nothing shows that it is not.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function compareRanges(before: string, after: string): RangeChange {
  if (normal(before) === normal(after)) return "same";
  const old = parse(before);
  const now = parse(after);
  if (!old || !now || !includes(now, old)) return "narrower";
  return includes(old, now) ? "same" : "wider";
}

interface Range {
  /** In the words of npm's semver. */
  readonly text: string;
  /** Versions taken out by `!=`, which semver has no word for. */
  readonly except: readonly string[];
}

function includes(outer: Range, inner: Range): boolean {
  const newlyRefused = outer.except.filter(
    (version) => semver.satisfies(version, inner.text) && !inner.except.includes(version),
  );
  return newlyRefused.length === 0 && semver.subset(inner.text, outer.text);
}

function parse(constraint: string): Range | undefined {
  const texts: string[] = [];
  const except: string[] = [];
  for (const condition of constraint.split(",").filter((part) => part.trim() !== "")) {
    const [, operator = "=", major, minor, patch, pre = ""] =
      CONDITION.exec(condition.trim()) ?? [];
    if (major === undefined) return undefined;
    const version = `${major}.${minor ?? 0}.${patch ?? 0}${pre}`;
    if (operator === "!=") except.push(version);
    else if (operator === "~>") texts.push(`>=${version}`, ...ceiling(major, minor, patch));
    else texts.push(`${operator}${version}`);
  }
  return { text: texts.join(" ") || "*", except };
}

/** `~>` lets the last number given rise; with a single number nothing stands above it. */
function ceiling(major: string, minor?: string, patch?: string): string[] {
  if (minor === undefined) return [];
  if (patch === undefined) return [`<${Number(major) + 1}.0.0`];
  return [`<${major}.${Number(minor) + 1}.0`];
}

function normal(constraint: string): string {
  return constraint
    .split(",")
    .map((part) => part.replace(/\s+/gu, ""))
    .sort()
    .join(",");
}
