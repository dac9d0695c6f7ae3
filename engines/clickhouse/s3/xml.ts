// Builder and validator are marked deprecated because they also live in packages of their own now; the
// code is the same, and one dependency serves. To be replaced when fast-xml-parser 6 drops them.
/* eslint-disable @typescript-eslint/no-deprecated */
import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";

/** What an XML element may hold when it is written. `undefined` leaves the element out. */
export type XmlValue = string | number | boolean | undefined | XmlObject | readonly XmlValue[];
/** Child elements by name; a list repeats the element. */
export interface XmlObject {
  readonly [element: string]: XmlValue;
}

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });

// Values stay text, untrimmed: `<Key> 007 </Key>` names that very object.
const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true });

/** Prints one S3 document. Errors carry no namespace, everything else does, as S3 does it. */
export function toXml(root: string, content: XmlObject): string {
  const attributes = root === "Error" ? {} : { "@_xmlns": NAMESPACE };
  return builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    [root]: { ...attributes, ...content },
  });
}

/**
 * Reads a request's document.
 *
 * @returns the root element's children, or undefined when the text is not that document.
 */
export function fromXml(root: string, text: string): Record<string, unknown> | undefined {
  if (XMLValidator.validate(text) !== true) return undefined;
  const parsed: unknown = parser.parse(text);
  return isRecord(parsed) && isRecord(parsed[root]) ? parsed[root] : undefined;
}

/** The elements under a name, whether there were none, one or many. */
export function elements(parent: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = parent[name];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isRecord);
}

/** The text of a child element, or undefined when it is absent or not text. */
export function text(parent: Record<string, unknown>, name: string): string | undefined {
  const value = parent[name];
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
