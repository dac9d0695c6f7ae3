import { highest, nextVersion } from "../../../lib/release/bump";

describe("nextVersion", () => {
  it.each([
    ["1.2.3", "major", "2.0.0"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "none", "1.2.3"],
    ["0.2.3", "major", "0.3.0"],
    ["0.2.3", "minor", "0.2.4"],
    ["0.2.3", "patch", "0.2.4"],
    ["2.0.0-rc.1", "major", "2.0.0"],
    ["2.0.0-rc.1", "patch", "2.0.0"],
  ] as const)("%s and a %s change: %s", (released, bump, expected) => {
    expect(nextVersion(released, bump)).toBe(expected);
  });
});

describe("highest", () => {
  it("is the weightiest of the changes, and none without any", () => {
    expect(
      highest([
        { bump: "minor", text: "a" },
        { bump: "patch", text: "b" },
      ]),
    ).toBe("minor");
    expect(highest([])).toBe("none");
  });
});
