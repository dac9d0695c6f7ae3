import { PassThrough } from "node:stream";
import { uploadProgress } from "../../../lib/registry/progress";

function screen(isTTY: boolean) {
  const written: string[] = [];
  const stream = new PassThrough().on("data", (chunk: Buffer) => written.push(chunk.toString()));
  // What cli-progress needs of a terminal.
  const cursor = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  const terminal = Object.assign(stream, { isTTY, columns: 80, ...cursor });
  return { stream: terminal as unknown as NodeJS.WriteStream, text: () => written.join("") };
}

test("a terminal gets a bar that ends full", () => {
  const { stream, text } = screen(true);
  const progress = uploadProgress("uploading 1.2.0", 2000, stream);
  progress.update(1000);
  progress.update(2000);
  progress.stop();
  expect(text()).toMatch(/uploading 1\.2\.0 \[[░█]+\] 0% of 2\.0 kB/u);
  expect(text()).toMatch(/\[█+\] 100% of 2\.0 kB/u);
});

test("anything else gets one line", () => {
  const { stream, text } = screen(false);
  const progress = uploadProgress("uploading 1.2.0", 2000, stream);
  progress.update(1000);
  progress.stop();
  expect(text()).toBe("uploading 1.2.0: 2.0 kB\n");
});
