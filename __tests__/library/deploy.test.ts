import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { startS3 } from "../../engines/clickhouse/s3";
import { runTerraform } from "../../engines/terraform/run";
import { ROOT } from "../../lib/root";
import { describeTerraform } from "../support/terraform";
import { type Finished, run, scratchFolder } from "../support/scratch";
import { environment } from "./consumer";

const S3 = { bucket: "states", region: "eu-west-1" };
/** As it stands in cdktf.json; that of the repository has none, or the environment would not be heard. */
const CONTEXT = { context: { backend: { s3: S3 } } };
/** With this file the engine keeps every state local, which is what is tested here. */
const OVERRIDE = "offline_override.tf";
const AZURERM = { storage_account_name: "states", container_name: "langfuse" };

describeTerraform("the cdktf app", (terraform) => {
  let folder: string;

  beforeEach(() => {
    folder = scratchFolder("langfuse-deploy");
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs the app as `cdktf synth` does, with a backend in its context. */
  function synth(backend?: unknown): Finished {
    const context = { CDKTF_OUTDIR: folder, CDKTF_CONTEXT_JSON: JSON.stringify({ backend }) };
    return run(process.execPath, ["scripts/run.js", "main.ts"], ROOT, environment(context));
  }

  const stack = (name: string, out = folder) => path.join(out, "stacks", name);

  function backendOf(name: string, out = folder): unknown {
    const text = fs.readFileSync(path.join(stack(name, out), "cdk.tf.json"), "utf8");
    return (JSON.parse(text) as { terraform: { backend: unknown } }).terraform.backend;
  }

  /** Runs Terraform on the backend of a stack alone: whoever keeps the state has no say in what is in it. */
  function onBackend(name: string, env: NodeJS.ProcessEnv = {}) {
    const dir = fs.mkdtempSync(path.join(folder, "backend-"));
    const terraform = { backend: backendOf(name) };
    const output = { answer: { value: 42 } };
    fs.writeFileSync(path.join(dir, "main.tf.json"), JSON.stringify({ terraform, output }));
    return (...args: string[]) => runTerraform(dir, args, environment(env));
  }

  it.each([
    ["s3", S3],
    ["azurerm", AZURERM],
  ])("gives both stacks a backend %s, in a configuration that is valid", async (type, given) => {
    expect(synth({ [type]: given })).toMatchObject({ stderr: "", status: 0 });
    for (const name of ["langfuse-aws", "langfuse-azure"]) {
      expect(backendOf(name)).toEqual({ [type]: { ...given, key: `${name}/terraform.tfstate` } });
      const workspace = terraform.open({ from: stack(name) });
      fs.rmSync(path.join(workspace.dir, OVERRIDE));
      expect(await workspace.init("-backend=false")).toMatchObject({ ok: true });
      expect(await workspace.validate()).toMatchObject({ ok: true });
    }
  });

  it("keeps the state in S3", async () => {
    const s3 = await startS3({ buckets: ["states"] });
    const offline = {
      endpoints: { s3: s3.url, sts: s3.url },
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      use_path_style: true,
    };
    try {
      expect(synth({ "langfuse-aws": { s3: { ...S3, ...offline } } }).status).toBe(0);
      const run = onBackend("langfuse-aws", { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" });
      expect(await run("init", "-input=false")).toMatchObject({ exitCode: 0 });
      expect(await run("apply", "-auto-approve")).toMatchObject({ exitCode: 0 });
      expect(s3.keys()).toEqual(["langfuse-aws/terraform.tfstate"]);
    } finally {
      await s3.stop();
    }
  });

  it("asks the storage account for the state", async () => {
    expect(synth({ azurerm: AZURERM }).status).toBe(0);
    // A proxy that is not there: the request is seen, and goes nowhere.
    const env = { ARM_ACCESS_KEY: "c2VjcmV0", HTTPS_PROXY: "http://127.0.0.1:1" };
    const { exitCode, stderr } = await onBackend("langfuse-azure", env)("init", "-input=false");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("https://states.blob.core.windows.net/langfuse?");
  });

  it("keeps the state where the local backend says", async () => {
    const file = path.join(folder, "kept", "azure.tfstate");
    expect(synth({ "langfuse-azure": { local: { path: file } } }).status).toBe(0);
    const workspace = terraform.open({ from: stack("langfuse-azure") });
    fs.rmSync(path.join(workspace.dir, OVERRIDE));
    expect(await workspace.init()).toMatchObject({ ok: true });
    const target = "-target=random_id.suffix";
    expect(await workspace.apply({ args: [target] })).toMatchObject({ ok: true });
    expect(fs.readFileSync(file, "utf8")).toContain('"random_id"');
  });

  it("writes no stack and says one line when the backend is wrong", () => {
    const { status, stderr } = synth({ s3: { bucket: "states" } });
    expect(stderr).toBe(
      "cdktf app: backend.s3.region is missing: backend.s3 needs bucket, region\n",
    );
    expect(status).toBe(2);
    expect(fs.existsSync(stack("langfuse-aws"))).toBe(false);
  });

  it.each([
    ["from cdktf.json", CONTEXT, {}],
    ["from the environment", {}, { CDKTF_CONTEXT_JSON: JSON.stringify(CONTEXT.context) }],
  ])("takes the backend %s through cdktf synth", async (_, settings, env) => {
    const config = JSON.parse(fs.readFileSync(path.join(ROOT, "cdktf.json"), "utf8")) as object;
    const app = `"${process.execPath}" "${ROOT}/scripts/run.js" "${ROOT}/main.ts"`;
    fs.writeFileSync(
      path.join(folder, "cdktf.json"),
      JSON.stringify({ ...config, app, ...settings }),
    );
    const cdktf = path.join(ROOT, "node_modules", ".bin", "cdktf");
    await promisify(execFile)(cdktf, ["synth"], { cwd: folder, env: environment(env) });
    expect(backendOf("langfuse-aws", path.join(folder, "cdktf.out"))).toEqual({
      s3: { ...S3, key: "langfuse-aws/terraform.tfstate" },
    });
  });
});
