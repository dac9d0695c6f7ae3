import { versionsIn, withSection } from "../../../lib/release/changelog";
import { checkDate } from "../../../lib/release/next-section";

const section = "## 1.1.0 (2026-12-01)\n\n### Features\n\n- new\n";

describe("withSection", () => {
  it("puts a section above the older ones and leaves these as they are", () => {
    const older = "## 1.0.0 (2026-11-21)\n\nBy  hand,\nas it was.\n";
    expect(withSection(`# Changelog\n\nWords.\n\n${older}`, section)).toBe(
      `# Changelog\n\nWords.\n\n${section}\n${older}`,
    );
  });

  it.each(["", "# Changelog\n"])("begins a changelog out of %p", (before) => {
    expect(withSection(before, section)).toBe(`# Changelog\n\n${section}`);
  });

  it("takes no heading inside a section for a version", () => {
    expect(versionsIn(`${section}\n## [1.0.0-rc.1](x) (2026)\n`)).toEqual(["1.1.0", "1.0.0-rc.1"]);
  });
});

describe("checkDate", () => {
  it.each(["2026-02-30", "2026-1-1", "today", ""])("refuses %p", (text) => {
    expect(() => checkDate(text)).toThrow(/^--date: got/u);
  });
});
