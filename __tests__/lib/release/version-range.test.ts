import { compareRanges } from "../../../lib/release/version-range";

describe("compareRanges", () => {
  it.each([
    [">= 1.11", ">=1.11", "same"],
    [">= 1.11", ">= 1.11.0", "same"],
    [">= 6.25, < 7.0", "< 7.0, >= 6.25", "same"],
    [">= 1.11", ">= 1.12", "narrower"],
    [">= 1.11", ">= 1.10", "wider"],
    [">= 1.11", ">= 1.11, < 2.0", "narrower"],
    [">= 6.25, < 7.0", ">= 6.25, < 8.0", "wider"],
    [">= 6.25, < 7.0", ">= 7.0, < 8.0", "narrower"],
    ["~> 1.2", ">= 1.2, < 2.0", "same"],
    ["~> 1.2.3", "~> 1.2", "wider"],
    ["~> 1.2", "~> 1.2.3", "narrower"],
    ["~> 1.2.3", "~> 1.2, >= 1.2.3", "wider"],
    ["~> 1", ">= 1.0", "same"],
    ["1.2.3", ">= 1.2.3", "wider"],
    [">= 1.0", ">= 1.0, != 1.4.0", "narrower"],
    [">= 1.0, != 1.4.0", ">= 1.0", "wider"],
    [">= 2.0", ">= 2.0, != 1.4.0", "same"],
    ["", ">= 1.0", "narrower"],
    [">= 1.0", "", "wider"],
    [">= 1.0", "whatever", "narrower"],
  ])("%p became %p: %s", (before, after, expected) => {
    expect(compareRanges(before, after)).toBe(expected);
  });
});
