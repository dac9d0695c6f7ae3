import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../../lib/root";
import {
  anchorsOf,
  blocksOf,
  documents,
  inlineCodeOf,
  linksOf,
  type Document,
} from "../support/markdown";
import { describeTerraform } from "../support/terraform";

const DOCUMENTS = documents();

/** The documents whose every name of the modules is checked. */
const GUIDES = [
  "first-deployment-aws",
  "first-deployment-azure",
  "clickhouse-storage",
  "troubleshooting",
].map((name) => documentAt(`docs/guides/${name}.md`));

/** Every guide in Japanese, each with the English page that it says the same as. */
const JAPANESE = DOCUMENTS.filter(({ path: at }) => /^docs\/guides\/[^/]+\.ja\.md$/.test(at)).map(
  ({ path: at, text }) =>
    [path.basename(at), text, documentAt(at.replace(/\.ja\.md$/, ".md")).text] as const,
);

/** Module by the word that its sources have in them. */
const MODULES = {
  aws: "terraform-aws-langfuse",
  azurerm: "terraform-azurerm-langfuse",
} as const;

/** What a block takes from the reader's own configuration, by its address. */
const OF_THE_READER: Record<string, string> = {
  "aws_ssm_parameter.smtp": `
resource "aws_ssm_parameter" "smtp" {
  name  = "/mail"
  type  = "SecureString"
  value = "smtp://example.com"
}`,
};

const FENCED = /^(`{3,}).*\n[\s\S]*?^\1$/gm;

describe("links of the documents", () => {
  it.each(DOCUMENTS.map((document) => [document.path, document] as const))(
    "of %s resolve, anchors included",
    (_, document) => {
      const broken = linksOf(document.text).filter((link) => !resolves(document, link));
      expect(broken).toEqual([]);
    },
  );
});

describe("commands of the documents", () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };

  it("name scripts that package.json has", () => {
    const named = DOCUMENTS.flatMap(({ path: at, text }) =>
      [...text.matchAll(/\bnpm run (?:--silent )?([a-z][a-z:]*)/g)].map(
        ([, name = ""]) => [at, name] as const,
      ),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, name]) => scripts[name] === undefined)).toEqual([]);
  });

  it("are what a shell can parse", () => {
    const blocks = DOCUMENTS.flatMap((document) =>
      blocksOf(document.text, "sh").map(
        ({ text, line }) => [`${document.path}:${String(line)}`, text] as const,
      ),
    );
    expect(blocks.length).toBeGreaterThan(40);
    const wrong = blocks.flatMap(([at, input]) => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input, encoding: "utf8" });
      return status === 0 ? [] : [`${at}: ${stderr}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe("names in the guides", () => {
  const variables = namesOf("variable", "variables.tf");
  const outputs = namesOf("output", "outputs.tf");

  it("of outputs are outputs, of resources resources", () => {
    const used = DOCUMENTS.flatMap(({ path: at, text }) =>
      [...text.matchAll(/\bmodule\.langfuse\.([a-z_]+)(?:\.([a-z_]+))?/g)].map(
        ([, first = "", second = ""]) => ({ at, first, second }),
      ),
    );
    expect(used.length).toBeGreaterThan(20);
    const unknown = used.filter(
      ({ first, second }) => !outputs.has(first) && !resources().has(`${first}.${second}`),
    );
    expect(unknown).toEqual([]);
  });

  it("that a value is given to are variables", () => {
    const given = GUIDES.flatMap(({ path: at, text }) =>
      inlineCodeOf(text).flatMap((code) => {
        const name = /^([a-z][a-z_]*) = /.exec(code)?.[1];
        return name === undefined ? [] : [{ at, name }];
      }),
    );
    expect(given.length).toBeGreaterThan(30);
    // Of module and provider blocks, not of the modules.
    const ofTerraform = ["source", "version", "data_plane_available"];
    expect(given.filter(({ name }) => !variables.has(name) && !ofTerraform.includes(name))).toEqual(
      [],
    );
  });

  it("that begin like one of the modules' are variables or outputs", () => {
    const prefixes =
      /^(clickhouse|database|cache|web|worker|blob|efs|ecr|custom_domain|langfuse|initial)_[a-z0-9_]+$/;
    const named = GUIDES.flatMap(({ path: at, text }) =>
      inlineCodeOf(text)
        .filter((code) => prefixes.test(code))
        .map((name) => ({ at, name })),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ name }) => !variables.has(name) && !outputs.has(name))).toEqual([]);
  });
});

