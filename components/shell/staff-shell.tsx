import type { ReactNode } from "react";
import { BottomBar } from "./bottom-bar";
import { BrandMark } from "./brand";
import type { NavItem } from "./navigation";
import { Rail } from "./rail";
import { SearchLink } from "./search-link";
import { Shortcuts } from "./shortcut-keys";
import type { Theme } from "./theme";
import { UserMenu } from "./user-menu";

type Props = {
  organisation: string;
  user: { name: string };
  /** In words, as people say it. */
  role: string;
  items: NavItem[];
  theme: Theme;
  areShortcutsOn: boolean;
  signOut: () => Promise<void>;
  /** More for the top bar. */
  tools?: ReactNode;
  /** What lies over every page. */
  overlay?: ReactNode;
  children: ReactNode;
};

/** What surrounds every staff page: the rail or bottom bar, the top bar, and the one <main>. */
export function StaffShell({
  organisation,
  user,
  role,
  items,
  theme,
  areShortcutsOn,
  signOut,
  tools,
  overlay,
  children,
}: Props) {
  const canSearch = items.some((item) => item.key === "desk");
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[3.5rem_minmax(0,1fr)] rail:grid-cols-[13rem_minmax(0,1fr)] print:block!">
      <Rail items={items} />
      <div className="flex min-w-0 flex-col">
        <header
          data-shell
          className="sticky top-0 z-20 flex h-14 items-center gap-3 border-b border-border bg-surface px-4 lg:px-8"
        >
          <span className="md:hidden">
            <BrandMark />
          </span>
          <p className="max-w-48 min-w-0 truncate font-semibold max-sm:hidden">{organisation}</p>
          <div className="flex min-w-0 flex-1 justify-center">{canSearch && <SearchLink />}</div>
          <div className="flex items-center gap-2">
            {tools}
            <Shortcuts items={items} isOn={areShortcutsOn} />
            <UserMenu user={user} role={role} items={items} theme={theme} signOut={signOut} />
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-page flex-1 px-4 py-6 outline-none max-md:pb-24 lg:px-8 print:p-0"
        >
          {children}
        </main>
      </div>
      <BottomBar items={items} />
      {overlay}
    </div>
  );
}
