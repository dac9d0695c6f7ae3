import { XMLParser } from "fast-xml-parser";
import {
  CLICKHOUSE_CLUSTER_ENV,
  type ClickhouseClusterValues,
  clickhouseKeeperFile,
} from "../../stacks/shared/clickhouse-cluster";
import { fillTemplates } from "../support/templates";
import { describeTerraform } from "../support/terraform";

/**
 * Elements of `keeper_server` that the documentation names.
 *
 * @see https://clickhouse.com/docs/guides/oss/deployment-and-scaling/keeper
 */
const DOCUMENTED = [
  ...["tcp_port", "tcp_port_secure", "server_id", "log_storage_path", "snapshot_storage_path"],
  ...["enable_reconfiguration", "max_memory_usage_soft_limit", "max_memory_usage_soft_limit_ratio"],
  ...["cgroups_memory_observer_wait_time", "http_control", "digest_enabled", "enable_ipv6"],
  ...["create_snapshot_on_exit", "hostname_checks_enabled", "four_letter_word_white_list"],
  ...["coordination_settings", "raft_configuration"],
];

/** Coordination settings; Keeper does not start with one that it does not know. */
const COORDINATION = [
  ...["operation_timeout_ms", "min_session_timeout_ms", "session_timeout_ms", "raft_logs_level"],
  ...["heart_beat_interval_ms", "election_timeout_lower_bound_ms", "reserved_log_items"],
  ...["election_timeout_upper_bound_ms", "snapshot_distance", "snapshots_to_keep", "force_sync"],
  ...["rotate_log_storage_interval", "compress_logs", "quorum_reads", "auto_forwarding"],
  ...["latest_logs_cache_size_threshold", "commit_logs_cache_size_threshold"],
];

interface Keeper {
  keeper_server: Record<string, unknown> & {
    coordination_settings: Record<string, string>;
    raft_configuration: { server: { id: string; hostname: string; port: string }[] };
  };
  [section: string]: unknown;
}

const VALUES: ClickhouseClusterValues = {
  replica_hosts: [],
  keeper_hosts: ["keeper-c.internal", "keeper-a.internal", "keeper-b.internal"],
  keeper_memory_bytes: 400_000_000,
};

// chDB is built without Keeper, so what is left is to compare names; a server reads this XML in no test.
describeTerraform(
  "keeper.xml, by the documentation (chDB has no Keeper to run it)",
  ({ ready }) => {
    const files = { embedded: "", standalone: "" };
    beforeAll(async () => {
      const values = { ...VALUES };
      const texts = await fillTemplates(ready, {
        embedded: { content: clickhouseKeeperFile("embedded").content, values },
        standalone: { content: clickhouseKeeperFile("standalone").content, values },
      });
      Object.assign(files, texts);
    });
    const parse = (kind: keyof typeof files) => {
      const parser = new XMLParser({
        ignoreAttributes: false,
        parseTagValue: false,
        attributeNamePrefix: "@",
      });
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a separate package; the function is the same
      return (parser.parse(files[kind], true) as { clickhouse: Keeper }).clickhouse;
    };

    describe.each(["embedded", "standalone"] as const)("%s", (kind) => {
      it("is well-formed and has only elements that the documentation names", () => {
        const { keeper_server: server } = parse(kind);
        const names = Object.keys(server).filter((name) => !name.startsWith("@"));
        expect(DOCUMENTED).toEqual(expect.arrayContaining(names));
        expect(COORDINATION).toEqual(
          expect.arrayContaining(Object.keys(server.coordination_settings)),
        );
      });

      it("replaces the image's section and numbers its members as the plan lists them", () => {
        const { keeper_server: server } = parse(kind);
        expect(server["@replace"]).toBe("1");
        expect(server.server_id).toEqual({ "@from_env": CLICKHOUSE_CLUSTER_ENV.keeperId });
        expect(server.raft_configuration.server).toEqual([
          { id: "1", hostname: "keeper-c.internal", port: "9234" },
          { id: "2", hostname: "keeper-a.internal", port: "9234" },
          { id: "3", hostname: "keeper-b.internal", port: "9234" },
        ]);
        expect(server.max_memory_usage_soft_limit).toBe("400000000");
      });
    });

    it("listens and is watched on its own; embedded, the server's own files say that", () => {
      const own = Object.keys(parse("standalone"));
      expect(own).toEqual(["listen_host", "listen_try", "logger", "prometheus", "keeper_server"]);
      expect(Object.keys(parse("embedded"))).toEqual(["keeper_server"]);
      expect(clickhouseKeeperFile("standalone").target).toMatch(/^\/etc\/clickhouse-keeper\//);
      expect(clickhouseKeeperFile("embedded").target).toMatch(
        /^\/etc\/clickhouse-server\/config\.d/,
      );
    });
  },
);
