import type { Fault } from "./faulty-server";

/** A registry's answer with this status, as the registry words it. */
export type Answer = (status: number, words?: string, headers?: Record<string, string>) => Fault;

/** What goes wrong once and is mended by trying again, by its title. */
export function mendable(answer: Answer): readonly (readonly [string, Fault])[] {
  return [
    ["500", answer(500)],
    ["502 though it has acted", "502 after"],
    ["a connection broken before it has acted", "reset before"],
    ["a connection broken after it has acted", "reset after"],
    ["half an answer", "cut answer"],
    ["no answer", "hang"],
    ["429", answer(429, "slow down", { "retry-after": "0" })],
  ];
}
