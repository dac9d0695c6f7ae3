import fs from "node:fs";
import path from "node:path";
import { sha256 } from "../../../../lib/archive/entry";
import { unzip } from "../../../../lib/archive/zip";
import { UsageError } from "../../../../lib/cli";
import { moduleSources } from "../../../../lib/release/module-source";
import { buildRegistry, type RegistryOptions } from "../../../../lib/registry/static/build";
import { Repository, sumsIn } from "../../../support/repository";

const FOLDER = "modules/terraform-aws-thing";
const API = "v1/modules/team/thing/aws";
let repository: Repository;
let out: string;

const release = (version: string, text = version) => {
  repository.commit({
    [`${FOLDER}/CHANGELOG.md`]: `# Changelog\n\n## ${version} (2026-01-31)\n`,
    [`${FOLDER}/main.tf`]: `# ${text}\n`,
  });
};
beforeEach(() => {
  repository = Repository.of({ "README.md": "" });
  out = repository.beside("site");
  release("1.0.0");
  repository.git("tag", "aws-v1.0.0");
  release("1.1.0");
});
afterEach(() => {
  jest.restoreAllMocks();
  repository.dispose();
});

const build = (options: Partial<RegistryOptions> = {}) =>
  buildRegistry({
    out,
    baseUrl: "https://modules.example.com",
    namespace: "team",
    sources: moduleSources(repository.folder),
    root: repository.folder,
    ...options,
  });
const text = (name: string) => fs.readFileSync(path.join(out, name), "utf8");
const versions = (api = API): string[] => {
  const found = JSON.parse(text(`${api}/versions`)) as {
    modules: [{ versions: { version: string }[] }];
  };
  return found.modules[0].versions.map(({ version }) => version);
};
const main = (version: string) => {
  const archive = fs.readFileSync(path.join(out, API, version, "module.zip"));
  return Buffer.from(unzip(archive).get("main.tf") ?? []).toString();
};

test("tags and HEAD become versions, each with its own content", () => {
  expect(build()).toEqual([
    { address: "team/thing/aws", version: "1.0.0", from: "aws-v1.0.0", isNew: true },
    { address: "team/thing/aws", version: "1.1.0", from: "HEAD", isNew: true },
  ]);
  expect(versions()).toEqual(["1.0.0", "1.1.0"]);
  expect([main("1.0.0"), main("1.1.0")]).toEqual(["# 1.0.0\n", "# 1.1.0\n"]);
});

test("a tagged version is the tag's content, also when HEAD says that it is that version", () => {
  release("1.0.0", "changed after the tag");
  build();
  expect(versions()).toEqual(["1.0.0"]);
  expect(main("1.0.0")).toBe("# 1.0.0\n");
});

test("versions are in the order of semantic versioning", () => {
  for (const version of ["1.10.0", "1.2.0", "2.0.0-rc.1"]) {
    release(version);
    repository.git("tag", "--annotate", "--message", "release", `aws-v${version}`);
  }
  repository.git("tag", "aws-vnext");
  release("2.0.0");
  build();
  expect(versions()).toEqual(["1.0.0", "1.2.0", "1.10.0", "2.0.0-rc.1", "2.0.0"]);
});

test("discovery, download and headers agree on where the archive is", () => {
  build();
  const sum = sha256(fs.readFileSync(path.join(out, API, "1.0.0", "module.zip")));
  const location = `https://modules.example.com/${API}/1.0.0/module.zip?checksum=sha256:${sum}`;
  expect(JSON.parse(text(".well-known/terraform.json"))).toEqual({ "modules.v1": "/v1/modules/" });
  expect(JSON.parse(text(`${API}/1.0.0/download`))).toEqual({ location });
  expect(text("_headers")).toContain(
    `/${API}/1.0.0/download\n  Content-Type: application/json\n  X-Terraform-Get: ${location}\n`,
  );
});

test("the same repository gives the same bytes in another folder", () => {
  build();
  const other = repository.beside("other");
  build({ out: other });
  expect(sumsIn(other)).toEqual(sumsIn(out));
});

