import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Major version of Langfuse. 4 keeps the tables of 3 and adds its own. */
export type LangfuseMajor = 3 | 4;

/** The statements that make the tables, in order. */
export function langfuseSchema(major: LangfuseMajor): string[] {
  const files = major === 3 ? ["v3.sql"] : ["v3.sql", "v4.sql"];
  return files.flatMap((file) =>
    readFileSync(join(__dirname, file), "utf8")
      .split(";\n")
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ""),
  );
}

/** Makes the tables in the server's database. */
export async function createLangfuseSchema(
  server: { exec(sql: string): Promise<void> },
  major: LangfuseMajor = 3,
): Promise<void> {
  for (const statement of langfuseSchema(major)) await server.exec(statement);
}
