import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { schemasFromBindings, schemaInFolder } from "../../../engines/terraform/schema/bindings";
import { schemasFromJson } from "../../../engines/terraform/schema/json";
import { attributesOf, blocksOf, type BlockSchema } from "../../../engines/terraform/schema/model";
import { describeTerraform } from "../../support/terraform";
import { requiredProviders } from "./hcl";

const aws = schemasFromBindings();

function resource(name: string): BlockSchema {
  const schema = aws.find("resource", name);
  if (schema === undefined) throw new Error(`no ${name}`);
  return schema.block;
}

const block = (body: BlockSchema, ...path: string[]): BlockSchema =>
  path.reduce<BlockSchema>((inner, name) => inner.block_types?.[name]?.block ?? {}, body);

describe("AWS schemas from the bindings", () => {
  test("attributes have their types and flags", () => {
    expect(resource("aws_ecs_service").attributes).toMatchObject({
      name: { type: "string", required: true },
      desired_count: { type: "number", optional: true },
      enable_execute_command: { type: "bool", optional: true },
      tags: { type: ["map", "string"], optional: true },
      cluster: { type: "string", optional: true, computed: true },
      arn: { type: "string", computed: true },
    });
    expect(resource("aws_ecs_task_definition").attributes).toMatchObject({
      requires_compatibilities: { type: ["set", "string"], optional: true },
      revision: { type: "number", computed: true },
    });
    expect(block(resource("aws_ecs_service"), "network_configuration").attributes).toMatchObject({
      subnets: { type: ["set", "string"], required: true },
    });
  });

  test("blocks have their nesting and their counts", () => {
    const service = resource("aws_ecs_service").block_types;
    expect(service).toMatchObject({
      network_configuration: { nesting_mode: "list", max_items: 1 },
      capacity_provider_strategy: { nesting_mode: "set" },
      timeouts: { nesting_mode: "single" },
    });
    expect(service?.capacity_provider_strategy).not.toHaveProperty("max_items");
    expect(resource("aws_lb_listener").block_types).toMatchObject({
      default_action: { nesting_mode: "list", min_items: 1 },
    });
    expect(resource("aws_ecs_task_definition").block_types).toMatchObject({
      runtime_platform: { nesting_mode: "list", max_items: 1 },
      volume: { nesting_mode: "set" },
    });
  });

  test("blocks are found at any depth", () => {
    const template = resource("aws_launch_template");
    expect(block(template, "block_device_mappings", "ebs").attributes).toMatchObject({
      volume_size: { type: "number" },
    });
    expect(
      block(resource("aws_ecs_service"), "service_connect_configuration", "service", "client_alias")
        .attributes,
    ).toMatchObject({ port: { type: "number", required: true } });
  });

  test("attributes of object type are no blocks", () => {
    const { attributes, block_types } = resource("aws_security_group");
    expect(attributes?.ingress).toMatchObject({ optional: true, computed: true });
    expect(attributes?.ingress?.type).toEqual([
      "set",
      ["object", expect.objectContaining({ cidr_blocks: ["list", "string"], self: "bool" })],
    ]);
    expect(block_types).not.toHaveProperty("ingress");
  });

  test("what only the provider sets can be a list of objects", () => {
    expect(resource("aws_db_instance").attributes?.master_user_secret).toEqual({
      type: [
        "list",
        ["object", { kms_key_id: "string", secret_arn: "string", secret_status: "string" }],
      ],
      computed: true,
    });
  });

  test("write-only arguments are marked", () => {
    expect(resource("aws_ssm_parameter").attributes).toMatchObject({
      value_wo: { write_only: true, optional: true },
      value: { sensitive: true },
    });
    expect(resource("aws_ssm_parameter").attributes?.value_wo_version).not.toHaveProperty(
      "write_only",
    );
    expect(resource("aws_ssm_parameter").attributes?.has_value_wo).not.toHaveProperty("write_only");
  });

  test("the provider's own arguments and blocks are there", () => {
    const { attributes, block_types } = aws.provider().block;
    expect(attributes).toMatchObject({
      region: { type: "string", optional: true },
      allowed_account_ids: { type: ["set", "string"] },
    });
    expect(attributes).not.toHaveProperty("alias");
    expect(block_types?.default_tags?.block.attributes).toEqual({
      tags: { type: ["map", "string"], optional: true },
    });
  });

  test("types that do not exist are not found", () => {
    expect(aws.find("resource", "aws_ecs_servce")).toBeUndefined();
    expect(aws.find("resource", "ecs_service")).toBeUndefined();
    expect(aws.find("resource", "aws_provider")).toBeUndefined();
    expect(aws.find("data", "aws_security_group_rule")).toBeUndefined();
  });

  test("every type of the bindings is understood, all but six completely", () => {
    const lib = join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");
    const folders = readdirSync(lib).filter((name) => !name.includes("."));
    const incomplete = folders.flatMap((folder) => {
      const { missing } = schemaInFolder(join(lib, folder));
      return missing.length > 0 ? [[folder, ...missing]] : [];
    });
    expect(folders.length).toBeGreaterThan(2000);
    expect(incomplete).toEqual([
      ["data-aws-quicksight-analysis", "definition"],
      ["quicksight-analysis", "definition"],
      ["quicksight-dashboard", "definition"],
      ["quicksight-template", "definition"],
      ["wafv2-rule-group", "statement"],
      ["wafv2-web-acl", "statement"],
    ]);
  });
});

