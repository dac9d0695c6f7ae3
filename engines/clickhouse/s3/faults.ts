import { Random } from "../random";
import type { S3ErrorCode } from "./errors";
import type { S3Operation } from "./request";

/** What a fault does to a request. */
export type S3Effect =
  /** Answers with an error document. */
  | { readonly kind: "error"; readonly code: S3ErrorCode }
  /** Waits first, then goes on. */
  | { readonly kind: "latency"; readonly milliseconds: number; readonly jitter?: number }
  /** Closes the connection without an answer. */
  | { readonly kind: "drop" }
  /** Never answers, so that the client's own timeout decides. */
  | { readonly kind: "hang" };

/** Which requests a fault meets, and what happens to them. */
export interface S3Fault {
  /** @default - every operation */
  readonly operations?: readonly S3Operation[];
  /** Matched against the key. @default - every key */
  readonly key?: RegExp;
  /** Share of the matching requests that are hit, 0 to 1. @default 1 */
  readonly probability?: number;
  /** How many matching requests pass before the fault wakes. @default 0 */
  readonly after?: number;
  /** How often it hits before it is spent. @default - without end */
  readonly times?: number;
  /**
   * `before`: the request has no effect. `after`: it is carried out and only its answer is lost,
   * which is what makes a client's retry hard.
   * @default "before"
   */
  readonly phase?: "before" | "after";
  readonly effect: S3Effect;
}

/** A rule in force. */
export interface S3FaultHandle {
  /** Requests hit so far. */
  readonly hits: number;
  remove(): void;
}

interface Rule {
  readonly fault: S3Fault;
  seen: number;
  hits: number;
}

/** The faults in force. Chances come from one seeded generator. */
export class S3Faults {
  private readonly rules = new Set<Rule>();
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  /** Puts a rule in force until it is spent or removed. */
  add(fault: S3Fault): S3FaultHandle {
    const rule: Rule = { fault, seen: 0, hits: 0 };
    this.rules.add(rule);
    return {
      get hits() {
        return rule.hits;
      },
      remove: () => this.rules.delete(rule),
    };
  }

  /** Removes every rule. */
  clear(): void {
    this.rules.clear();
  }

  /**
   * The effects one request meets, by phase, in the order the rules were added. A request is drawn
   * once, when it arrives, so that its fate does not depend on what runs beside it.
   */
  draw(operation: S3Operation, key: string): { before: S3Effect[]; after: S3Effect[] } {
    const effects = { before: [] as S3Effect[], after: [] as S3Effect[] };
    for (const rule of this.rules) {
      if (this.hit(rule, operation, key)) {
        effects[rule.fault.phase ?? "before"].push(this.settle(rule.fault.effect));
      }
    }
    return effects;
  }

  private hit(rule: Rule, operation: S3Operation, key: string): boolean {
    const { operations, key: pattern, after = 0, times = Infinity, probability = 1 } = rule.fault;
    if (operations && !operations.includes(operation)) return false;
    if (pattern && key.search(pattern) < 0) return false;
    rule.seen += 1;
    if (rule.seen <= after || rule.hits >= times) return false;
    if (probability < 1 && this.random.next() >= probability) return false;
    rule.hits += 1;
    return true;
  }

  private settle(effect: S3Effect): S3Effect {
    if (effect.kind !== "latency" || effect.jitter === undefined) return effect;
    const milliseconds = effect.milliseconds + effect.jitter * this.random.next();
    return { kind: "latency", milliseconds };
  }
}
