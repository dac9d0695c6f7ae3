import fs from "node:fs";
import path from "node:path";
import { pictureOf } from "../lib/module/diagram";
import { inject } from "../lib/module/inject";
import type { ModuleFile } from "../lib/module/module-file";
import type { ModuleStack } from "../lib/module/module-stack";
import { interfaceTables } from "../lib/module/tables";
import { inJapanese } from "../lib/pricing/japanese";
import { ROOT } from "../lib/root";

/** What is generated into the project's own READMEs, by the name between the markers. */
const PAGES: Readonly<Record<string, (stack: ModuleStack) => Readonly<Record<string, string>>>> = {
  "README.md": (stack) => ({
    picture: pictureOf(stack),
    prices: stack.readme.prices ?? "",
    interface: interfaceTables(stack, 3),
  }),
  "README.ja.md": (stack) => ({
    picture: pictureOf(stack),
    prices: inJapanese(stack.readme.prices ?? ""),
  }),
};

/** The project's READMEs with pictures, prices and interfaces as the stacks have them. */
export function frontPages(stacks: readonly ModuleStack[]): ModuleFile[] {
  return Object.entries(PAGES).map(([file, blocks]) => ({
    path: file,
    content: stacks.reduce(
      (page, stack) =>
        Object.entries(blocks(stack)).reduce(
          (text, [name, block]) => inject(text, `${stack.moduleName} ${name}`, block),
          page,
        ),
      fs.readFileSync(path.join(ROOT, file), "utf8"),
    ),
  }));
}
