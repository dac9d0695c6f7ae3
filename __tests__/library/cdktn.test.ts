import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../../lib/root";
import { type Finished, run as program, scratchFolder } from "../support/scratch";
import { environment } from "./consumer";

const STACKS = ["langfuse-aws", "langfuse-azure"];

describe("CDK_ENGINE=cdktn", () => {
  let folder: string;

  beforeEach(() => {
    folder = scratchFolder("langfuse-engine");
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function run(args: readonly string[], env: NodeJS.ProcessEnv): Finished {
    return program(process.execPath, ["scripts/run.js", ...args], ROOT, environment(env));
  }

  it("writes the same bytes for both modules, as HCL and as JSON", () => {
    const [byCdktf, byCdktn] = ["cdktf", "cdktn"].map((engine) => {
      const { stdout, stderr } = run(["__tests__/library/render.ts"], { CDK_ENGINE: engine });
      expect(stderr).toBe("");
      return JSON.parse(stdout) as Record<string, string>;
    });
    expect(Object.keys(byCdktn ?? {}).length).toBeGreaterThan(160);
    expect(byCdktn).toEqual(byCdktf);
  });

  it("gives cdktf deploy the same stacks, but for the version in the metadata", () => {
    const [byCdktf, byCdktn] = ["cdktf", "cdktn"].map((engine) => {
      const out = path.join(folder, engine);
      const { status } = run(["main.ts"], { CDK_ENGINE: engine, CDKTF_OUTDIR: out });
      expect(status).toBe(0);
      return STACKS.map((stack) => {
        const file = path.join(out, "stacks", stack, "cdk.tf.json");
        const document = JSON.parse(fs.readFileSync(file, "utf8")) as {
          "//": { metadata: { version?: string } };
        };
        delete document["//"].metadata.version;
        return document;
      });
    });
    expect(byCdktn).toEqual(byCdktf);
  });

  it.each([
    ["cdktn", /node_modules.cdktn./, /node_modules.cdktf./],
    ["cdktf", /node_modules.cdktf./, /node_modules.cdktn./],
  ])("loads %s and not the other", (engine, wanted, unwanted) => {
    const probe = path.join(folder, "probe.js");
    fs.writeFileSync(
      probe,
      `process.on("exit", () => console.error(Object.keys(require.cache).join("\\n")));`,
    );
    const { stderr } = run(["main.ts"], {
      CDK_ENGINE: engine,
      CDKTF_OUTDIR: path.join(folder, "out"),
      NODE_OPTIONS: `--require ${probe}`,
    });
    expect(stderr).toMatch(wanted);
    expect(stderr).not.toMatch(unwanted);
  });

  it("refuses another engine before it runs anything", () => {
    const { status, stderr } = run(["main.ts"], { CDK_ENGINE: "pulumi" });
    expect(stderr).toBe('CDK_ENGINE: got "pulumi", expected cdktf or cdktn\n');
    expect(status).toBe(2);
  });
});
