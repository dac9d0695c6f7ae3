import { whyClickHouseIsUnavailable } from "../../engines/clickhouse";

/**
 * `describe` for tests that need a real ClickHouse. Where it cannot run, the tests are skipped with
 * a warning nobody overlooks; in CI they fail, because there a skip would look like a pass.
 */
export function describeClickHouse(name: string, tests: () => void): void {
  const reason = whyClickHouseIsUnavailable();
  if (reason === undefined) {
    describe(name, tests);
  } else if (process.env.CI) {
    describe(name, () => {
      test("needs ClickHouse", () => {
        throw new Error(`ClickHouse cannot run here: ${reason}`);
      });
    });
  } else {
    const line = "!".repeat(80);
    console.warn(`${line}\nSKIPPED, NOT TESTED: ${name}\nbecause ${reason}\n${line}`);
    describe.skip(name, tests);
  }
}
