import { HOURS_PER_MONTH } from "../index";
import type { Biller } from "./bill";
import { amount } from "../lines";

/** Aurora pauses only without connections, and Langfuse's worker always has some. */
const LEAST_RUNNING_ACU = 0.5;

const rds: Biller = (lines, database) => {
  const copies = database.is("multi_az") ? 2 : 1;
  // The list has no Multi-AZ price of most classes; a standby is an instance and a volume more.
  const both = copies === 2 ? " × 2 for Multi-AZ" : "";
  const line = { part: "PostgreSQL", resource: database, service: "RDS PostgreSQL" } as const;
  lines.addSize(
    {
      ...line,
      sku: `${database.string("instance_class")} Single-AZ`,
      quantity: copies * HOURS_PER_MONTH,
      basis: `1 instance × ${HOURS_PER_MONTH} h${both}`,
    },
    "hour",
  );
  const size = database.number("allocated_storage");
  lines.add({
    ...line,
    sku: `${database.string("storage_type")} storage Single-AZ`,
    quantity: copies * size,
    basis: `${size} GB${both}`,
  });
};

const aurora: Biller = (lines, cluster) => {
  const instances = lines.all("aws_rds_cluster_instance").length;
  const minimum = cluster.number("serverlessv2_scaling_configuration.0.min_capacity");
  const acu = Math.max(minimum, LEAST_RUNNING_ACU) + lines.figure("acuAboveMinimum");
  const part = "PostgreSQL";
  lines.add({
    part,
    resource: cluster,
    service: "Aurora PostgreSQL Serverless v2",
    sku: "Standard ACU",
    quantity: instances * acu * HOURS_PER_MONTH,
    basis: `${instances} × ${amount(acu)} ACU × ${HOURS_PER_MONTH} h`,
  });
  const storage = { part, resource: cluster, service: "Aurora PostgreSQL" } as const;
  const { auroraGb, auroraIo } = lines.load.figures;
  lines.add({
    ...storage,
    sku: "storage Standard",
    quantity: auroraGb.value,
    basis: `${amount(auroraGb.value)} GB`,
  });
  lines.add({
    ...storage,
    sku: "I/O Standard",
    quantity: auroraIo.value / 1e6,
    basis: `${amount(auroraIo.value)} requests`,
  });
};

/** Serverless capacity is billed with the cluster; an instance of another class would be one more line. */
const auroraInstance: Biller = (_lines, instance) => {
  const type = instance.string("instance_class");
  if (type !== "db.serverless") throw new Error(`${instance.address}: no price for ${type}`);
};

const valkey: Biller = (lines, cache) => {
  const nodes = cache.number("num_cache_clusters");
  lines.addSize(
    {
      part: "Valkey",
      resource: cache,
      service: "ElastiCache Valkey node",
      sku: cache.string("node_type"),
      quantity: nodes * HOURS_PER_MONTH,
      basis: `${nodes} ${nodes === 1 ? "node" : "nodes"} × ${HOURS_PER_MONTH} h`,
    },
    "hour",
  );
};

const fileSystem: Biller = (lines, volume) => {
  const { volumeGb } = lines.clickhouse;
  const line = { part: "storage", resource: volume, service: "EFS" } as const;
  const isOneZone = volume.has("availability_zone_name");
  lines.add({
    ...line,
    sku: isOneZone ? "One Zone storage" : "Standard storage",
    quantity: volumeGb,
    basis: `${amount(volumeGb)} GB of ClickHouse after ${lines.load.months} months`,
  });
  const mode = volume.string("throughput_mode");
  if (mode === "provisioned") {
    const throughput = volume.number("provisioned_throughput_in_mibps");
    lines.add({
      ...line,
      sku: "Provisioned throughput",
      quantity: throughput,
      basis: `${throughput} MiB/s, what the storage includes not deducted`,
    });
  }
  if (mode === "elastic") {
    for (const sku of ["Elastic throughput read", "Elastic throughput write"]) {
      lines.add({
        ...line,
        sku,
        quantity: null,
        basis: "bytes not measured; others saw 300 GB a day",
      });
    }
  }
};

const ebsVolume: Biller = (lines, volume) => {
  const size = volume.number("size");
  if (volume.string("type") !== "gp3") throw new Error(`${volume.address}: only gp3 has a price`);
  lines.add({
    part: "storage",
    resource: volume,
    service: "EBS",
    sku: "gp3 storage (3000 IOPS/125 MB/s included)",
    quantity: size,
    basis: `${size} GB for ClickHouse, whether used or not`,
  });
};

const bucket: Biller = (lines, resource) => {
  const { eventGb, eventWrites, eventReads } = lines.load.figures;
  const uses = {
    langfuse: { gb: eventGb.value, writes: eventWrites.value, reads: eventReads.value },
    clickhouse: {
      gb: lines.clickhouse.objectGb,
      writes: lines.clickhouse.writes,
      reads: lines.clickhouse.reads,
    },
  };
  const use = uses[resource.name as keyof typeof uses] as (typeof uses)["langfuse"] | undefined;
  if (use === undefined) throw new Error(`${resource.address}: no use is known of this bucket`);
  const what = resource.name === "langfuse" ? "events" : "ClickHouse";
  const line = { part: "storage", resource, service: "S3" } as const;
  const requests = (count: number, kind: string) => ({
    quantity: count / 1000,
    basis: `${amount(count)} ${kind} of ${what}`,
  });
  lines.add({
    ...line,
    sku: "Standard storage first 50 TB",
    quantity: use.gb,
    basis: `${amount(use.gb)} GB of ${what}`,
  });
  lines.add({ ...line, sku: "PUT/COPY/POST/LIST", ...requests(use.writes, "PUT and LIST") });
  lines.add({ ...line, sku: "GET and other", ...requests(use.reads, "GET") });
};

/** What keeps data. */
export const DATA: Readonly<Record<string, Biller>> = {
  aws_db_instance: rds,
  aws_rds_cluster: aurora,
  aws_rds_cluster_instance: auroraInstance,
  aws_elasticache_replication_group: valkey,
  aws_efs_file_system: fileSystem,
  aws_ebs_volume: ebsVolume,
  aws_s3_bucket: bucket,
};
