/** @type {import("jest").Config} */
module.exports = {
  ...require("../../jest.config"),
  rootDir: "../..",
  testMatch: ["<rootDir>/__tests__/clickhouse*/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
