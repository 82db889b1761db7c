import type { Metadata } from "next";
import { NotFoundMessage } from "@/components/ui/not-found-message";

export const metadata: Metadata = { title: "Not found" };

/** For addresses that no page has. A page that finds nothing shows the not-found of its own group, inside that group's frame. */
export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="flex min-h-dvh flex-col justify-center outline-none">
      <NotFoundMessage />
    </main>
  );
}
