import { z } from "zod";
import { operation } from "@/app/_server/operation";
import { apiRoute } from "@/app/_server/route";
import { countryInput } from "@/domain/customers/input";
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

export const POST = apiRoute(search, async ({ ctx, body }) => ({ body: await answerDesk(ctx, body) }));
