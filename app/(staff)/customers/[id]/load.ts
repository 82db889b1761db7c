import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePage } from "@/app/_server/session";
import { getCustomer } from "@/domain/customers/queries";
import { AppError } from "@/domain/errors";

/** The customer of the address, once a request: the title and the page both ask. Unknown, deleted and malformed ids are "not found". */
export const loadCustomer = cache(async (id: string) => {
  const { ctx } = await requirePage("customers.read");
  try {
    return { ctx, detail: await getCustomer(ctx, id) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
