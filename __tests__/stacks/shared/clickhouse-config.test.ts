import { XMLParser, XMLValidator } from "fast-xml-parser";
import {
  type ClickhouseFile,
  clickhouseFiles,
  type ClickhouseStorage,
} from "../../../stacks/shared/clickhouse-config";

function storageOf(mode: ClickhouseStorage): ClickhouseFile {
  const name = `storage-${mode.replaceAll("_", "-")}.xml.tftpl`;
  const found = clickhouseFiles("s3").storage.find(({ path }) => path.endsWith(name));
  if (!found) throw new Error(`no ${name}`);
  return found;
}

interface Clickhouse {
  storage_configuration: {
    disks: Record<string, Record<string, unknown>>;
    policies: Record<string, { volumes: { main: { disk: string } } }>;
  };
  merge_tree: { storage_policy: string };
}

const { storage, ...others } = clickhouseFiles("s3");
const files = { ...others, storage: storageOf("object_storage") };
const all = [...storage, ...Object.values(others)];
const parse = (xml: string) =>
  (
    new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(xml) as {
      clickhouse: unknown;
    }
  ).clickhouse;

describe("ClickHouse's files", () => {
  it.each(all.filter(({ path }) => path.includes(".xml")))(
    "$path is well-formed and says where it comes from",
    ({ path, content }) => {
      const xml = content.replace(/^%\{.*~\}$/gm, "");
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package of its own
      expect(XMLValidator.validate(xml)).toBe(true);
      expect(content.split("\n")[0]).toMatch(
        /^<!-- Generated from templates\/clickhouse\/.*\.hbs\. /,
      );
      expect(path).toMatch(/^config\/clickhouse\//);
    },
  );
});

describe("storage.xml", () => {
  const config = parse(files.storage.content) as Clickhouse;

  it("is the disk and the policy of the blog", () => {
    expect(config.storage_configuration.disks).toEqual({
      s3_disk: {
        type: "s3",
        endpoint: "${endpoint}",
        use_environment_credentials: "true",
        metadata_path: "/var/lib/clickhouse/disks/s3_disk/",
      },
    });
    expect(config.storage_configuration.policies.s3_main?.volumes.main.disk).toBe("s3_disk");
  });

  it("is the default of every table, since Langfuse names no policy", () => {
    expect(config.merge_tree.storage_policy).toBe("s3_main");
  });
});

describe("system-logs.xml", () => {
  const config = parse(files.systemLogs.content) as Record<string, Record<string, string>>;
  const kept = Object.entries(config).filter(([, table]) => table["@_remove"] === undefined);

  it("keeps what Langfuse 4 reads, on the volume and with a TTL", () => {
    expect(kept.map(([name]) => name)).toEqual(["query_log", "part_log", "error_log", "crash_log"]);
    for (const [, table] of kept) {
      expect(table.storage_policy).toBe("default");
      expect(table.ttl).toBe("event_date + INTERVAL ${retention_days} DAY DELETE");
    }
  });

  it.each(["trace_log", "text_log", "metric_log", "asynchronous_metric_log", "latency_log"])(
    "removes %s",
    (table) => {
      expect(config[table]?.["@_remove"]).toBe("1");
    },
  );
});
