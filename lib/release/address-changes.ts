import type { ModuleInterface, Move } from "../module/interface";
import type { Change } from "./bump";
import type { Moves } from "./moves";

/** Kinds of address that hold nothing in the state, so that a new name costs nobody anything. */
const STATELESS = /^(?:data|ephemeral|check)\./u;

/** What a `moved` block did to an address that is gone, or `null` where none covers it. */
type Fate = { readonly to: string; readonly isTaken: boolean } | null;

/**
 * What changed addresses mean to those who have the module in their state. An address that is gone is major,
 * unless a `moved` block (or a chain of them) leads from it to one that is new. A `removed` block does not
 * help: whoever used the resource has it no longer.
 *
 * @param moves the `moved` blocks of the module as it is now, beside those of the list
 */
export function addressChanges(
  before: ModuleInterface,
  after: ModuleInterface,
  { all, own }: Moves,
): Change[] {
  const moves = [...(after.moved ?? []), ...all];
  const old = new Set(before.addresses);
  const now = new Set(after.addresses);
  const gone = [...old].filter((address) => !now.has(address));
  const fates = new Map(gone.map((address) => [address, fateOf(address, moves, old, now)]));
  const targets = new Set([...fates.values()].map((fate) => fate?.to));
  const added = [...now].filter((address) => !old.has(address) && !targets.has(address));
  return [
    ...gone.map((address) => goneChange(address, fates.get(address) ?? null, moves)),
    ...added.map((address): Change => ({ bump: "minor", text: `${address} is new` })),
    ...lostMoves(before.moved ?? [], [...(after.moved ?? []), ...own], now),
  ];
}

function fateOf(
  address: string,
  moves: readonly Move[],
  old: ReadonlySet<string>,
  now: ReadonlySet<string>,
): Fate {
  const seen = new Set<string>();
  let to = address;
  while (!seen.has(to)) {
    seen.add(to);
    const from = to;
    to = moves.find((move) => move.from === from)?.to ?? from;
  }
  if (to === address || !now.has(to)) return null;
  return { to, isTaken: old.has(to) };
}

function goneChange(address: string, fate: Fate, moves: readonly Move[]): Change {
  if (STATELESS.test(address)) {
    return { bump: "patch", text: `${address} is gone; nothing of it is in a state` };
  }
  if (!fate) {
    const some = moves.some(({ from }) => from.startsWith(`${address}[`));
    const why = some
      ? "moved blocks lead away from single instances only"
      : "without a moved block";
    return { bump: "major", text: `${address} is gone, ${why}: Terraform destroys it` };
  }
  if (fate.isTaken) {
    const text = `${address} is moved to ${fate.to}, which was there before: Terraform destroys one of the two`;
    return { bump: "major", text };
  }
  return { bump: "patch", text: `${address} is moved to ${fate.to}; its state follows` };
}

/**
 * Terraform's documentation calls the end of a `moved` block a breaking change: who comes from a version before
 * it loses the resource.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring#removing-moved-blocks
 */
function lostMoves(
  before: readonly Move[],
  after: readonly Move[],
  now: ReadonlySet<string>,
): Change[] {
  const kept = new Set(after.map(({ from }) => from));
  return before
    .filter(({ from, to }) => !kept.has(from) && now.has(to.replace(/\[.*$/u, "")))
    .map(({ from, to }) => ({
      bump: "major",
      text: `the moved block from ${from} to ${to} is gone: who updates from before it loses ${to}`,
    }));
}
