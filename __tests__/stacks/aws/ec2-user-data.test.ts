import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { EBS_MOUNT_POINT, ec2UserData } from "../../../stacks/aws/ec2-user-data";
import { describeTerraform } from "../../support/terraform";

const VOLUME = "vol-0123456789abcdef0";
const DEVICE = "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0";
const INSTANCE = "i-0123456789abcdef0";

/** What the machine answers. */
interface Machine {
  /** How often the volume is refused before the instance gets it. */
  heldFor?: number;
  /** Exit status of blkid: 0 found something, 2 nothing, 8 contradictory. */
  blkid?: number;
  /** Programs that fail. */
  failing?: string[];
  hasAwsCli?: boolean;
  /** Whether the volume's device appears once it is attached. */
  hasDevice?: boolean;
}

interface Outcome {
  status: number | null;
  stderr: string;
  /** Programs in the order of their calls, without the paths of the test's folder. */
  calls: string[];
  /** Text of a file of the machine; empty when there is none. */
  file: (name: string) => string;
}

const AWS = `case "$*" in *attach-volume*)
  tries=$(cat "$ROOT/tries"); echo $((tries + 1)) >"$ROOT/tries"
  [ "$tries" -ge "$HELD_FOR" ] || { echo VolumeInUse >&2; exit 254; }
  [ -z "$HAS_DEVICE" ] || echo data >"$ROOT${DEVICE}" ;;
esac`;

