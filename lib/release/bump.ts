import semver from "semver";

/** What a change asks of the next version, in rising order. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;

/** One of {@link BUMPS}. */
export type Bump = (typeof BUMPS)[number];

/** A reason for a bump, told in one line. */
export interface Change {
  readonly bump: Bump;
  readonly text: string;
}

/** The highest bump that any of the changes asks for. */
export function highest(changes: readonly Change[]): Bump {
  return BUMPS[Math.max(0, ...changes.map(({ bump }) => BUMPS.indexOf(bump)))] ?? "none";
}

/**
 * The lowest version that may follow a released one. Below 1.0.0 the minor number takes the place of the major
 * one, as everybody's version ranges do. After a pre-release it is the version that was being prepared.
 *
 * @see https://semver.org/#spec-item-4
 */
export function nextVersion(released: string, bump: Bump): string {
  if (bump === "none") return released;
  if (semver.prerelease(released) !== null) return coreOf(released);
  const below = { major: "minor", minor: "patch", patch: "patch" } as const;
  return increased(released, semver.major(released) === 0 ? below[bump] : bump);
}

function increased(version: string, part: "major" | "minor" | "patch"): string {
  const next = semver.inc(version, part);
  if (next !== null) return next;
  throw new Error(`${version} cannot be increased: it is no semantic version`);
}

/** `2.0.0` of `2.0.0-rc.1`: a pre-release promises what its version does. */
export function coreOf(version: string): string {
  return `${semver.major(version)}.${semver.minor(version)}.${semver.patch(version)}`;
}
