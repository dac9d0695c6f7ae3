import type { ConfigFiles } from "../../engines/clickhouse";
import { describePlanned, plannedFiles } from "../support/clickhouse-files";
import { install, MODES } from "./installation";

/** What macros must hold in the end; the server shows them as it has read them. */
const TEXTS = {
  markup: `<a b="c">&amp; '</a>`,
  terraform: "${path.module} %{ if true } $${x} ~}",
  shell: "$HOME `id` $(id) \\ ' \" ; # * \\n",
  unicode: "naïve 東京 😀 ‮",
  cdata: "<not> & markup ]] >",
  spaces: "two  spaces",
};

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const EXTRA = `<?xml version="1.0"?>
<!-- a "comment" with ' and & in it -->
<clickhouse>
  <macros>
    <markup>${escape(TEXTS.markup)}</markup>
    <terraform>${TEXTS.terraform}</terraform>
    <shell>${TEXTS.shell}</shell>
    <unicode>${TEXTS.unicode}</unicode>
    <cdata><![CDATA[${TEXTS.cdata}]]></cdata>
    <spaces>${TEXTS.spaces}</spaces>
  </macros>
</clickhouse>
`;

describePlanned("inputs with characters that mean something somewhere", () => {
  const vars = {
    ...MODES.object_storage,
    clickhouse_extra_config: { "a-1": EXTRA },
    tags: { "a&b<c>": `"quoted" 'too' & <b>`, "with space": "ünïcode" },
  };

  test("clickhouse_extra_config arrives in the container and in ClickHouse unchanged", async () => {
    const files = await plannedFiles(vars);
    expect(files["config.d/zz-a-1.xml"]).toBe(EXTRA);
    const on = await install(vars);
    const macros = await on.server.query<{ macro: string; substitution: string }>(
      "SELECT macro, substitution FROM system.macros",
    );
    await on.remove();
    expect(Object.fromEntries(macros.map((m) => [m.macro, m.substitution]))).toEqual(TEXTS);
  });

  test("nothing else in the configuration changes by them, nor by tags", async () => {
    const { "config.d/zz-a-1.xml": extra, ...files } = await plannedFiles(vars);
    expect(extra).toBeDefined();
    // The made-up name of the bucket differs with the variables.
    const text = (of: ConfigFiles) =>
      JSON.stringify(of).replace(/langfuse-clickhouse-[0-9a-f]{8}/g, "bucket");
    expect(text(files)).toBe(text(await plannedFiles(MODES.object_storage)));
  });
});