describeTerraform("user data of EC2 instances", ({ ready }) => {
  const scripts: Record<string, string> = {};
  const roots: string[] = [];

  beforeAll(async () => {
    const { path: file, content } = ec2UserData();
    const values = (volume: string) =>
      `{ volume_id = "${volume}", volume_size = 50, region = "eu-west-1", cluster = "langfuse" }`;
    const output = (name: string, volume: string) =>
      `output "${name}" {\n  value = templatefile("\${path.module}/${file}", ${values(volume)})\n}\n`;
    const workspace = await ready({
      files: { [file]: content, "main.tf": output("with", VOLUME) + output("without", "") },
    });
    const { plan } = await workspace.plan();
    for (const name of ["with", "without"]) {
      scripts[name] = String(plan.json.planned_values?.outputs?.[name]?.value);
    }
  });

  afterAll(() => {
    for (const root of roots) fs.rmSync(root, { recursive: true, force: true });
  });

  /** Runs the script on a machine of stubs, in which nothing waits. */
  function boot(script: "with" | "without", machine: Machine = {}): Outcome {
    const { heldFor = 0, blkid = 0, failing = [], hasAwsCli = true, hasDevice = true } = machine;
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "user-data-"));
    roots.push(root);
    const bin = path.join(root, "bin");
    for (const folder of ["bin", "etc/ecs", "var/lib/cloud/data", path.dirname(DEVICE)]) {
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    }
    fs.writeFileSync(path.join(root, "var/lib/cloud/data/instance-id"), `${INSTANCE}\n`);
    fs.writeFileSync(path.join(root, "tries"), "0");
    const stub = (name: string, body: string) => {
      const status = failing.includes(name) ? "exit 1" : "";
      const text = `#!/bin/bash\necho "${name} $*" >>"$ROOT/calls"\n${status}\n${body}\n`;
      fs.writeFileSync(path.join(bin, name), text, { mode: 0o755 });
    };
    if (hasAwsCli) stub("aws", AWS);
    stub("dnf", `cp "$ROOT/aws-cli" "$ROOT/bin/aws"`);
    fs.writeFileSync(
      path.join(root, "aws-cli"),
      `#!/bin/bash\necho "aws $*" >>"$ROOT/calls"\n${AWS}\n`,
      { mode: 0o755 },
    );
    stub("blkid", `exit ${blkid}`);
    for (const name of ["chown", "dd", "mkfs.xfs", "mount", "sleep", "systemctl", "xfs_growfs"]) {
      stub(name, "");
    }
    const text = (scripts[script] ?? "").replaceAll(
      /\/(?:etc|dev\/disk|var\/lib\/cloud|mnt)\//g,
      (folder) => `${root}${folder}`,
    );
    const userData = path.join(root, "user-data.sh");
    fs.writeFileSync(userData, text);
    const { status, stderr } = spawnSync("/bin/bash", [userData], {
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        ROOT: root,
        HELD_FOR: String(heldFor),
        HAS_DEVICE: hasDevice ? "1" : "",
      },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const file = (name: string) => {
      const target = path.join(root, name);
      return fs.existsSync(target) ? fs.readFileSync(target, "utf8").replaceAll(root, "") : "";
    };
    const calls = file("calls").trim().split("\n");
    return { status, stderr, calls, file };
  }

  const programs = ({ calls }: Outcome) => calls.map((call) => call.split(" ", 1)[0]);

  const expectOff = (outcome: Outcome) => {
    expect(outcome.status).toBe(1);
    expect(outcome.calls.at(-1)).toBe("systemctl poweroff");
    // The agent knows no cluster, so it runs no task even while the machine goes down.
    expect(outcome.file("etc/ecs/ecs.config")).toBe("");
  };

  it("formats a blank volume, mounts it and joins the cluster last", () => {
    const outcome = boot("with", { blkid: 2 });
    expect(outcome.stderr).toBe("");
    expect(outcome.status).toBe(0);
    expect(outcome.calls).toEqual(
      [
        `aws ec2 attach-volume --region eu-west-1 --volume-id ${VOLUME} --instance-id ${INSTANCE} --device /dev/sdf`,
        `dd if=${DEVICE} of=/dev/null bs=1M count=1 status=none`,
        `blkid --probe ${DEVICE}`,
        `mkfs.xfs ${DEVICE}`,
        `mount ${EBS_MOUNT_POINT}`,
        `xfs_growfs ${EBS_MOUNT_POINT}`,
        `chown 101:101 ${EBS_MOUNT_POINT}`,
        "systemctl daemon-reload",
      ].map((call) => expect.stringContaining(call) as string),
    );
    expect(outcome.file("etc/fstab")).toBe(
      `${DEVICE} ${EBS_MOUNT_POINT} xfs defaults,noatime 0 2\n`,
    );
    expect(outcome.file("etc/ecs/ecs.config")).toContain("ECS_CLUSTER=langfuse\n");
  });

  it("never formats a volume with something on it", () => {
    const outcome = boot("with", { blkid: 0 });
    expect(outcome.status).toBe(0);
    expect(programs(outcome)).not.toContain("mkfs.xfs");
    expect(programs(outcome)).toContain("xfs_growfs");
  });

  it.each([
    ["cannot be read", { failing: ["dd"], blkid: 2 }],
    ["has contradictory signatures", { blkid: 8 }],
    ["refuses to be formatted", { failing: ["mkfs.xfs"], blkid: 2 }],
  ])("does not touch a volume that %s", (_, machine) => {
    const outcome = boot("with", machine);
    expectOff(outcome);
    expect(programs(outcome)).not.toContain("mount");
  });

  it("waits for the instance that holds the volume", () => {
    const outcome = boot("with", { heldFor: 3 });
    expect(outcome.status).toBe(0);
    expect(programs(outcome).slice(0, 7)).toEqual([
      ...["aws", "sleep", "aws", "sleep", "aws", "sleep"],
      "aws",
    ]);
  });

  it("never takes the volume away, and switches off when it does not come free", () => {
    const outcome = boot("with", { heldFor: 1_000 });
    expectOff(outcome);
    expect(outcome.calls.join("\n")).not.toContain("detach");
    expect(programs(outcome)).not.toContain("mount");
    expect(outcome.stderr).toContain(`${VOLUME} is not free`);
  });

  it("switches off when the volume has no device", () => {
    expectOff(boot("with", { hasDevice: false }));
  });

  it.each(["mount", "xfs_growfs", "chown"])("switches off when %s fails", (program) => {
    const outcome = boot("with", { failing: [program] });
    expectOff(outcome);
    expect(outcome.stderr).toMatch(/line \d+ failed, switching off/);
  });

  it("installs the AWS CLI where there is none", () => {
    const outcome = boot("with", { hasAwsCli: false });
    expect(outcome.status).toBe(0);
    expect(programs(outcome).slice(0, 2)).toEqual(["dnf", "aws"]);
    expectOff(boot("with", { hasAwsCli: false, failing: ["dnf"] }));
  });

  it("lets the agent start after a reboot only with the volume", () => {
    const unit = boot("with").file("etc/systemd/system/ecs.service.d/volume.conf");
    expect(unit).toBe(`[Unit]\nRequiresMountsFor=${EBS_MOUNT_POINT}\n`);
  });

  it("only joins the cluster where there is no volume", () => {
    const outcome = boot("without");
    expect(outcome.status).toBe(0);
    expect(outcome.calls).toEqual([""]);
    expect(outcome.file("etc/ecs/ecs.config")).toMatchInlineSnapshot(`
      "ECS_CLUSTER=langfuse
      ECS_AVAILABLE_LOGGING_DRIVERS=["json-file","awslogs"]
      ECS_AWSVPC_BLOCK_IMDS=true
      ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
      ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
      ECS_RESERVED_MEMORY=256
      "
    `);
  });

  it("fits into user data", () => {
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
    expect(Buffer.byteLength(scripts.with ?? "")).toBeLessThan(16 * 1024);
  });
});
