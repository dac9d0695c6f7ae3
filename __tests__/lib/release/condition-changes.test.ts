import { conditionChanges } from "../../../lib/release/condition-changes";

const bumps = (before: string[], after: string[]) =>
  conditionChanges("variable v", before, after).map(({ bump }) => bump);

describe("conditionChanges", () => {
  it.each<[string, string[], string[], string[]]>([
    ["the same in another order", ["var.v > 1", "var.v < 9"], ["var.v < 9", "var.v > 1"], []],
    ["a condition that is gone", ["var.v > 1", "var.v < 9"], ["var.v > 1"], ["minor"]],
    ["a new condition", ["var.v > 1"], ["var.v > 1", "var.v < 9"], ["major"]],
    ["a longer list", ['contains(["a"], var.v)'], ['contains(["b", "a"], var.v)'], ["minor"]],
    ["a shorter list", ['contains(["a", "b"], var.v)'], ['contains(["a"], var.v)'], ["major"]],
    [
      "a list of something else",
      ['contains(["a"], var.v)'],
      ['contains(["a", "b"], var.w)'],
      ["major"],
    ],
    ["a wider range", ["var.v >= 2 && var.v <= 5"], ["var.v >= 1 && var.v <= 9"], ["minor"]],
    ["a narrower range", ["var.v >= 2 && var.v <= 9"], ["var.v >= 1 && var.v <= 5"], ["major"]],
    ["null that is let through", ["var.v > 1"], ["var.v == null ? true : var.v > 1"], ["minor"]],
    [
      "null that is let through no more",
      ["var.v == null ? true : var.v > 1"],
      ["var.v > 1"],
      ["major"],
    ],
    ["a part taken out of an alternative", ["var.v > 1 || var.w"], ["var.v > 1"], ["major"]],
    ["a wider range in a negation", ["!(var.v >= 2)"], ["!(var.v >= 1)"], ["major"]],
  ])("judges %s", (_, before, after, expected) => {
    expect(bumps(before, after)).toEqual(expected);
  });
});
