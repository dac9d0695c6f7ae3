import type { Variables, Workspace } from "../../engines/terraform";
import { coveringArray, has, type Options, pairsOf, type Row } from "./covering-array";
import type { Refusal } from "./options";
import { inPairs, type LangfuseGiven } from "./plan";
import { describeOffline } from "./terraform";

/** A module, what can be chosen of it and what it refuses. */
export interface Pairwise {
  /** The module's folder. */
  readonly module: string;
  readonly options: Options;
  readonly refusals: readonly Refusal[];
  readonly variablesOf: (row: Row) => Variables;
}

/** What is known of the rows. */
export interface Expected {
  /** There are more pairs than this. */
  readonly pairs: number;
  /** There are fewer rows than this. */
  readonly rows: number;
  /** Pairs that are impossible though no refusal has them. */
  readonly implied: readonly Row[];
}

/** Rows with every pair of choices that the module does not refuse. */
export class PairwiseTests {
  private readonly rows: readonly Row[];
  private readonly impossible: readonly Row[];

  public constructor(private readonly of: Pairwise) {
    const combinations = of.refusals.map(({ combination }) => combination);
    const { rows, impossible } = coveringArray(of.options, combinations);
    [this.rows, this.impossible] = [rows, impossible];
  }

  /** Tests that no pair is missing, and none left out without a reason. */
  public describeChoices(expected: Expected): void {
    const { rows, impossible } = this;
    const isRefused = (row: Row) =>
      this.of.refusals.some(({ combination }) => has(row, combination));

    describe("the choices", () => {
      it("are in few rows, each pair in one of them", () => {
        const covered = new Set(rows.flatMap(pairsOf).map((pair) => JSON.stringify(pair)));
        const excluded = new Set(impossible.map((pair) => JSON.stringify(pair)));
        const all = pairsOfChoices(this.of.options).map((pair) => JSON.stringify(pair));
        expect(all.length).toBeGreaterThan(expected.pairs);
        expect(all.filter((pair) => !covered.has(pair) && !excluded.has(pair))).toEqual([]);
        expect(all.filter((pair) => covered.has(pair) && excluded.has(pair))).toEqual([]);
        expect(rows.length).toBeLessThan(expected.rows);
      });

      it("are left out only where the module refuses them", () => {
        expect(rows.filter(isRefused)).toEqual([]);
        expect(impossible.filter((pair) => !isRefused(pair))).toEqual(expected.implied);
      });
    });
  }

  /**
   * Makes every row, two at a time, and tests each.
   *
   * @param make - what is done with a row's variables
   * @param tests - the tests of a row; `made` gives what was made to its hooks and tests
   */
  public describeRows<Made>(
    make: (workspace: Workspace, vars: Variables) => Promise<Made>,
    tests: (row: Row, made: () => Made) => void,
  ): void {
    const { rows } = this;
    const { module, variablesOf } = this.of;
    const cases = rows.map((row, index) => ({
      title: `${index + 1} of ${rows.length}`,
      row,
      index,
    }));

    describeOffline("every pair of choices", ({ ready }) => {
      let results: Promise<Made>[] = [];
      beforeAll(async () => {
        const workspace = await ready({ from: module });
        results = inPairs(rows, (row) => make(workspace, variablesOf(row)));
      });

      describe.each(cases)("in row $title", ({ row, index }) => {
        let made: { readonly result: Made } | undefined;
        beforeAll(async () => {
          try {
            const result = await (results[index] ?? Promise.reject(new Error("no such row")));
            made = { result };
          } catch (error) {
            throw new Error(`${JSON.stringify(variablesOf(row), null, 2)}\n${String(error)}`);
          }
        }, 120_000);

        tests(row, () => {
          if (!made) throw new Error("ask for what was made in tests, not beside them");
          return made.result;
        });
      });
    });
  }

  /**
   * Tests that every combination left out is refused, and in which words.
   *
   * @param reads - what the rule of a refusal reads beside its own variable
   */
  public describeRefusals(reads: (refusal: Refusal) => readonly string[]): void {
    const { module, refusals, variablesOf } = this.of;

    describeOffline("what is left out", ({ ready }) => {
      let workspace: Workspace;
      beforeAll(async () => {
        workspace = await ready({ from: module });
      });

      const batches = batchesOf(refusals, reads).map((batch) => ({ batch }));
      describe.each(batches)("is refused", ({ batch }) => {
        let messages: readonly string[] = [];
        beforeAll(async () => {
          const vars = variablesOf(Object.assign({}, ...batch.map(choicesOf)) as Row);
          const { ok, diagnostics } = await workspace.plan({ vars });
          expect(ok).toBe(false);
          messages = diagnostics
            .filter(({ severity }) => severity === "error")
            .map(({ detail }) => detail);
        });

        it.each(
          batch.map(({ combination, reason, says }) => [JSON.stringify(combination), reason, says]),
        )("%s: %s", (_combination, _reason, says = "") => {
          expect(messages.map((message) => message.slice(0, says.length))).toContain(says);
        });
      });
    });
  }
}

/** Checks that what both web and the worker have is the same. */
export function expectShared(web: LangfuseGiven, worker: LangfuseGiven): void {
  const shared = Object.keys(web.environment).filter(
    (name) => name in worker.environment && name !== "NODE_OPTIONS",
  );
  expect(shared).toContain("NEXTAUTH_URL");
  for (const name of shared)
    expect([name, web.environment[name]]).toEqual([name, worker.environment[name]]);
}

function pairsOfChoices(options: Options): Row[] {
  const entries = Object.entries(options);
  return entries.flatMap(([a, as], i) =>
    entries
      .slice(i + 1)
      .flatMap(([b, bs]) => as.flatMap((x) => bs.map((y) => ({ [a]: x, [b]: y })))),
  );
}

const choicesOf = ({ combination, beside }: Refusal): Row => ({ ...beside, ...combination });

/**
 * Refusals that one plan shows. They agree on every option, say so in different words, and none reads a variable
 * that another refuses: Terraform skips rules that read a refused variable.
 */
function batchesOf(
  refusals: readonly Refusal[],
  reads: (refusal: Refusal) => readonly string[],
): Refusal[][] {
  const refused = ({ says }: Refusal) => says.split(" ")[0] ?? "";
  const fit = (a: Refusal, b: Refusal) =>
    a.says !== b.says &&
    !reads(a).includes(refused(b)) &&
    !reads(b).includes(refused(a)) &&
    Object.entries(choicesOf(a)).every(
      ([option, choice]) => (choicesOf(b)[option] ?? choice) === choice,
    );
  const batches: Refusal[][] = [];
  for (const refusal of refusals) {
    const batch = batches.find((others) => others.every((other) => fit(other, refusal)));
    if (batch) batch.push(refusal);
    else batches.push([refusal]);
  }
  return batches;
}
