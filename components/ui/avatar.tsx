import clsx from "clsx";
import { UserRound } from "lucide-react";

const SIZES = { sm: "size-6 text-xs", md: "size-8 text-xs", lg: "size-12 text-lg" } as const;

/** First letters of a name. Only a picture: the name itself stands beside it. */
export function Avatar({ name, size = "md" }: { name: string | null; size?: keyof typeof SIZES }) {
  const words = name?.trim().split(/\s+/) ?? [];
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-accent-bg font-semibold text-accent uppercase select-none",
        SIZES[size],
      )}
    >
      {letters.join("") || <UserRound size={size === "lg" ? 22 : 14} />}
    </span>
  );
}
