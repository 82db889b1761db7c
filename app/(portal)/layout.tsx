import type { ReactNode } from "react";
import { requireUser } from "@/app/_server/session";
import { signOutAction } from "@/app/(public)/sign-in/actions";
import { BrandMark } from "@/components/shell/brand";
import { currentTheme } from "@/components/shell/theme";
import { UserMenu } from "@/components/shell/user-menu";
import { roleName } from "@/components/ui/role-name";
import { env } from "@/env";

/** The pages of people who are not at a desk: customers and those on the road. One column, made for a phone first. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { user } = await requireUser();
  return (
    <div className="min-h-dvh">
      <header data-shell className="border-b border-border bg-surface">
        <div className="mx-auto flex h-14 max-w-2xl items-center gap-3 px-4">
          <BrandMark />
          <p className="min-w-0 flex-1 truncate font-semibold">{env().ORGANISATION_NAME}</p>
          <UserMenu
            user={user}
            role={roleName(user.role)}
            items={[]}
            theme={await currentTheme()}
            signOut={signOutAction}
          />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-2xl px-4 py-6 outline-none">
        {children}
      </main>
    </div>
  );
}
