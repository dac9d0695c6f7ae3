import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { ModuleStack } from "../../lib/module/module-stack";
import { committedPriceTable } from "../../lib/pricing/price-table";
import { AwsCache } from "./cache";
import { AwsClickhouse } from "./clickhouse";
import { AwsClickhouseConfig } from "./clickhouse-config";
import { AwsClickhouseIam } from "./clickhouse-iam";
import { AwsClickhouseTask } from "./clickhouse-task";
import { AwsClickhouseVolume } from "./clickhouse-volume";
import { AwsDomain } from "./domain";
import { AwsEc2 } from "./ec2";
import { AwsEc2Iam } from "./ec2-iam";
import { AwsEc2Instances } from "./ec2-instances";
import { AwsEcr } from "./ecr";
import { AwsIam } from "./iam";
import { type AwsInputs, awsInputs } from "./inputs";
import { AwsLangfuse } from "./langfuse";
import { AwsLangfuseIam } from "./langfuse-iam";
import { AwsMain, inRegion } from "./main";
import { AwsNetwork } from "./network";
import { AwsObservability } from "./observability";
import { AwsOutputs } from "./outputs";
import { AWS_PICTURE } from "./picture";
import { AwsPostgresql } from "./postgresql";
import { AwsSecrets } from "./secrets";
import { AwsSecurityGroupRules } from "./security-group-rules";
import { AwsSecurityGroups } from "./security-groups";
import { AwsStorage } from "./storage";
import { AwsVpc } from "./vpc";
import { AwsVpcFlowLogs } from "./vpc-flow-logs";
import { AwsWeb } from "./web";
import { AwsWebAlb } from "./web-alb";
import { AwsWebApiGateway } from "./web-api-gateway";
import { AwsWebAppRunner } from "./web-app-runner";
import { AwsWebAppRunnerIam } from "./web-app-runner-iam";
import { AwsWebEcsExpress } from "./web-ecs-express";
import { AwsWorker } from "./worker";

export interface LangfuseAwsStackProps {
  /**
   * Whether the stack is deployed by cdktf, with a provider and a backend, or handed off as a module,
   * which has neither.
   *
   * @default false
   */
  readonly isDeployed?: boolean;
}

/** Langfuse on AWS. */
export class LangfuseAwsStack extends ModuleStack {
  public constructor(scope: Construct, id: string, props: LangfuseAwsStackProps = {}) {
    super(scope, id, {
      moduleName: "terraform-aws-langfuse",
      source: "stacks/aws/stack.ts",
      picture: AWS_PICTURE,
      readme: { costsNote: COSTS_NOTE, prices: committedPriceTable("cost-aws.md") },
      // 1.11 for write-only arguments.
      requiredVersion: ">= 1.11",
      requiredProviders: {
        aws: { source: "hashicorp/aws", version: ">= 6.25, < 7.0" },
        random: { source: "hashicorp/random", version: ">= 3.7, < 4.0" },
      },
    });
    if (props.isDeployed) new AwsProvider(this, "aws");

    const inputs = awsInputs(this);
    const main = new AwsMain(this, inputs);
    const iam = new AwsIam(this, main);
    const observability = new AwsObservability(this, inputs, main);
    const base = { inputs, main, iam, observability };

    const network = this.network(inputs, main);
    const data = this.data({ ...base, ...network });
    const { ec2, clickhouse } = this.clickhouse({ ...base, ...network, ...data });
    this.langfuse({ ...base, ...network, ...data, ec2, clickhouse });
    new AwsOutputs(this);
    inRegion(this.elements, inputs);
  }

  private network(inputs: AwsInputs, main: AwsMain) {
    const vpc = new AwsVpc(this, inputs, main);
    new AwsVpcFlowLogs(this, inputs, main, vpc);
    const network = new AwsNetwork(this, main, vpc);
    const securityGroups = new AwsSecurityGroups(this, main, network);
    const rules = new AwsSecurityGroupRules(this, main, securityGroups);
    return { network, securityGroups, rules };
  }

  private data(parts: Base & ReturnType<LangfuseAwsStack["network"]>) {
    const { inputs, main } = parts;
    const storage = new AwsStorage(this, inputs, main);
    const postgresql = new AwsPostgresql(this, parts);
    const cache = new AwsCache(this, parts);
    new AwsSecrets(this, { ...parts, postgresql, cache });
    return { storage, postgresql, cache };
  }

  private clickhouse(
    parts: Base & ReturnType<LangfuseAwsStack["network"]> & ReturnType<LangfuseAwsStack["data"]>,
  ) {
    const { inputs, main, securityGroups } = parts;
    const volume = new AwsClickhouseVolume(this, inputs, main, securityGroups);
    const instances = new AwsEc2Instances(this, {
      ...parts,
      volume,
      iam: new AwsEc2Iam(this, main, volume),
    });
    const ec2 = new AwsEc2(this, main, instances);
    const iam = new AwsClickhouseIam(this, { ...parts, volume });
    const config = new AwsClickhouseConfig(this);
    const task = new AwsClickhouseTask(this, { ...parts, volume, iam, config });
    const clickhouse = new AwsClickhouse(this, { ...parts, ec2, volume, iam, task });
    return { ec2, clickhouse };
  }

  private langfuse(
    parts: Base &
      ReturnType<LangfuseAwsStack["network"]> &
      ReturnType<LangfuseAwsStack["data"]> &
      ReturnType<LangfuseAwsStack["clickhouse"]>,
  ) {
    const { inputs, main, observability, rules, ec2, cache, postgresql, clickhouse } = parts;
    new AwsEcr(this, inputs, main);
    new AwsLangfuse(this);
    const iam = new AwsLangfuseIam(this, parts);
    // Web migrates when it starts, so what it migrates must be there.
    const dependsOn = [
      ec2.capacityProviders,
      ...rules.langfuse,
      ...postgresql.servers,
      cache.replicationGroup,
      clickhouse.service,
    ];
    const shared = { inputs, main, observability, iam, dependsOn };

    const domain = new AwsDomain(this, main);
    const alb = new AwsWebAlb(this, { main, domain });
    const appRunner = new AwsWebAppRunner(this, {
      ...shared,
      iam: new AwsWebAppRunnerIam(this, { main, iam }),
    });
    const ecsExpress = new AwsWebEcsExpress(this, shared);
    const apiGateway = new AwsWebApiGateway(this, { main, domain, appRunner, ecsExpress });
    domain.route({ apiGateway, alb, appRunner, ecsExpress });
    const web = new AwsWeb(this, { ...shared, dependsOn: [...dependsOn, alb.httpsListener] });

    // The worker needs the schema that web's first start makes.
    new AwsWorker(this, {
      ...shared,
      dependsOn: [...dependsOn, web.ecsService, appRunner.service, ecsExpress.service],
    });
  }
}

const COSTS_NOTE =
  "A month at one million observations, in us-east-1 at list prices before tax, network included; every figure is computed from a plan of this module, and Spot prices float.";

interface Base {
  readonly inputs: AwsInputs;
  readonly main: AwsMain;
  readonly iam: AwsIam;
  readonly observability: AwsObservability;
}