test("a folder in the URL is a folder of the site; discovery stays at the root", () => {
  build({ baseUrl: "https://example.com/terraform/" });
  expect(JSON.parse(text(".well-known/terraform.json"))).toEqual({
    "modules.v1": "/terraform/v1/modules/",
  });
  expect(versions(`terraform/${API}`)).toEqual(["1.0.0", "1.1.0"]);
  expect(text("README.md")).toContain("at the root of https://example.com,");
});

test("versions of earlier builds stay, also when the repository has lost them", () => {
  build();
  repository.git("tag", "--delete", "aws-v1.0.0");
  release("1.2.0");
  expect(build().map(({ version }) => version)).toEqual(["1.2.0"]);
  expect(versions()).toEqual(["1.0.0", "1.1.0", "1.2.0"]);
  expect(text("_headers")).toContain(`/${API}/1.0.0/download`);
});

test("a second build of the same changes no file", () => {
  build();
  const rename = jest.spyOn(fs, "renameSync");
  expect(build().map(({ isNew }) => isNew)).toEqual([false, false]);
  expect(rename).not.toHaveBeenCalled();
});

test("a published version with other content is refused by its files' names; nothing changes", () => {
  build();
  const before = sumsIn(out);
  release("1.1.0", "changed after it was published");
  expect(build).toThrow(UsageError);
  expect(build).toThrow(
    /^team\/thing\/aws 1\.1\.0 is published with other content.*\(main\.tf\).*$/u,
  );
  expect(sumsIn(out)).toEqual(before);
});

test("a new host is written into the downloads of all versions", () => {
  build();
  build({ baseUrl: "https://new.example.com" });
  expect(text(`${API}/1.0.0/download`)).toContain("https://new.example.com/");
  expect(text("_headers")).not.toContain("https://modules.example.com");
});

test("another path than before is refused: the published versions are in the old one", () => {
  build();
  expect(() => build({ baseUrl: "https://example.com/elsewhere" })).toThrow(UsageError);
});

test("other services and other files of the host stay", () => {
  fs.mkdirSync(path.join(out, ".well-known"), { recursive: true });
  fs.writeFileSync(path.join(out, ".well-known/terraform.json"), '{"providers.v1": "/p/"}');
  fs.writeFileSync(path.join(out, "index.html"), "mine");
  build();
  expect(JSON.parse(text(".well-known/terraform.json"))).toEqual({
    "providers.v1": "/p/",
    "modules.v1": "/v1/modules/",
  });
  expect(text("index.html")).toBe("mine");
});

test.each(["_headers", "README.md"])("somebody else's %s is not overwritten", (name) => {
  fs.mkdirSync(out);
  fs.writeFileSync(path.join(out, name), "mine\n");
  expect(build).toThrow(UsageError);
  expect(fs.readdirSync(out)).toEqual([name]);
  expect(text(name)).toBe("mine\n");
});

test("uncommitted files of the module are refused", () => {
  repository.write({ [`${FOLDER}/new.tf`]: "" });
  expect(build).toThrow(UsageError);
  expect(fs.existsSync(out)).toBe(false);
});

test.each([1, 3, 5, 7])("a crash after %i files leaves no version without its archive", (count) => {
  build();
  release("1.2.0");
  repository.git("tag", "aws-v1.2.0");
  release("1.3.0");
  const rename = fs.renameSync.bind(fs);
  let left = count;
  jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
    if (left-- === 0) throw new Error("crash");
    rename(from, to);
  });
  try {
    build();
  } catch {
    // What matters is what is left.
  }
  for (const version of versions()) {
    const sum = sha256(fs.readFileSync(path.join(out, API, version, "module.zip")));
    expect(text(`${API}/${version}/download`)).toContain(sum);
  }
  jest.restoreAllMocks();
  build();
  expect(versions()).toEqual(["1.0.0", "1.1.0", "1.2.0", "1.3.0"]);
});

test("a published archive that is gone is named, and nothing is written", () => {
  build();
  fs.rmSync(path.join(out, API, "1.0.0", "module.zip"));
  const before = sumsIn(out);
  expect(build).toThrow(/module\.zip is missing although team\/thing\/aws 1\.0\.0 is published/u);
  expect(sumsIn(out)).toEqual(before);
});
