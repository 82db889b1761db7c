import {
  ArrowDownToLine,
  CalendarDays,
  Inbox,
  type LucideIcon,
  PhoneCall,
  Sprout,
  UsersRound,
} from "lucide-react";
import type { NavKey } from "./navigation";

const ICONS: Record<NavKey, LucideIcon> = {
  desk: PhoneCall,
  customers: UsersRound,
  conversations: Inbox,
  appointments: CalendarDays,
  leads: Sprout,
  intake: ArrowDownToLine,
};

export function NavIcon({ item, size = 18 }: { item: NavKey; size?: number }) {
  const Icon = ICONS[item];
  return <Icon size={size} strokeWidth={1.75} aria-hidden className="shrink-0" />;
}
