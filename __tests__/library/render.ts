/** Prints every file of every module in both formats as JSON, for comparison between engines. */
import { MODULE_FORMATS, renderModule } from "../../lib/module/render";
import { moduleStacks } from "../../stacks/modules";

const files = moduleStacks().flatMap((stack) =>
  MODULE_FORMATS.flatMap((format) =>
    renderModule(stack, format).map(({ path, content }) => [
      `${format}/${stack.moduleName}/${path}`,
      content,
    ]),
  ),
);
console.log(JSON.stringify(Object.fromEntries(files)));
