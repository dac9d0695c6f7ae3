import fs from "node:fs";
import path from "node:path";
import Handlebars from "handlebars";
import { ROOT } from "./root";

/** The folder of all templates. */
export const TEMPLATES = path.join(ROOT, "templates");

/** What a template may be given. */
export type TemplateValue =
  string | number | boolean | readonly TemplateValue[] | { readonly [key: string]: TemplateValue };

const XML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escapes a text for XML content and attribute values. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => XML_ENTITIES[character] ?? character);
}

/**
 * Renders a template; a value that the context lacks is an error, never an empty text.
 *
 * In `*.xml*.hbs` every value is XML-escaped once, in all others nothing is escaped. (Handlebars' own
 * escape cannot be replaced per environment, and it turns `=` and backticks into entities.) What stands
 * as `${value}` is left alone: Terraform fills it in at plan time with `templatefile`.
 *
 * @param name path below `templates/`, such as `clickhouse/storage.xml.tftpl.hbs`
 * @throws Error when the template uses a value that the context does not have
 */
export function renderTemplate(name: string, context: Record<string, TemplateValue>): string {
  const render = compile(name);
  try {
    return render(/\.xml(\.|$)/.test(name) ? escaped(context) : context);
  } catch (error) {
    throw new Error(`templates/${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** Compiled once each; by text, because a template may be rendered many times and edited between. */
const compiled = new Map<string, HandlebarsTemplateDelegate>();

function compile(name: string): HandlebarsTemplateDelegate {
  const text = fs.readFileSync(path.join(TEMPLATES, name), "utf8");
  const partials = partialsOf(path.dirname(name));
  const key = JSON.stringify([text, partials]);
  const known = compiled.get(key);
  if (known) return known;
  const handlebars = Handlebars.create();
  for (const [partial, source] of partials) handlebars.registerPartial(partial, source);
  const template = handlebars.compile(text, { strict: true, noEscape: true });
  compiled.set(key, template);
  return template;
}

/** What a folder's templates share is in its folder `partials`, by file name without `.hbs`. */
function partialsOf(folder: string): [string, string][] {
  const partials = path.join(TEMPLATES, folder, "partials");
  if (!fs.existsSync(partials)) return [];
  return fs
    .readdirSync(partials)
    .map((file) => [
      path.basename(file, ".hbs"),
      fs.readFileSync(path.join(partials, file), "utf8"),
    ]);
}

function escaped(value: TemplateValue): TemplateValue {
  if (typeof value === "string") return escapeXml(value);
  if (typeof value !== "object") return value;
  if (isList(value)) return value.map(escaped);
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, escaped(v)]));
}

function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}
