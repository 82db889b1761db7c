import type { Role } from "@/domain/permissions";
import { roleName } from "./role-name";

const either = new Intl.ListFormat("en", { type: "disjunction" });

/** The body of a page that this person's role may not open. Says which role may; shows nothing of the page. */
export function Forbidden({ roles }: { roles: readonly Role[] }) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-8 text-center">
      <p className="mb-2 text-3xl font-semibold text-muted tabular">403</p>
      <h1 className="text-xl font-semibold">This page is not open to your role</h1>
      <p className="max-w-[44ch] text-muted">
        {roles.length > 0 && `It needs the role ${either.format(roles.map(roleName))}. `}
        An admin can change your role.
      </p>
    </div>
  );
}
