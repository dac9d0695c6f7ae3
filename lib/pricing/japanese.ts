/** Words of the price tables, English to Japanese. */
const WORDS: Readonly<Record<string, string>> = {
  "set-up, or option on top of the default": "構成、または既定の構成に加えるオプション",
  "$ a month": "ドル／月",
  "with web idle": "web がアイドルの場合",
  "no price": "価格不明",
  "**Lowest cost**: everything on Fargate Spot, ARM64, the smallest sizes that reports support":
    "**最小コスト**：すべて Fargate Spot、ARM64、実績報告のある最小サイズ",
  "**Default**: no variable set: everything on demand":
    "**既定**：変数の指定なし、すべてオンデマンド",
  "**Production**: on demand, a load balancer, two tasks each of web and worker, database and cache in two zones":
    "**本番**：オンデマンド、ロードバランサー、web と worker を各 2 タスク、データベースとキャッシュを 2 ゾーンに配置",
  "**EC2 with Spot**: two Spot instances in place of Fargate":
    "**EC2 Spot**：Fargate の代わりに Spot インスタンス 2 台",
  "**Lowest cost**: ClickHouse on a container instance, restored from backups, the worker on another; the smallest sizes":
    "**最小コスト**：ClickHouse はコンテナーインスタンス（バックアップから復元）、worker もコンテナーインスタンス、最小サイズ",
  "**Default**: no variable set but location: everything on Container Apps":
    "**既定**：location 以外の変数の指定なし、すべて Container Apps",
  "**Production**: two replicas each of web and worker, database and cache in two zones, secrets in a Key Vault (not everything has a price)":
    "**本番**：web と worker を各 2 レプリカ、データベースとキャッシュを 2 ゾーンに配置、シークレットは Key Vault（価格が不明な項目あり）",
};

/**
 * A price table in Japanese. Names of variables and figures stay as they are.
 *
 * @throws Error for words that have no translation
 */
export function inJapanese(table: string): string {
  return table
    .split("\n")
    .map((row) => row.split("|").map(translate).join("|"))
    .join("\n");
}

function translate(cell: string): string {
  const text = cell.trim();
  if (text === "") return "";
  if (/^-+:?$/u.test(text)) return text.endsWith(":") ? " ---: " : " --- ";
  // Code and figures need no translation.
  if (!/[a-z]/iu.test(text.replaceAll(/`[^`]*`/gu, ""))) return ` ${text} `;
  const japanese = WORDS[text];
  if (japanese === undefined) {
    throw new Error(`"${text}" has no translation: add it to lib/pricing/japanese.ts`);
  }
  return ` ${japanese} `;
}
