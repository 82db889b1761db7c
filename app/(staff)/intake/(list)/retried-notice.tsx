import { Notice } from "@/components/ui/notice";

type Props = { retried: string | string[] | undefined; waiting: number };

/** What became of a retry of many: how many were taken up, and how many still wait. The page reads itself again meanwhile. */
export function RetriedNotice({ retried, waiting }: Props) {
  if (typeof retried !== "string" || !/^\d{1,9}$/.test(retried)) return null;
  const count = Number(retried);
  if (count === 0) {
    return (
      <Notice tone="info" className="mb-4">
        Nothing was left to retry: somebody else was quicker.
      </Notice>
    );
  }
  const events = count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;
  return (
    <div role="status">
      <Notice tone={waiting > 0 ? "info" : "ok"} className="mb-4">
        {waiting > 0
          ? `Retrying ${events}: ${waiting.toLocaleString("en")} still waiting.`
          : `Retried ${events}; none is waiting any more. What failed again is listed under Failed.`}
      </Notice>
    </div>
  );
}
