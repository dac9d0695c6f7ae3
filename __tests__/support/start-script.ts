import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { ConfigFiles } from "../../engines/clickhouse";

/** What {@link StartScript} is given. */
export interface StartScriptOptions {
  /** The filled script, as the container gets it. */
  readonly text: string;
  /** Files that it shall write, by their place below /etc/clickhouse-server. @default - none */
  readonly files?: ConfigFiles;
  /** /var/lib/clickhouse */
  readonly dataDir: string;
  /** Programs of the image, name to text; `entrypoint.sh` is the image's own entry point. */
  readonly programs: Readonly<Record<string, string>>;
  /** @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** The start script of the container in a process of its own, on directories in place of the container's. */
export class StartScript {
  private readonly root = mkdtempSync(join(tmpdir(), "start-script-"));
  private readonly process: ChildProcess;
  /** What it says. */
  public output = "";
  /** Its exit code, or the signal that ended it. */
  public readonly ended: Promise<number | string>;
  public isRunning = true;

  public constructor({ text, files = {}, dataDir, programs, env = {} }: StartScriptOptions) {
    const bin = join(this.root, "bin");
    mkdirSync(bin);
    // Not everybody who runs tests may give files away.
    for (const [name, source] of Object.entries({ chown: "#!/bin/sh\n", ...programs })) {
      writeFileSync(join(bin, name), source);
      chmodSync(join(bin, name), 0o755);
    }
    const script = text
      .replaceAll("/tmp/", `${this.root}/`)
      .replaceAll("/var/lib/clickhouse", dataDir)
      .replaceAll("/var/cache/clickhouse", join(this.root, "cache"))
      .replaceAll("/etc/clickhouse-server", this.etc)
      .replaceAll("/entrypoint.sh", join(bin, "entrypoint.sh"));
    const texts = Object.entries(files).map(([name, xml]) => [variableOf(name), xml]);
    this.process = spawn("/bin/sh", ["-c", script], {
      env: {
        ...(Object.fromEntries(texts) as Record<string, string>),
        ...env,
        PATH: [bin, process.env.PATH].join(delimiter),
      },
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    this.ended = new Promise((resolve) => {
      this.process.on("close", (code, signal) => {
        this.isRunning = false;
        resolve(code ?? signal ?? "unknown");
      });
    });
  }

  /** /etc/clickhouse-server */
  public get etc(): string {
    return join(this.root, "etc");
  }

  /** Waits until it has said something. */
  public async says(text: string): Promise<void> {
    while (this.isRunning && !this.output.includes(text)) await pause(20);
    if (!this.output.includes(text)) throw new Error(`it ended and only said:\n${this.output}`);
  }

  public kill(signal: NodeJS.Signals = "SIGTERM"): void {
    this.process.kill(signal);
  }

  public dispose(): void {
    this.process.kill("SIGKILL");
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The variable that carries a file. */
export function variableOf(file: string): string {
  return file.replace(/[^A-Za-z0-9]/g, "_").toUpperCase();
}

/** The value of `variables` of the script's template. */
export function variablesOf(files: readonly string[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, variableOf(file)]));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
