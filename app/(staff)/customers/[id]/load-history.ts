import "server-only";
import { notFound } from "next/navigation";
import type { Ctx } from "@/domain/ctx";
import { explainIdentity } from "@/domain/customers/identity";
import { recordCustomerView } from "@/domain/customers/record-view";
import { customerTimeline, type TimelineKind } from "@/domain/customers/timeline";
import { AppError } from "@/domain/errors";

/** One page of the timeline with its explanations. That it was looked at is kept before anything is shown. */
export async function loadHistory(
  ctx: Ctx,
  input: { customerId: string; kind: TimelineKind | undefined; before: string | undefined },
) {
  const [{ entries, next }] = await Promise.all([
    customerTimeline(ctx, input).catch(refuseMadeUpPlace),
    recordCustomerView(ctx, input),
  ]);
  const idsOf = (kind: TimelineKind) =>
    entries.filter((entry) => entry.kind === kind).map((entry) => entry.id);
  const identity = await explainIdentity(ctx, {
    customerId: input.customerId,
    conversationIds: idsOf("conversation"),
    leadIds: idsOf("lead"),
  });
  return { entries, next, identity };
}

/** A place in the list that this program never handed out is an address that does not exist. */
function refuseMadeUpPlace(error: unknown): never {
  if (error instanceof AppError && error.code === "invalid") notFound();
  throw error;
}
