import { Presets, SingleBar } from "cli-progress";

/** Shows how far an upload is. */
export interface Progress {
  /** @param bytes how many are sent so far */
  readonly update: (bytes: number) => void;
  readonly stop: () => void;
}

/** A bar on standard error when that is a terminal, otherwise one line. */
export function uploadProgress(
  label: string,
  total: number,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  if (!stream.isTTY) {
    stream.write(`${label}: ${kilobytes(total)} kB\n`);
    return { update: () => undefined, stop: () => undefined };
  }
  const bar = new SingleBar(
    {
      stream,
      format: "{label} [{bar}] {percentage}% of {size} kB",
      hideCursor: true,
      clearOnComplete: false,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { label, size: kilobytes(total) });
  return {
    update: (bytes) => {
      bar.update(Math.min(bytes, total));
    },
    stop: () => {
      bar.stop();
    },
  };
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
