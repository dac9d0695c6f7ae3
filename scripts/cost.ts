/**
 * Writes docs/cost-aws.md from plans of the module and the price list; `--check` writes nothing and exits
 * with 1 when the document is stale. Run it with `npm run cost`.
 */
import fs from "node:fs";
import path from "node:path";
import { startProviders } from "../engines/terraform";
import { costDocument } from "../lib/pricing/aws/document";
import { ROOT } from "../lib/root";
import { planSetups } from "./cost-plans";

const DOCUMENT = path.join(ROOT, "docs", "cost-aws.md");

async function main(isCheck: boolean): Promise<number> {
  const providers = await startProviders();
  let text: string;
  try {
    text = costDocument(await planSetups(providers));
  } finally {
    providers.stop();
  }
  const before = fs.existsSync(DOCUMENT) ? fs.readFileSync(DOCUMENT, "utf8") : "";
  const name = path.relative(process.cwd(), DOCUMENT);
  if (before === text) {
    console.log(`${name}: up to date`);
    return 0;
  }
  if (isCheck) {
    console.error(`${name} is stale: run npm run cost, read the diff and commit it.`);
    return 1;
  }
  fs.writeFileSync(DOCUMENT, text);
  console.log(`${name}: written`);
  return 0;
}

main(process.argv.includes("--check")).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`cost: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
