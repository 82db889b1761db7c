import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePage } from "@/app/_server/session";
import { AppError } from "@/domain/errors";
import { getEvent } from "@/domain/intake/get-event";
import { recordEventView } from "@/domain/intake/record-view";

/** The event of the address, once a request: the title and the page both ask. That somebody looked is kept. */
export const loadEvent = cache(async (id: string) => {
  const { ctx } = await requirePage("intake.repair");
  try {
    const event = await getEvent(ctx, id);
    await recordEventView(ctx, { eventId: event.id });
    return event;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
