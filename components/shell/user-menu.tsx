import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { BOTTOM_BAR_SIZE } from "./bottom-bar";
import { NavAlarm } from "./nav-alarm";
import { NavIcon } from "./nav-icon";
import { NavLink } from "./nav-link";
import type { NavItem } from "./navigation";
import type { Theme } from "./theme";
import { setTheme } from "./theme-action";

const THEME_CHOICES = [
  { theme: "light", word: "Light", icon: Sun },
  { theme: "dark", word: "Dark", icon: Moon },
  { theme: "system", word: "System", icon: Monitor },
] as const;

type Props = {
  user: { name: string };
  /** In words, as people say it. */
  role: string;
  items: NavItem[];
  theme: Theme;
  signOut: () => Promise<void>;
};

/** Who is signed in, and what is theirs to set. The browser's popover opens and closes it, without a script. */
export function UserMenu({ user, role, items, theme, signOut }: Props) {
  const beyondBottomBar = items.slice(BOTTOM_BAR_SIZE);
  return (
    <>
      <button
        type="button"
        popoverTarget="user-menu"
        className="flex items-center justify-center rounded-full touch-target"
      >
        <Avatar name={user.name} />
        <span className="sr-only">Account of {user.name}</span>
      </button>
      <div
        id="user-menu"
        popover="auto"
        className="fixed inset-auto end-4 top-13 m-0 w-64 rounded-card border border-border bg-surface p-0 text-text shadow-float"
      >
        <div className="border-b border-border px-4 py-3">
          <p className="truncate font-semibold">
            <bdi>{user.name}</bdi>
          </p>
          <p className="text-sm text-muted">{role}</p>
        </div>
        {beyondBottomBar.length > 0 && (
          <div className="border-b border-border p-2 md:hidden">
            {beyondBottomBar.map((item) => (
              <NavLink
                key={item.key}
                href={item.href}
                className="flex h-9 items-center gap-3 rounded-control px-2 font-medium text-muted touch-target hover:bg-raised aria-[current=page]:text-accent"
              >
                <NavIcon item={item.key} />
                {item.label}
                {item.alarm && <NavAlarm alarm={item.alarm} />}
              </NavLink>
            ))}
          </div>
        )}
        <form action={setTheme} className="border-b border-border p-3">
          <fieldset>
            <legend className="mb-2 px-1 text-xs font-medium text-muted">Theme</legend>
            <div className="grid grid-cols-3 gap-1 rounded-card bg-raised p-1">
              {THEME_CHOICES.map(({ theme: choice, word, icon: Icon }) => (
                <button
                  key={choice}
                  type="submit"
                  name="theme"
                  value={choice}
                  aria-pressed={theme === choice}
                  className="flex h-8 items-center justify-center gap-1.5 rounded-control text-xs font-medium text-muted touch-target hover:text-text aria-pressed:bg-surface aria-pressed:text-text aria-pressed:shadow-lift"
                >
                  <Icon size={14} aria-hidden />
                  {word}
                </button>
              ))}
            </div>
          </fieldset>
        </form>
        <form action={signOut} className="p-2">
          <Button
            type="submit"
            variant="ghost"
            icon={<LogOut size={16} aria-hidden className="rtl:-scale-x-100" />}
            className="w-full justify-start!"
          >
            Sign out
          </Button>
        </form>
      </div>
    </>
  );
}