describe("the two first deployments", () => {
  it("send the first trace in the same way", () => {
    const [aws, azure] = firstTraces(".md");
    expect(aws?.length).toBeGreaterThan(1000);
    expect(azure).toBe(aws);
  });
});

describe("the Japanese guide", () => {
  it.each(JAPANESE)("%s has the blocks of the English one", (_, japanese, english) => {
    expect(fencedIn(english)).not.toEqual([]);
    expect(fencedIn(japanese)).toEqual(fencedIn(english));
  });

  it.each(JAPANESE)("%s has as many headings of each level", (_, japanese, english) => {
    expect(headingLevelsOf(english).length).toBeGreaterThan(4);
    expect(headingLevelsOf(japanese)).toEqual(headingLevelsOf(english));
  });

  it.each(JAPANESE)("%s has as many rows in its tables", (_, japanese, english) => {
    expect(tableRowsOf(english)).toBeGreaterThan(4);
    expect(tableRowsOf(japanese)).toBe(tableRowsOf(english));
  });

  it.each(JAPANESE)("%s names the same things, in its own order", (_, japanese, english) => {
    expect(inlineCodeOf(english).length).toBeGreaterThan(20);
    expect(inlineCodeOf(japanese).sort()).toEqual(inlineCodeOf(english).sort());
  });

  it.each(JAPANESE)(
    "%s links to the same places, the other language's page too",
    (_, japanese, english) => {
      expect(placesIn(english)).not.toEqual([]);
      expect(placesIn(japanese)).toEqual(placesIn(english));
    },
  );

  it("of one cloud sends the first trace as that of the other", () => {
    const [aws, azure] = firstTraces(".ja.md");
    expect(aws?.length).toBeGreaterThan(1000);
    expect(azure).toBe(aws);
  });
});

describeTerraform("configurations in the documents", ({ open }) => {
  // The Japanese guides have the blocks of the English ones.
  const blocks = DOCUMENTS.filter(({ path: at }) =>
    /^(README|docs\/guides\/(?!.+\.ja\.md$)|modules\/)/.test(at),
  ).flatMap(({ path: at, text }) =>
    blocksOf(text, "hcl")
      .filter((block) => block.text.includes('module "langfuse"'))
      .map((block) => ({ name: `${at}:${String(block.line)}`, text: block.text })),
  );

  it.each(Object.keys(MODULES) as (keyof typeof MODULES)[])(
    "of the module for %s plan as they stand",
    async (cloud) => {
      const mine = blocks.filter(({ text }) => cloudOf(text) === cloud);
      expect(mine.length).toBeGreaterThan(2);
      // One plan for all: each is a module of its own, so that names may repeat.
      const files = Object.fromEntries(
        mine.map(({ text }, i) => [`block-${String(i)}/main.tf`, completed(text, cloud)]),
      );
      const calls = mine.map(
        (_, i) => `module "block_${String(i)}" {\n  source = "./block-${String(i)}"\n}\n`,
      );
      const provider = 'provider "azurerm" {\n  features {}\n}\n';
      const workspace = open({
        files: { ...files, "main.tf": [...calls, cloud === "azurerm" ? provider : ""].join("\n") },
      });
      const name = MODULES[cloud];
      fs.cpSync(path.join(ROOT, "modules", name), path.join(workspace.dir, name), {
        recursive: true,
      });
      const init = await workspace.init();
      if (!init.ok) throw new Error(init.explain());
      const { plan } = await workspace.plan();
      const planned = (i: number) =>
        plan.addresses.filter((address) =>
          address.startsWith(`module.block_${String(i)}.module.langfuse.`),
        );
      expect(mine.filter((_, i) => planned(i).length < 20).map(({ name }) => name)).toEqual([]);
    },
    120_000,
  );
});

