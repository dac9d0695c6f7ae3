import { OPERATIONS, type S3Operation } from "./request";

/** What one operation cost so far. */
export interface S3Count {
  readonly requests: number;
  /** Requests answered with a status of 400 and above, or not answered at all. */
  readonly failed: number;
  /** Bytes of request bodies. */
  readonly bytesIn: number;
  /** Bytes of answer bodies. */
  readonly bytesOut: number;
}

/** Counts by operation, for operations that happened; `total` sums them. */
export interface S3Snapshot {
  readonly operations: Readonly<Partial<Record<S3Operation, S3Count>>>;
  readonly total: S3Count;
}

/** One finished request. */
export interface S3Event {
  readonly operation: S3Operation;
  readonly bucket: string;
  readonly key: string;
  /** HTTP status; 0 when the connection was dropped without an answer. */
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** From the request's first byte to the answer's last, injected latency included. */
  readonly milliseconds: number;
}

const ZERO: S3Count = { requests: 0, failed: 0, bytesIn: 0, bytesOut: 0 };

/** Request and byte counts, the basis of what a workload would be billed. */
export class S3Counters {
  private readonly watched = new Map<string, Map<S3Operation, S3Count>>([["", new Map()]]);

  /** From now on also counts keys that begin with this prefix on their own. */
  watch(prefix: string): void {
    if (!this.watched.has(prefix)) this.watched.set(prefix, new Map());
  }

  /** Adds one finished request. */
  record(event: S3Event): void {
    for (const [prefix, counts] of this.watched) {
      if (!event.key.startsWith(prefix)) continue;
      const failed = event.status === 0 || event.status >= 400 ? 1 : 0;
      const { bytesIn, bytesOut } = event;
      const before = counts.get(event.operation) ?? ZERO;
      counts.set(event.operation, add(before, { requests: 1, failed, bytesIn, bytesOut }));
    }
  }

  /**
   * Counts since the last {@link reset}.
   *
   * @param prefix - one given to {@link watch}. @default - all requests
   */
  snapshot(prefix = ""): S3Snapshot {
    const counts = this.watched.get(prefix);
    if (!counts) {
      throw new Error(`prefix ${JSON.stringify(prefix)} is not counted: call watch() first`);
    }
    const operations: Partial<Record<S3Operation, S3Count>> = {};
    let total = ZERO;
    for (const operation of OPERATIONS) {
      const count = counts.get(operation);
      if (!count) continue;
      operations[operation] = count;
      total = add(total, count);
    }
    return { operations, total };
  }

  /** How often an operation was asked for since the last {@link reset}. */
  requests(operation: S3Operation, prefix = ""): number {
    return this.snapshot(prefix).operations[operation]?.requests ?? 0;
  }

  /** Back to zero; watched prefixes stay watched. */
  reset(): void {
    for (const counts of this.watched.values()) counts.clear();
  }
}

function add(a: S3Count, b: S3Count): S3Count {
  return {
    requests: a.requests + b.requests,
    failed: a.failed + b.failed,
    bytesIn: a.bytesIn + b.bytesIn,
    bytesOut: a.bytesOut + b.bytesOut,
  };
}
