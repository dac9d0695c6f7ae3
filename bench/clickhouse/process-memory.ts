import { existsSync, readFileSync } from "node:fs";

/**
 * Largest resident memory of a process since it started, as the kernel counts it, with the program's
 * own pages. Undefined where there is no /proc.
 */
export function peakBytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8")) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
