import type { ReactNode } from "react";
import { requireUser } from "@/app/_server/session";
import { signOutAction } from "@/app/(public)/sign-in/actions";
import { NAVIGATION } from "@/components/shell/navigation";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { StaffShell } from "@/components/shell/staff-shell";
import { currentTheme } from "@/components/shell/theme";
import { roleName } from "@/components/ui/role-name";
import { permissionOfPage } from "@/domain/accounts/pages";
import { COUNTED_AT_MOST, failedCount } from "@/domain/intake/queries";
import { may } from "@/domain/permissions";
import { env } from "@/env";
import { RingCards } from "./ring-cards";
import { TryIt } from "./try-it/try-it";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { ctx, user } = await requireUser();
  // Hiding a link is a kindness to the reader; what protects a page is the page.
  const reachable = NAVIGATION.filter(({ href }) => {
    const permission = permissionOfPage(href);
    return permission === null || may(ctx.actor, permission);
  });
  const failed = await failedCount(ctx);
  const alarm = {
    count: Math.min(failed, COUNTED_AT_MOST - 1),
    hasMore: failed === COUNTED_AT_MOST,
    words: "failed",
  };
  const items = reachable.map((item) => (item.key === "intake" && failed > 0 ? { ...item, alarm } : item));
  const answersCalls = may(ctx.actor, "calls.answer");
  return (
    <StaffShell
      organisation={env().ORGANISATION_NAME}
      user={{ name: user.name }}
      role={roleName(user.role)}
      items={items}
      theme={await currentTheme()}
      areShortcutsOn={await areShortcutsOn()}
      signOut={signOutAction}
      tools={answersCalls && env().SWITCHBOARD_DEMO && <TryIt />}
      overlay={answersCalls && <RingCards />}
    >
      {children}
    </StaffShell>
  );
}
