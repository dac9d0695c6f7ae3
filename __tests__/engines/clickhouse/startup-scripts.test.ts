import { startClickHouse, type ClickHouseServer } from "../../../engines/clickhouse";
import { startupScripts } from "../../../engines/clickhouse/startup-scripts";
import { describeClickHouse } from "../../support/clickhouse";

const file = (inner: string) =>
  `<clickhouse><startup_scripts>${inner}</startup_scripts></clickhouse>`;
const script = (query: string, condition?: string) =>
  `<scripts><query>${query}</query>${
    condition === undefined ? "" : `<condition>${condition}</condition>`
  }</scripts>`;
const table = (name: string) => `CREATE TABLE ${name} (x UInt8) ENGINE = Memory`;

describe("the startup scripts of merged files", () => {
  const queries = (files: Record<string, string>) =>
    startupScripts(files).scripts.map(({ query }) => query);

  test("are in the order of the file", () => {
    const { scripts, throwOnError } = startupScripts({
      "config.d/a.xml": file(
        `<throw_on_error>true</throw_on_error>${script("SELECT 1 &gt; 0")}${script("<![CDATA[SELECT 1 < 2]]>", "SELECT 1")}`,
      ),
    });
    expect(throwOnError).toBe(true);
    expect(scripts).toEqual([
      { query: "SELECT 1 > 0" },
      { query: "SELECT 1 < 2", condition: "SELECT 1" },
    ]);
  });

  test("of a later file go into those of the same name, as ClickHouse merges", () => {
    const files = {
      "config.d/b.xml": file(script("late")),
      "config.d/a.xml": file(script("first") + script("second")),
    };
    expect(queries(files)).toEqual(["late", "second"]);
  });

  test("stay apart by an attribute", () => {
    const files = {
      "config.d/a.xml": file('<scripts of="a"><query>first</query></scripts>'),
      "config.d/b.xml": file(script("late")),
    };
    expect(queries(files)).toEqual(["first", "late"]);
  });

  test("can be removed and replaced", () => {
    const first = file(script("first"));
    expect(queries({ "config.d/a.xml": first, "config.d/b.xml": "<clickhouse/>" })).toEqual([
      "first",
    ]);
    const removed = '<clickhouse><startup_scripts remove="1"/></clickhouse>';
    expect(queries({ "config.d/a.xml": first, "config.d/b.xml": removed })).toEqual([]);
    const replaced = `<clickhouse><startup_scripts replace="1">${script("other")}</startup_scripts></clickhouse>`;
    expect(queries({ "config.d/a.xml": first, "config.d/b.xml": replaced })).toEqual(["other"]);
  });

  test("are none in users.d", () => {
    expect(queries({ "users.d/a.xml": file(script("SELECT 1")) })).toEqual([]);
  });

  test("need a query", () => {
    const start = () => startupScripts({ "config.d/a.xml": file("<scripts/>") });
    expect(start).toThrow("startup_scripts.scripts has no <query>");
  });
});

describeClickHouse("ClickHouse's startup scripts", () => {
  let server: ClickHouseServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  const start = async (inner: string) => {
    server = await startClickHouse({ files: { "config.d/a.xml": file(inner) } });
    return server;
  };
  const tables = (running: ClickHouseServer) => running.text("SHOW TABLES");

  test("run one after the other at every start, if their condition says 1 or true", async () => {
    const running = await start(
      script("CREATE TABLE IF NOT EXISTS runs (x UInt8) ENGINE = MergeTree ORDER BY x") +
        script("INSERT INTO runs SELECT 1") +
        script(table("never"), "SELECT 0") +
        script(table("neither"), "SELECT 'maybe'") +
        script("CREATE TABLE IF NOT EXISTS boolean (x UInt8) ENGINE = Memory", "SELECT true"),
    );
    expect(await tables(running)).toBe("boolean\nruns\n");
    await running.restart();
    expect(await running.text("SELECT count() FROM runs")).toBe("2\n");
  });

  test("end with the first failure; it is logged, and the server starts", async () => {
    const running = await start(
      script(table("before")) + script("SELECT throwIf(1, 'no good')") + script(table("after")),
    );
    expect(await tables(running)).toBe("before\n");
    expect(running.logs).toMatch(/Failed to parse startup scripts file.*Code: 395.*no good/);
  });

  test("stop the start with ClickHouse's own words under throw_on_error", async () => {
    const failing = start(
      `<throw_on_error>1</throw_on_error>${script("SELECT throwIf(1, 'no good')")}`,
    );
    await expect(failing).rejects.toThrow(
      /Code: 395.*no good[^]*Cannot finish startup_script successfully/,
    );
  });
});
