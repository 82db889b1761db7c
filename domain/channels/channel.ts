import type { Ctx } from "@/domain/ctx";
import type { Env } from "@/env";

/** A delivery as it arrived: nothing in it is trusted before `verify`, nothing of it is parsed. */
export type Delivery = { rawBody: Buffer; headers: Headers; url: URL; now: Date; env: Env };

/** `eventId` names the delivery within its channel, so that the provider's repetition of it is stored once. */
export type Verification = { ok: true; eventId: string } | { ok: false; reason: string };

/** A stored delivery, on its way to becoming rows. */
type IncomingEvent = { rawBody: Buffer; externalId: string; receivedAt: Date };

/** An item of a batch that could not be processed: where it stands in the delivery, and why. */
export type ItemFailure = { item: string; error: unknown };

/** What of a delivery could not be processed. Everything else of it has been done, and stands. */
type Handled = { failures: ItemFailure[] };

/**
 * One way in. `verify` works on the raw bytes and fails closed; `handle` reads the provider's payload and calls the domain. It may run
 * more than once for the same event and must then change nothing; it throws `invalid` for what no repetition can repair, and
 * answers with the failures of single items, so that one bad item never sinks the others.
 */
export type Channel = {
  name: string;
  isConfigured(env: Env): boolean;
  verify(delivery: Delivery): Verification;
  handle(ctx: Ctx, event: IncomingEvent): Promise<Handled | undefined>;
};
