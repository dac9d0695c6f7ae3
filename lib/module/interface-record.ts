import fs from "node:fs";
import path from "node:path";
import { compareInterfaces, interfaceOf, type ModuleInterface } from "./interface";
import type { ModuleFile } from "./module-file";
import type { ModuleStack } from "./module-stack";

/** The committed interface of one module, which only a person's decision changes. */
export class InterfaceRecord {
  private readonly recorded: ModuleInterface | null;

  /** @param file where the record is kept, such as `docs/interface/terraform-aws-langfuse.json` */
  public constructor(private readonly file: string) {
    this.recorded = fs.existsSync(file)
      ? (JSON.parse(fs.readFileSync(file, "utf8")) as ModuleInterface)
      : null;
  }

  /** Paths of the files that synth is on record to have made. */
  public get files(): ReadonlySet<string> {
    return new Set(this.recorded?.files ?? []);
  }

  /** Lines that say how the stack differs from the record; none when nothing is left to decide. */
  public differences(stack: ModuleStack, files: readonly ModuleFile[]): string[] {
    const current = interfaceOf(
      stack,
      files.map((file) => file.path),
    );
    return this.recorded ? compareInterfaces(this.recorded, current) : ["+ the whole module"];
  }

  /** Records the interface as it is now. */
  public accept(stack: ModuleStack, files: readonly ModuleFile[]): void {
    const current = interfaceOf(
      stack,
      files.map((file) => file.path),
    );
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    fs.writeFileSync(this.file, `${JSON.stringify(current, null, 2)}\n`);
  }
}
