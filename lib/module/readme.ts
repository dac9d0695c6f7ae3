import { renderTemplate } from "../handlebars";
import { pictureOf } from "./diagram";
import { markerLine } from "./marker";
import type { ModuleFile } from "./module-file";
import type { ModuleStack } from "./module-stack";
import { interfaceTables } from "./tables";

/** The module's README: its own text with the tables of its interface. */
export function readme(stack: ModuleStack): ModuleFile {
  const template = `module/${stack.moduleName}.md.hbs`;
  return {
    path: "README.md",
    content: renderTemplate(template, {
      ...stack.readme,
      ...(stack.picture ? { picture: pictureOf(stack) } : {}),
      marker: markerLine(`templates/${template}`),
      tables: interfaceTables(stack),
    }),
  };
}
