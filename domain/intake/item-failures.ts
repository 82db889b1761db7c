import type { ItemFailure } from "@/domain/channels/channel";

/** That some items of a delivery failed while the others are done. */
export class ItemFailures extends Error {
  readonly failures: readonly ItemFailure[];

  constructor(failures: readonly ItemFailure[]) {
    super(`${failures.length} items failed`);
    this.name = "ItemFailures";
    this.failures = failures;
  }
}
