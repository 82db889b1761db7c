import { CircleCheck, CircleDashed, CircleDot, CircleOff, CircleX, type LucideIcon } from "lucide-react";
import { Badge } from "./badge";
import type { Tone } from "./tone";

const STAGES: Record<string, { word: string; icon: LucideIcon; tone: Tone }> = {
  PROSPECT: { word: "Prospect", icon: CircleDashed, tone: "neutral" },
  LEAD_QUALIFIED: { word: "Qualified lead", icon: CircleDot, tone: "info" },
  CUSTOMER: { word: "Customer", icon: CircleCheck, tone: "ok" },
  CHURNED: { word: "Churned", icon: CircleX, tone: "warn" },
  LEAD_EXHAUSTED: { word: "Exhausted lead", icon: CircleOff, tone: "neutral" },
};

/** The word people use for a customer's stage. */
export const stageName = (stage: string) => STAGES[stage]?.word ?? stage;

export function StageBadge({ stage }: { stage: string }) {
  const known = STAGES[stage];
  const Icon = known?.icon ?? CircleDashed;
  return (
    <Badge tone={known?.tone} icon={<Icon size={12} aria-hidden />}>
      {stageName(stage)}
    </Badge>
  );
}
