/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  // The long ones: npm run test:clickhouse.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/clickhouse"],
  transform: { "^.+\\.ts$": "@swc/jest" },
  testTimeout: 60_000,
  maxWorkers: "100%",
};