function documentAt(at: string): Document {
  return { path: at, text: fs.readFileSync(path.join(ROOT, at), "utf8") };
}

/** The section about the first trace, of the first deployment on AWS and of that on Azure. */
function firstTraces(extension: ".md" | ".ja.md"): string[] {
  return ["aws", "azure"].map((cloud) => {
    const { text } = documentAt(`docs/guides/first-deployment-${cloud}${extension}`);
    return text.slice(text.indexOf("## 6."), text.indexOf("## 7."));
  });
}

/** Fenced blocks as they stand, with their fences. */
function fencedIn(text: string): string[] {
  return [...text.matchAll(FENCED)].map(([block]) => block);
}

/** Number of hashes of each heading, in order. */
function headingLevelsOf(text: string): number[] {
  return [...text.replace(FENCED, "").matchAll(/^(#+) /gm)].map(([, hashes = ""]) => hashes.length);
}

function tableRowsOf(text: string): number {
  return [...text.replace(FENCED, "").matchAll(/^\|/gm)].length;
}

/**
 * Where the links of a guide lead, sorted: the English page and the number of the heading on it. The anchor itself
 * is made of the heading and differs with the language.
 */
function placesIn(text: string): string[] {
  return linksOf(text)
    .map((link) => {
      const [file = "", anchor] = link.split("#");
      const page = file.replace(/\.ja\.md$/, ".md");
      if (anchor === undefined) return page;
      const target = file === "" ? text : documentAt(path.join("docs/guides", file)).text;
      return `${page}#${String([...anchorsOf(target)].indexOf(anchor))}`;
    })
    .sort();
}

function resolves({ path: from, text }: Document, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = path.join(ROOT, path.dirname(from), decodeURIComponent(file));
  if (file !== "" && !fs.existsSync(target)) return false;
  if (anchor === undefined) return true;
  return anchorsOf(file === "" ? text : fs.readFileSync(target, "utf8")).has(anchor);
}

/** What both modules declare of one kind, as text of the generated files. */
function namesOf(kind: "variable" | "output", file: string): Set<string> {
  const texts = Object.values(MODULES).map((name) =>
    fs.readFileSync(path.join(ROOT, "modules", name, file), "utf8"),
  );
  const found = texts.flatMap((text) => [...text.matchAll(new RegExp(`^${kind} "([^"]+)"`, "gm"))]);
  return new Set(found.map(([, name = ""]) => name));
}

/** Addresses of both modules' resources, without their index. */
function resources(): Set<string> {
  const texts = Object.values(MODULES).flatMap((name) => {
    const folder = path.join(ROOT, "modules", name);
    return fs
      .readdirSync(folder)
      .filter((file) => file.endsWith(".tf"))
      .map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  });
  const found = texts.flatMap((text) => [...text.matchAll(/^resource "([^"]+)" "([^"]+)"/gm)]);
  return new Set(found.map(([, type = "", name = ""]) => `${type}.${name}`));
}

function cloudOf(block: string): keyof typeof MODULES {
  return /source\s*=\s*"[^"]*\bazurerm\b/.test(block) ? "azurerm" : "aws";
}

/** The block with the module of this checkout, and with what it takes from the reader. */
function completed(block: string, cloud: keyof typeof MODULES): string {
  const folder = `../${MODULES[cloud]}`;
  const text = block
    .replace(
      /^(module "langfuse" \{\n\s*source\s*=\s*)"[^"]*"/m,
      (_, head: string) => `${head}"${folder}"`,
    )
    .replace(/^(module "langfuse" \{\n.*\n)\s*version\s*=.*\n/m, "$1");
  const stubs = Object.entries(OF_THE_READER).filter(
    ([address]) =>
      text.includes(address) && !text.includes(`resource "${address.replace(".", '" "')}"`),
  );
  return [text, ...stubs.map(([, stub]) => stub)].join("\n");
}
