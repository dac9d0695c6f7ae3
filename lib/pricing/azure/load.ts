import { HOURS_PER_MONTH } from "../index";
import { type Figure, figure, type Load, type LoadOptions, sharedLoad } from "../load";

/** A month of use on Azure: the shared load, and what only Azure bills. */
export interface AzureLoad extends Load {
  readonly azure: Readonly<Record<AzureFigureKey, Figure>>;
}

export type AzureFigureKey = keyof ReturnType<typeof azureFigures>;

/** What a load is made of. */
export interface AzureLoadOptions extends LoadOptions {
  /** Share of the month in which web's least replicas are billed as active, 0 to 1. @default 1 */
  readonly webActive?: number;
}

/** Seconds of a billed month. */
const SECONDS = HOURS_PER_MONTH * 3600;

const BYTES_PER_OBSERVATION = 5 * 1024;

/** Derives a month's use from the number of observations. */
export function azureLoad(options: AzureLoadOptions): AzureLoad {
  const { figures, ...load } = sharedLoad(options);
  return {
    ...load,
    figures: {
      ...figures,
      transferOutGb: {
        ...figures.transferOutGb,
        derivation:
          "5 MB a dashboard; the answers to SDKs are small. Azure's 100 free GB are not deducted",
      },
    },
    azure: azureFigures(options),
  };
}

function azureFigures({ observations, webActive = 1 }: AzureLoadOptions) {
  const received = Math.round((observations * BYTES_PER_OBSERVATION) / SECONDS);
  return {
    webActive: figure(
      "Web's active share",
      webActive,
      "of the month",
      "assumed",
      `SDKs send around the clock: ${received.toLocaleString("en-US")} bytes a second on average, and a replica that gets 1,000 or uses 0.01 vCPU is active`,
    ),
    cacheGb: figure(
      "Data to and from the cache",
      (20 * observations) / 1e6,
      "GB a month each way",
      "assumed",
      "20 KiB an observation through the private endpoint, as if all of it were the cache's",
    ),
    backupWrites: figure(
      "Writes of ClickHouse's backups",
      500_000,
      "a month",
      "assumed",
      "about 3,000 files of a full backup each day and 500 of each hour's; only on a container instance",
    ),
    backupGb: figure(
      "New data in an hour's backups",
      0.15,
      "GB a day",
      "assumed",
      "the day's rows, written ten times by merges; only on a container instance",
    ),
    vaultOperations: figure(
      "Key Vault operations",
      26_000,
      "a month",
      "assumed",
      "six secrets of three apps, read again every half hour; only with secret_store key_vault",
    ),
  };
}

/** The load that the price goals are about. */
export const SMALL_LOAD = azureLoad({
  name: "one million observations a month",
  observations: 1_000_000,
});
