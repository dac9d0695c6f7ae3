import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyClickHouseIsUnavailable } from "../../../engines/clickhouse";

test("a place without chdb says what to install", () => {
  const nowhere = join(tmpdir(), "nowhere", "file.js");
  expect(whyClickHouseIsUnavailable(nowhere)).toMatch(/`chdb` is not installed.*npm ci/);
});
