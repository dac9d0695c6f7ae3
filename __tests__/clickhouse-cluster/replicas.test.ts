import {
  type ClickHouseServer,
  type ConfigFiles,
  langfuseSchema,
  startClickHouse,
} from "../../engines/clickhouse";
import {
  CLICKHOUSE_CLUSTER_ENV,
  clickhouseClusterFile,
  type ClickhouseClusterValues,
} from "../../stacks/shared/clickhouse-cluster";
import { describeClickHouse } from "../support/clickhouse";
import { fillTemplates } from "../support/templates";
import { describeTerraform } from "../support/terraform";
import { describeZookeeper, Zookeeper } from "./zookeeper";

/** What the image's own configuration says about clusters. */
const IMAGE = `<clickhouse>
    <remote_servers><default><shard><replica><host>localhost</host><port>9000</port></replica></shard></default></remote_servers>
    <interserver_http_port>9009</interserver_http_port>
</clickhouse>`;

const HOSTS = ["127.0.0.11", "127.0.0.12"] as const;

/** Langfuse's tables as its clustered migrations make them, run on each replica: chDB knows no ON CLUSTER. */
const SCHEMA = langfuseSchema(3).map((sql) =>
  sql.replace("ENGINE = ReplacingMergeTree", "ENGINE = ReplicatedReplacingMergeTree"),
);

function environment(replica: number, change: Record<string, string> = {}) {
  return {
    [CLICKHOUSE_CLUSTER_ENV.replica]: String(replica),
    [CLICKHOUSE_CLUSTER_ENV.host]: HOSTS[replica - 1] ?? "",
    [CLICKHOUSE_CLUSTER_ENV.secret]: "clusterSecret1",
    [CLICKHOUSE_CLUSTER_ENV.interserverPassword]: "interserverPassword1",
    ...change,
  };
}

describeTerraform("two servers with the same cluster.xml", ({ ready }) => {
  describeZookeeper("and a real ZooKeeper", () => {
    describeClickHouse("in ClickHouse", () => {
      let zookeeper: Zookeeper;
      let files: ConfigFiles;
      const servers: ClickHouseServer[] = [];
      const onEach = <T>(what: (server: ClickHouseServer) => Promise<T>) =>
        Promise.all(servers.map(what));

      beforeAll(async () => {
        zookeeper = await Zookeeper.start();
        const values: ClickhouseClusterValues = {
          replica_hosts: HOSTS,
          keeper_hosts: [zookeeper.host],
          keeper_memory_bytes: 0,
        };
        const { cluster } = await fillTemplates(ready, {
          cluster: { content: clickhouseClusterFile().content, values: { ...values } },
        });
        files = { "config.d/image.xml": IMAGE, "config.d/langfuse-cluster.xml": cluster };
        for (const replica of [1, 2]) {
          servers.push(await startClickHouse({ files, env: environment(replica) }));
        }
        // One after the other: all chDBs have the same id, and would be one session if they met.
        for (const server of servers) for (const sql of SCHEMA) await server.exec(sql);
      });
      afterAll(async () => {
        // A replica that is not active, as all are here, would make chDB wait at its end.
        await onEach((server) => server.kill());
        await onEach((server) => server.stop());
        await zookeeper.stop();
      });

      it("differ in the macro of the replica, which the environment sets", async () => {
        const macros = await onEach((server) =>
          server.text("SELECT macro, substitution FROM system.macros ORDER BY macro"),
        );
        expect(macros).toEqual([
          "cluster\tdefault\nreplica\t1\nshard\t1\n",
          "cluster\tdefault\nreplica\t2\nshard\t1\n",
        ]);
      });

      it("know one cluster, default, with one shard of both and not the image's localhost", async () => {
        const [replicas] = await onEach((server) =>
          server.query(
            "SELECT cluster, shard_num, replica_num, host_name, port, internal_replication FROM system.clusters ORDER BY replica_num",
          ),
        );
        const shard = { cluster: "default", shard_num: 1, port: 9000, internal_replication: 1 };
        expect(replicas).toEqual([
          { ...shard, replica_num: 1, host_name: HOSTS[0] },
          { ...shard, replica_num: 2, host_name: HOSTS[1] },
        ]);
      });

      it("become two replicas of each of Langfuse's tables, made without a path", async () => {
        const answers = await onEach((server) =>
          server.query(
            "SELECT table, zookeeper_path, replica_name, total_replicas FROM system.replicas ORDER BY table",
          ),
        );
        expect(answers[0]).toHaveLength(SCHEMA.length);
        for (const [index, tables] of answers.entries()) {
          for (const row of tables) {
            expect(row).toEqual({
              table: row.table,
              zookeeper_path: `/clickhouse/tables/langfuse/${String(row.table)}`,
              replica_name: String(index + 1),
              total_replicas: 2,
            });
          }
        }
      });

      it("are both in ZooKeeper", async () => {
        const nodes = await zookeeper.tree("/clickhouse/tables/langfuse/traces/replicas");
        const replicas = nodes.map((node) => /\/replicas\/(\w+)$/.exec(node)?.[1]);
        expect(replicas.filter((name) => name !== undefined).sort()).toEqual(["1", "2"]);
      });

      it("tell the others the host that the environment names, and use the declared paths", async () => {
        const [, settings] = await onEach((server) =>
          server.text(
            "SELECT name, value FROM system.server_settings WHERE name IN ('interserver_http_host', 'interserver_http_port', 'default_replica_path', 'default_replica_name', 'distributed_ddl.path') ORDER BY name",
          ),
        );
        expect(settings?.trim().split("\n")).toEqual([
          "default_replica_name\t{replica}",
          "default_replica_path\t/clickhouse/tables/{database}/{table}",
          "distributed_ddl.path\t/clickhouse/task_queue/ddl",
          `interserver_http_host\t${HOSTS[1]}`,
          "interserver_http_port\t9009",
        ]);
      });

      it("are the same two replicas after a restart", async () => {
        const [, second] = servers;
        await second?.kill();
        await second?.restart();
        expect(
          await second?.text("SELECT DISTINCT replica_name, total_replicas FROM system.replicas"),
        ).toBe("2\t2\n");
      });

      it("read an environment value as XML, so a secret with & stops the start", async () => {
        const env = environment(1, { [CLICKHOUSE_CLUSTER_ENV.secret]: "a&b" });
        await expect(startClickHouse({ files, env })).rejects.toThrow(/did not start/);
      });
    });
  });
});