/** Everything a schema says, by path; object types in one order. */
function facts(body: BlockSchema, path = ""): [string, string][] {
  return [
    ...attributesOf(body).map(
      ([name, { type, required, optional, computed }]): [string, string] => [
        path + name,
        JSON.stringify([ordered(type), required ?? false, optional ?? false, computed ?? false]),
      ],
    ),
    ...blocksOf(body).flatMap(([name, { nesting_mode, min_items, max_items, block: inner }]) => [
      // How many above one may occur is not in the bindings.
      [`${path}${name}{}`, `${nesting_mode} ${min_items ?? 0} ${max_items === 1}`] as [
        string,
        string,
      ],
      ...facts(inner, `${path}${name}.`),
    ]),
  ];
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([k, v]) => [k, ordered(v)]));
}

describe("the same derivation, held against a real provider", () => {
  // The azurerm bindings and schemas/azurerm.json are of the same release, so what is derived from the
  // one must be what the other says.
  const lib = join(dirname(require.resolve("@cdktf/provider-azurerm/package.json")), "lib");
  const real = schemasFromJson("azurerm");

  test.each(["resource", "data"] as const)("every %s type of azurerm comes out exact", (kind) => {
    const wrong: string[] = [];
    for (const name of real.typeNames(kind)) {
      const dashed = name.replace(/_/g, "-");
      const folder = join(lib, kind === "data" ? `data-${dashed}` : dashed.replace("azurerm-", ""));
      const expected = real.find(kind, name);
      if (!existsSync(folder) || expected === undefined) throw new Error(`no ${folder}`);
      const derived = facts(schemaInFolder(folder).schema.block);
      const told = new Map(facts(expected.block));
      for (const [path, fact] of derived)
        if (told.get(path) !== fact) wrong.push(`${name}.${path}`);
      if (derived.length !== told.size) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  test("write-only arguments are those whose name ends in _wo", () => {
    const names = real
      .typeNames("resource")
      .flatMap((name) => attributesOf(real.find("resource", name)?.block ?? {}));
    const marked = names.filter(([, { write_only }]) => write_only).map(([name]) => name);
    const named = names.filter(([name]) => name.endsWith("_wo")).map(([name]) => name);
    expect(marked).toEqual(named);
    expect(marked.length).toBeGreaterThan(0);
  });
});

describeTerraform("Terraform", ({ ready }) => {
  test("accepts every schema of every AWS type", async () => {
    // One schema that Terraform finds invalid would make it refuse the whole provider. Types count as
    // used wherever they are named, in comments too.
    const names = (["resource", "data", "ephemeral"] as const).flatMap((kind) =>
      aws.typeNames(kind),
    );
    const main = `${requiredProviders("aws")}${names.map((name) => `# ${name}\n`).join("")}`;
    const workspace = await ready({ files: { "main.tf": main } });
    const { stdout, stderr } = await workspace.run(["providers", "schema", "-json"]);
    expect(stderr).toBe("");
    const { provider_schemas: printed } = JSON.parse(stdout) as {
      provider_schemas: Record<string, { resource_schemas: object; data_source_schemas: object }>;
    };
    const [schemas] = Object.values(printed);
    expect(Object.keys(schemas?.resource_schemas ?? {}).sort()).toEqual(
      [...aws.typeNames("resource")].sort(),
    );
    expect(Object.keys(schemas?.data_source_schemas ?? {}).sort()).toEqual(
      [...aws.typeNames("data")].sort(),
    );
  });
});
