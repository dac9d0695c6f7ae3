const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** npm passes on to a program what the terminal has sent it already, so two in this time, in ms, are one. */
const SAME_MS = 1000;

/**
 * Runs work that must put things in order when the program is told to stop: its signal is aborted and the work
 * goes on to tidy up. Told once more, the program stops at once.
 * @param left what may then be left behind, as one line
 */
export async function interruptible<T>(
  left: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let first = 0;
  const stop = (name: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      first = Date.now();
      process.stderr.write(`${name}: tidying up; once more stops at once\n`);
      controller.abort();
    } else if (Date.now() - first > SAME_MS) {
      process.stderr.write(`stopped while tidying up: ${left}\n`);
      process.exit(1);
    }
  };
  for (const name of SIGNALS) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}
