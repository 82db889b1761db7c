import { redirect } from "next/navigation";
import { requireUser } from "@/app/_server/session";
import { homeOf } from "@/domain/accounts/roles";

/** The front door leads to the home of whoever is signed in. */
export default async function FrontDoor(): Promise<never> {
  const { user } = await requireUser("/");
  redirect(homeOf(user.role));
}
