import { escapeXml } from "../../lib/handlebars";
import { monthlyCost, monthlyUse } from "./cost";
import { count, dollars, short } from "./format";
import { longRunOf, type Report } from "./report";

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value in words, at the bar's end. */
  readonly text: string;
  /** Drawn in the second colour: what the others are compared with. */
  readonly isReference: boolean;
}

/** Bars under a title, on a logarithmic scale of their own. */
export interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 880;
const LABEL = 210;
const VALUE = 110;
const ROW = 26;
const TITLE = 44;
const AXIS = 26;
const BAR = 16;

/** Colours for both backgrounds; an image in a README follows the reader's system. */
const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #24292f; }
    .title { font-weight: 600; font-size: 15px; }
    .tick { font-size: 11px; fill: #57606a; }
    .grid { stroke: #d0d7de; stroke-width: 1; }
    .bar { fill: #1f6feb; }
    .reference { fill: #bc4c00; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .tick { fill: #9198a1; }
      .grid { stroke: #3d444d; }
      .bar { fill: #58a6ff; }
      .reference { fill: #f0883e; }
    }`;

/** The benchmark's plot: requests, dollars, and dollars as the rows grow. */
export function svg(report: Report): string {
  return drawing(panels(report));
}

function panels(report: Report): Panel[] {
  const { measurements, growth, region } = report;
  const uses = measurements.map((m) => ({
    name: m.name,
    use: monthlyUse(m, longRunOf(report, m.name)),
  }));
  const grown = growth.flatMap(({ name, runs }) =>
    runs.map(({ scale, measurement }) => {
      const cost = monthlyCost(monthlyUse(measurement, longRunOf(report, name)), region);
      return bar(name, `${name}, ${count(scale)}× rows`, cost.total - cost.logRequests, dollars);
    }),
  );
  const all: Panel[] = [
    {
      title: "S3 PUT requests a month, with the system log tables'",
      bars: uses.map(({ name, use }) => bar(name, name, use.writes + use.logWrites, short)),
    },
    {
      title: "Dollars a month: requests and storage",
      bars: uses.map(({ name, use }) => bar(name, name, monthlyCost(use, region).total, dollars)),
    },
    { title: "Dollars a month as the rows grow, without log tables", bars: grown },
  ];
  return all.filter(({ bars }) => bars.length > 0);
}

function bar(name: string, label: string, value: number, format: (value: number) => string): Bar {
  return { label, value, text: format(value), isReference: name === "blog" };
}

/** Draws panels one below the other. */
export function drawing(all: readonly Panel[]): string {
  let top = 0;
  const groups = all.map((panel) => {
    const group = `  <g transform="translate(0 ${top})">\n${panelMarks(panel)}\n  </g>`;
    top += TITLE + panel.bars.length * ROW + AXIS;
    return group;
  });
  const titles = all.map(({ title }) => title).join("; ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-label="${escapeXml(titles)}">`,
    `  <style>${STYLE}\n  </style>`,
    ...groups,
    "</svg>\n",
  ].join("\n");
}

function panelMarks({ title, bars }: Panel): string {
  const { from, to } = decades(bars.map(({ value }) => value));
  const x = (value: number) => {
    const share = (Math.log10(Math.max(value, 10 ** from)) - from) / (to - from);
    return LABEL + share * (WIDTH - LABEL - VALUE);
  };
  const bottom = TITLE + bars.length * ROW;
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  const grid = ticks.flatMap((tick) => {
    const at = x(tick).toFixed(1);
    return [
      `    <line class="grid" x1="${at}" y1="${TITLE - 8}" x2="${at}" y2="${bottom}"/>`,
      `    <text class="tick" x="${at}" y="${bottom + 14}" text-anchor="middle">${tickText(tick)}</text>`,
    ];
  });
  const marks = bars.flatMap(({ label, value, text, isReference }, index) => {
    const y = TITLE + index * ROW;
    const width = value > 0 ? Math.max(2, x(value) - LABEL) : 0;
    return [
      `    <text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escapeXml(label)}</text>`,
      `    <rect class="${isReference ? "reference" : "bar"}" x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`,
      `    <text x="${(LABEL + width + 6).toFixed(1)}" y="${y + 13}">${escapeXml(text)}</text>`,
    ];
  });
  const heading = `    <text class="title" x="12" y="24">${escapeXml(title)} (log scale)</text>`;
  return [heading, ...grid, ...marks].join("\n");
}

/** Powers of ten around all values that have a logarithm, with room for the smallest one's bar. */
function decades(values: readonly number[]): { from: number; to: number } {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return { from: 0, to: 1 };
  const from = Math.floor(Math.log10(Math.min(...positive) / 2));
  return { from, to: Math.max(from + 1, Math.ceil(Math.log10(Math.max(...positive)))) };
}

function tickText(tick: number): string {
  return tick >= 1 ? short(tick) : String(Number(tick.toPrecision(1)));
}
