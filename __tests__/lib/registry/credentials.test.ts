import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  terraformToken,
  tokenFromVariables,
  tokenVariable,
} from "../../../lib/registry/credentials";
import { UsageError } from "../../../lib/cli";

let home: string;

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "credentials-"));
});
afterEach(() => {
  fs.rmSync(home, { recursive: true });
});

function write(name: string, text: string): string {
  const file = path.join(home, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

async function valueFor(host: string, env: Record<string, string> = {}) {
  return (await terraformToken(host, { HOME: home, ...env }))?.value;
}

describe("TF_TOKEN_<host>", () => {
  test.each([
    ["TF_TOKEN_app_terraform_io", "app.terraform.io"],
    ["TF_TOKEN_tfe__one_example_com", "tfe-one.example.com"],
    ["TF_TOKEN_tfe-one.example.com", "tfe-one.example.com"],
    ["TF_TOKEN_TFE_Example_COM", "tfe.example.com"],
    ["TF_TOKEN_xn____caf__dma_fr", "xn--caf-dma.fr"],
    ["TF_TOKEN_café_fr", "xn--caf-dma.fr"],
    ["TF_TOKEN_localhost:8443", "localhost:8443"],
    ["TF_TOKEN_localhost", "localhost:8443"],
  ])("%s is for %s", async (name, host) => {
    expect(await valueFor(host, { [name]: "t" })).toBe("t");
  });

  test("is not for another host", async () => {
    expect(await valueFor("tfe.example.com", { TF_TOKEN_example_com: "t" })).toBeUndefined();
  });

  test("comes before a file", async () => {
    write(".terraformrc", 'credentials "example.com" {\n  token = "file"\n}\n');
    expect(await valueFor("example.com", { TF_TOKEN_example_com: "env" })).toBe("env");
  });

  test("is spelt for a shell", () => {
    expect(tokenVariable("tfe-one.example.com:8443")).toBe("TF_TOKEN_tfe__one_example_com");
  });
});

describe("Terraform's files", () => {
  test("the one that terraform login writes", async () => {
    write(
      ".terraform.d/credentials.tfrc.json",
      '{ "credentials": { "app.terraform.io": { "token": "t" } } }',
    );
    expect(await valueFor("app.terraform.io")).toBe("t");
  });

  test("a block of .terraformrc among other settings", async () => {
    write(
      ".terraformrc",
      'plugin_cache_dir = "$HOME/cache"\ncredentials "a.example.com" {\n  token = "a"\n}\ncredentials "b.example.com" { token = "b" }\n',
    );
    expect(await valueFor("b.example.com")).toBe("b");
  });

  test("a file named by TF_CLI_CONFIG_FILE takes the place of the others", async () => {
    write(".terraformrc", 'credentials "example.com" { token = "home" }\n');
    const file = write("own.tfrc", 'credentials "example.com" { token = "own" }\n');
    expect(await valueFor("example.com", { TF_CLI_CONFIG_FILE: file })).toBe("own");
    expect(await valueFor("example.com", { TF_CLI_CONFIG_FILE: os.devNull })).toBeUndefined();
  });

  test("JSON without its ending is read as such", async () => {
    const file = write("config", '{ "credentials": { "example.com": { "token": "t" } } }');
    expect(await valueFor("example.com", { TF_CLI_CONFIG_FILE: file })).toBe("t");
  });

  test("none that knows the host gives no token", async () => {
    write(".terraformrc", 'credentials "other.example.com" { token = "t" }\n');
    expect(await valueFor("example.com")).toBeUndefined();
  });

  test("one that cannot be read is named, and its text is not shown", async () => {
    const file = write(".terraformrc", 'credentials "example.com" { token = "secret\n');
    const reading = valueFor("example.com");
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(
      `${file}: cannot be read as Terraform CLI configuration:`,
    );
    await expect(reading).rejects.not.toThrow("secret");
  });
});

describe("a token", () => {
  test("loses the line end that a file gave it", () => {
    expect(tokenFromVariables(["TFE_TOKEN"], { TFE_TOKEN: "t\n" })?.value).toBe("t");
  });

  test("of spaces is none", () => {
    expect(tokenFromVariables(["A", "B"], { A: "  ", B: "b" })).toEqual({
      value: "b",
      origin: "B",
    });
  });

  test("that no header can carry is refused without being shown", () => {
    const take = () => tokenFromVariables(["TFE_TOKEN"], { TFE_TOKEN: "secret\nsecond" });
    expect(take).toThrow(/^TFE_TOKEN: holds a token with white space/u);
    expect(take).not.toThrow("secret");
  });
});
