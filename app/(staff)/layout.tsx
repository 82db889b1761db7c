import type { ReactNode } from "react";
import { requireUser } from "@/app/_server/session";
import { signOutAction } from "@/app/(public)/sign-in/actions";
import { NAVIGATION } from "@/components/shell/navigation";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { StaffShell } from "@/components/shell/staff-shell";
import { currentTheme } from "@/components/shell/theme";
import { roleName } from "@/components/ui/role-name";
import { permissionOfPage } from "@/domain/accounts/pages";
import { may } from "@/domain/permissions";
import { env } from "@/env";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { ctx, user } = await requireUser();
  // Hiding a link is a kindness to the reader; what protects a page is the page.
  const items = NAVIGATION.filter(({ href }) => {
    const permission = permissionOfPage(href);
    return permission === null || may(ctx.actor, permission);
  });
  return (
    <StaffShell
      organisation={env().ORGANISATION_NAME}
      user={{ name: user.name }}
      role={roleName(user.role)}
      items={items}
      theme={await currentTheme()}
      areShortcutsOn={await areShortcutsOn()}
      signOut={signOutAction}
    >
      {children}
    </StaffShell>
  );
}
