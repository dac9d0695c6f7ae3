/**
 * How long printing takes, and that it grows with the document and no faster.
 *
 *     node -r tsx/cjs bench/printer.ts
 */
import { bindingKnowledge } from "../lib/bindings";
import { type Json, printHcl, type TerraformJson } from "../lib/hcl";

/** A document of `n` times the same parts, under names of their own. */
function document(n: number): TerraformJson {
  const services: Record<string, Json> = {};
  const policies: Record<string, Json> = {};
  const locals: Record<string, Json> = {};
  for (let i = 0; i < n; i++) {
    services[`web_${i}`] = {
      name: "${var.name}-web",
      cluster: "${aws_ecs_cluster.main.id}",
      desired_count: "${(var.is_spot_instance ? 2 : 1)}",
      network_configuration: {
        subnets: "${local.subnet_ids}",
        security_groups: ["${aws_security_group.web.id}"],
      },
      load_balancer: [{ container_name: "web", container_port: 3000 }],
      tags: '${merge(local.tags, { Name = "web" })}',
      lifecycle: { ignore_changes: ["desired_count"] },
    };
    policies[`web_${i}`] = {
      statement: [
        { actions: ["s3:GetObject", "s3:PutObject"], resources: ["${aws_s3_bucket.blobs.arn}/*"] },
      ],
    };
    locals[`config_${i}`] =
      "<clickhouse>\n  <logger>\n    <level>${var.level}</level>\n  </logger>\n</clickhouse>\n";
    locals[`policy_${i}`] =
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Action" = ["s3:*"]}]})}';
  }
  return {
    locals,
    data: { aws_iam_policy_document: policies },
    resource: { aws_ecs_service: services },
  };
}

/** One document whose parts lie inside each other instead of side by side. */
function nested(n: number): TerraformJson {
  let value: Json = "${var.leaf}";
  for (let i = 0; i < 100; i++) value = { a: value, b: [1, 2] };
  return { locals: Object.fromEntries(Array.from({ length: n }, (_, i) => [`x_${i}`, value])) };
}

function milliseconds(json: TerraformJson): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    printHcl(json);
    return performance.now() - start;
  });
  return Math.min(...times);
}

const start = performance.now();
bindingKnowledge.body("resource", "aws_ecs_service")?.argument("load_balancer");
console.log(`reading one binding, cold: ${(performance.now() - start).toFixed(1)} ms\n`);

// Until the engine has compiled everything, small documents look slow.
for (let i = 0; i < 20; i++) {
  printHcl(document(100));
  printHcl(nested(10));
}
console.log("document        KB of JSON        ms     µs/KB   ratio");
for (const [name, make] of [
  ["side by side", document],
  ["nested", nested],
] as const) {
  let first = 0;
  for (const n of [10, 100, 1000]) {
    const json = make(name === "nested" ? n / 10 : n);
    const size = JSON.stringify(json).length / 1024;
    const time = milliseconds(json);
    const each = (time * 1000) / size;
    first ||= each;
    const cells = [
      size.toFixed(1).padStart(11),
      time.toFixed(2).padStart(10),
      each.toFixed(1).padStart(10),
      (each / first).toFixed(2).padStart(8),
    ];
    console.log(`${name.padEnd(15)}${cells.join("")}`);
  }
}
