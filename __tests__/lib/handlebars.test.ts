import fs from "node:fs";
import path from "node:path";
import { XMLParser } from "fast-xml-parser";
import { escapeXml, renderTemplate, TEMPLATES } from "../../lib/handlebars";

describe("renderTemplate", () => {
  const folder = path.join(TEMPLATES, "__handlebars_test__");
  const write = (name: string, text: string) => {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
    return `__handlebars_test__/${name}`;
  };
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("escapes a value in XML exactly once", () => {
    const hostile = `<a> & "b" 'c' &amp; $\{x} =\``;
    const name = write(
      "a.xml.tftpl.hbs",
      '<r a="{{v}}">{{{v}}}{{#each list}}<i>{{this}}</i>{{/each}}</r>',
    );
    const xml = renderTemplate(name, { v: hostile, list: [hostile] });
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
      r: { "@_a": string; "#text": string; i: string };
    };
    expect(parsed.r["@_a"]).toBe(hostile);
    expect(parsed.r["#text"]).toBe(hostile);
    expect(parsed.r.i).toBe(hostile);
  });

  it("escapes nothing in other files", () => {
    expect(renderTemplate(write("a.md.hbs", "{{v}}"), { v: "<&>" })).toBe("<&>");
  });

  it("refuses a value that the context lacks, and names the template", () => {
    const name = write("a.xml.hbs", "<r>{{missing}}</r>");
    expect(() => renderTemplate(name, {})).toThrow(
      /templates\/__handlebars_test__\/a\.xml\.hbs: .*missing/,
    );
  });

  it("leaves Terraform's placeholders alone", () => {
    expect(renderTemplate(write("a.xml.hbs", "<r>${endpoint}</r>"), {})).toBe("<r>${endpoint}</r>");
  });
});

describe("escapeXml", () => {
  it("replaces the five characters of XML", () => {
    expect(escapeXml(`<>&"'`)).toBe("&lt;&gt;&amp;&quot;&apos;");
  });
});
