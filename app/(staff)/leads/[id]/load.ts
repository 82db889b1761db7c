import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePage } from "@/app/_server/session";
import { AppError } from "@/domain/errors";
import { getLeadDetail } from "@/domain/leads/lead-detail";

/** The lead of the address, once a request: the title and the page both ask. Unknown and malformed ids are "not found". */
export const loadLead = cache(async (id: string) => {
  const { ctx, user } = await requirePage("leads.read");
  try {
    return { ctx, user, detail: await getLeadDetail(ctx, id) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
