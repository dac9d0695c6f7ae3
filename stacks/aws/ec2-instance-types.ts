export interface Ec2Size {
  /** CPU units of an instance: 1024 for each vCPU. */
  readonly cpu: number;
  /** MiB that a task can have: what Linux sees of the memory is less than the name says, and ECS reserves some. */
  readonly memory: number;
  readonly ARM64: readonly string[];
  readonly X86_64: readonly string[];
}

/**
 * Instance types from small to large. What is on demand takes the first of a size, Spot the one that is cheap and
 * not about to be interrupted. All are on Nitro, which names EBS volumes by their id.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html
 */
export const EC2_SIZES: readonly Ec2Size[] = [
  { cpu: 2048, memory: 7168, ARM64: ["t4g.large", "m6g.large"], X86_64: ["t3.large", "m5.large"] },
  {
    cpu: 4096,
    memory: 14_336,
    ARM64: ["t4g.xlarge", "m6g.xlarge"],
    X86_64: ["t3.xlarge", "m5.xlarge"],
  },
  {
    cpu: 8192,
    memory: 30_720,
    ARM64: ["t4g.2xlarge", "m6g.2xlarge"],
    X86_64: ["t3.2xlarge", "m5.2xlarge"],
  },
  { cpu: 16_384, memory: 61_440, ARM64: ["m6g.4xlarge"], X86_64: ["m5.4xlarge"] },
  { cpu: 32_768, memory: 122_880, ARM64: ["m6g.8xlarge"], X86_64: ["m5.8xlarge"] },
];
