/**
 * Writes docs/cost-aws.md and docs/cost-azure.md from plans of the modules and the price list; `--check`
 * writes nothing and exits with 1 when a document is stale. Run it with `npm run cost`.
 */
import fs from "node:fs";
import path from "node:path";
import { type Providers, startProviders } from "../engines/terraform";
import { costDocument as awsDocument } from "../lib/pricing/aws/document";
import { costDocument as azureDocument, PLANNED_SETUPS } from "../lib/pricing/azure/document";
import { ROOT } from "../lib/root";
import { planSetups } from "./cost-plans";

/** Each document's file name and text. */
const DOCUMENTS: readonly (readonly [string, (providers: Providers) => Promise<string>])[] = [
  ["cost-aws.md", async (providers) => awsDocument(await planSetups(providers))],
  [
    "cost-azure.md",
    async (providers) =>
      azureDocument(await planSetups(providers, PLANNED_SETUPS, "terraform-azurerm-langfuse")),
  ],
];

async function main(isCheck: boolean): Promise<number> {
  const texts = new Map<string, string>();
  const providers = await startProviders();
  try {
    for (const [file, write] of DOCUMENTS) {
      texts.set(path.join(ROOT, "docs", file), await write(providers));
    }
  } finally {
    providers.stop();
  }
  const isCurrent = [...texts].map(([file, text]) => settle(file, text, isCheck));
  return isCheck && isCurrent.includes(false) ? 1 : 0;
}

/** Writes a document, or only says that it is stale; whether it was current. */
function settle(file: string, text: string, isCheck: boolean): boolean {
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const name = path.relative(process.cwd(), file);
  if (before === text) {
    console.log(`${name}: up to date`);
    return true;
  }
  if (isCheck) {
    console.error(`${name} is stale: run npm run cost, read the diff and commit it.`);
    return false;
  }
  fs.writeFileSync(file, text);
  console.log(`${name}: written`);
  return false;
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
