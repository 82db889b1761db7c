import { z } from "zod";
import { operation } from "@/app/_server/operation";
import { apiRoute } from "@/app/_server/route";
import { countryInput } from "@/domain/customers/input";
import { phoneContext } from "@/domain/customers/phone-context";
import type { Answer } from "./answer";
import { answerDesk } from "./compose";

/** A POST although it only reads: what is typed at the desk is personal, and a GET would write it into addresses and logs. */
const search = operation({
  id: "searchDesk",
  method: "POST",
  path: "/desk/search",
  summary: "The desk's search as somebody types",
  access: "customers.read",
  body: z.strictObject({ text: z.string().max(500), country: countryInput.optional() }),
  answer: z.custom<Answer>(),
  successes: { 200: "What was found" },
});

export const POST = apiRoute(search, async ({ ctx, body, user }) => {
  // A national spelling is read in the country chosen for this search, else in that of one's own branch.
  const { country } = await phoneContext(ctx, { country: body.country, branchId: user?.branchId });
  return { body: await answerDesk(ctx, { ...body, country }) };
});
