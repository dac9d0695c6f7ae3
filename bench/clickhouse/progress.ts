/** Where progress is written; a part of a terminal's stream. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Says what is running. On a terminal one line changes in place; elsewhere, as in a pipeline's log,
 * each phase gets a line when it starts.
 */
export class Progress {
  private label = "";
  private written = 0;

  constructor(
    private readonly total: number,
    private readonly stream: ProgressStream = process.stderr,
  ) {}

  /** A step of the run, from 1, and how far its current phase is. */
  show(step: number, name: string, phase: string, share: number): void {
    const label = `[${step}/${this.total}] ${name}: ${phase}`;
    const isNew = label !== this.label;
    this.label = label;
    if (this.stream.isTTY !== true) {
      if (isNew) this.stream.write(`${label}\n`);
      return;
    }
    const now = Date.now();
    if (!isNew && share < 1 && now - this.written < 100) return;
    this.written = now;
    const bar = "#".repeat(Math.round(share * 30)).padEnd(30, ".");
    this.stream.write(`\r\x1b[2K${label} ${bar} ${Math.round(share * 100)} %`);
  }

  /** Leaves the terminal's line. */
  end(): void {
    if (this.stream.isTTY === true) this.stream.write("\r\x1b[2K");
  }
}
