/** An error that ClickHouse itself reported. */
export class ClickHouseError extends Error {
  /** ClickHouse's error code, such as 115 (UNKNOWN_SETTING), when the message names one. */
  readonly code: number | undefined;

  constructor(message: string) {
    const text = message.replace(/^Query failed: /, "").trim();
    super(text);
    this.name = "ClickHouseError";
    const [, code] = /Code: (\d+)\./.exec(text) ?? [];
    this.code = code === undefined ? undefined : Number(code);
  }
}

/** ClickHouse did not come up. The message holds what it said itself. */
export class ClickHouseStartError extends ClickHouseError {
  constructor(reason: string, output: string) {
    super(`ClickHouse did not start: ${reason}\n${output.trim()}`);
    this.name = "ClickHouseStartError";
  }
}

/** The process ended, so nobody knows whether the statement took effect. */
export class ClickHouseGoneError extends Error {
  constructor(how: string) {
    super(`ClickHouse is gone (${how}); whether the statement took effect is unknown`);
    this.name = "ClickHouseGoneError";
  }
}
