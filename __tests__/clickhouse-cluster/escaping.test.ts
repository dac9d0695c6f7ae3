import { XMLParser } from "fast-xml-parser";
import { renderTemplate, type TemplateValue } from "../../lib/handlebars";
import {
  clickhouseClusterFile,
  clickhouseKeeperFile,
} from "../../stacks/shared/clickhouse-cluster";
import { type Filling, fillTemplates } from "../support/templates";
import { describeTerraform } from "../support/terraform";

const HOSTILE = `a & b <c> "d" 'e' &amp; ]]>`;

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  attributeNamePrefix: "@",
  trimValues: false,
});

/** Every text of a document, decoded once. */
function textsOf(xml: string): string[] {
  const collect = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(collect) : [];
  };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a separate package; the function is the same
  return collect(parser.parse(xml, true));
}

/** What Handlebars decides in each template; names of elements cannot be anything and stay as they are. */
const CONTEXTS: Record<string, Record<string, TemplateValue>> = {
  "cluster.xml.tftpl": {
    marker: "marker",
    cluster: "default",
    shard: HOSTILE,
    env: { secret: HOSTILE, replica: HOSTILE, host: HOSTILE, interserverPassword: HOSTILE },
    ports: { native: HOSTILE, keeper: HOSTILE, interserver: HOSTILE },
    paths: { tables: HOSTILE, ddl: HOSTILE },
    timeouts: { session: HOSTILE, operation: HOSTILE },
    interserverUser: HOSTILE,
  },
  "keeper.xml.tftpl": {
    marker: "marker",
    isStandalone: true,
    env: { keeperId: HOSTILE },
    ports: { metrics: HOSTILE, keeper: HOSTILE, raft: HOSTILE },
    dataPath: HOSTILE,
    fourLetterWords: HOSTILE,
    timeouts: { session: HOSTILE, operation: HOSTILE },
    logItems: HOSTILE,
    logCacheBytes: HOSTILE,
  },
  "storage.xml.tftpl": {
    marker: "marker",
    type: HOSTILE,
    isAzure: true,
    disk: "disk",
    cacheDisk: "cache",
    isCached: true,
    policy: "policy",
    volumes: [{ name: "hot", disk: HOSTILE, isLimited: true }],
    dataPath: HOSTILE,
    cachePath: HOSTILE,
  },
  "backups.xml.tftpl": { marker: "marker", type: HOSTILE, isAzure: false },
  "guard.xml.tftpl": {
    marker: "marker",
    type: HOSTILE,
    isAzure: true,
    database: HOSTILE,
    uuid: HOSTILE,
    message: HOSTILE,
    volumePath: HOSTILE,
  },
};

const VALUES = {
  replica_hosts: ["one", "two"],
  keeper_hosts: ["one"],
  keeper_memory_bytes: 1,
  endpoint: "https://s3.eu-central-1.amazonaws.com/bucket/",
  storage_account_url: "https://langfuse.blob.core.windows.net",
  container_name: "data",
  backups_container_name: "backups",
  guard_container_name: "guard",
  cache_size_bytes: 1,
  hot_part_size_bytes: 1,
  is_enabled: true,
  accepts_data_loss: false,
};

describeTerraform("every value is escaped once", ({ ready }) => {
  it("that Handlebars decides", async () => {
    const fillings: Record<string, Filling> = {};
    for (const [template, context] of Object.entries(CONTEXTS)) {
      const content = renderTemplate(`clickhouse/${template}.hbs`, context);
      fillings[template] = { content, values: VALUES };
    }
    const filled = Object.entries(await fillTemplates(ready, fillings));
    expect(filled).toHaveLength(Object.keys(CONTEXTS).length);
    for (const [template, xml] of filled) {
      const hostile = textsOf(xml).filter((text) => text.includes("& b"));
      expect([template, hostile.length > 0]).toEqual([template, true]);
      for (const text of hostile) expect(text).toContain(HOSTILE);
    }
  });

  it("that Terraform decides: host names, wherever they may come from", async () => {
    const values = {
      replica_hosts: [HOSTILE, "second"],
      keeper_hosts: ["first", HOSTILE],
      keeper_memory_bytes: 1,
    };
    const filled = await fillTemplates(ready, {
      cluster: { content: clickhouseClusterFile().content, values },
      keeper: { content: clickhouseKeeperFile("embedded").content, values },
    });
    const found = (xml: string) => textsOf(xml).filter((text) => text.includes("& b"));
    expect(found(filled.cluster)).toEqual([HOSTILE, HOSTILE]);
    expect(found(filled.keeper)).toEqual([HOSTILE]);
  });
});
