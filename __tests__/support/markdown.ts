import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../../lib/root";

/** A Markdown file of the project. */
export interface Document {
  /** From the root of the project, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** Where people read: what a folder further down holds is found too, but for what npm installs. */
const PLACES = [
  /^(README|README\.ja|CONTRIBUTING)\.md$/,
  /^docs\/.+\.md$/,
  /^modules\/[^/]+\/README\.md$/,
  /^modules\/[^/]+\/examples\/(.+\/)?README\.md$/,
  /^engines\/[^/]+\/README\.md$/,
  /^examples\/(.+\/)?README\.md$/,
];

/** Every Markdown file that people read, sorted by path. */
export function documents(): Document[] {
  return ["", "docs", "modules", "engines", "examples"]
    .flatMap((folder) => markdownIn(folder, folder !== ""))
    .filter((at) => PLACES.some((place) => place.test(at)))
    .sort()
    .map((at) => ({ path: at, text: fs.readFileSync(path.join(ROOT, at), "utf8") }));
}

/** The fenced blocks of one language, without the indentation that a list gives them. */
export function blocksOf(text: string, language: string): Block[] {
  return fenced(text)
    .filter((block) => block.language === language)
    .map(({ text, line }) => ({ text, line }));
}

/** What stands between single backticks outside blocks. */
export function inlineCodeOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/`([^`]+)`/g)].map(([, code = ""]) =>
    code.replace(/\s+/g, " "),
  );
}

/** Targets of links and images that are files or anchors of the project. */
export function linksOf(text: string): string[] {
  const prose = withoutBlocks(text).replace(/`[^`]*`/g, "`");
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const named = [...prose.matchAll(/^\s*\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  const html = [...prose.matchAll(/\b(?:href|src)="([^"]+)"/g)];
  return [...inline, ...named, ...html]
    .map(([, target = ""]) => target)
    .filter((target) => !/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target));
}

/** The anchors that GitHub makes of the headings, and those written as HTML. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const prose = withoutBlocks(text);
  for (const [, heading = ""] of prose.matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let i = 1; anchors.has(anchor); i++) anchor = `${slug}-${String(i)}`;
    anchors.add(anchor);
  }
  for (const [, id = ""] of prose.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** As github-slugger does it: letters, digits, hyphens and underscores stay, a space becomes a hyphen. */
function slugOf(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replace(/ /g, "-");
}

interface Fenced extends Block {
  readonly language: string;
  /** First and last line of the block with its fences, from 0. */
  readonly span: readonly [number, number];
}

function fenced(text: string): Fenced[] {
  const lines = text.split("\n");
  const found: Fenced[] = [];
  for (let i = 0; i < lines.length; i++) {
    const opening = /^(\s*)(`{3,}|~{3,})\s*([\w-]*)/.exec(lines[i] ?? "");
    if (!opening) continue;
    const [, indent = "", fence = "", language = ""] = opening;
    const end = lines.findIndex((line, at) => at > i && line.trim().startsWith(fence));
    if (end === -1) throw new Error(`the fence of line ${String(i + 1)} is never closed`);
    const inner = lines
      .slice(i + 1, end)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    found.push({ language, text: `${inner.join("\n")}\n`, line: i + 1, span: [i, end] });
    i = end;
  }
  return found;
}

/** The same text with empty lines in place of blocks. */
function withoutBlocks(text: string): string {
  const lines = text.split("\n");
  for (const { span } of fenced(text)) lines.fill("", span[0], span[1] + 1);
  return lines.join("\n");
}

function markdownIn(folder: string, isDeep: boolean): string[] {
  const at = path.join(ROOT, folder);
  if (!fs.existsSync(at)) return [];
  return fs.readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const found = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return isDeep && !/^(node_modules|\.)/.test(entry.name) ? markdownIn(found, true) : [];
    return entry.name.endsWith(".md") ? [found] : [];
  });
}
