import { formatMs } from "@/components/numbers/format-metric";
import type { Attempt } from "@/lib/runs/run";

/** The HTTP attempts inside a run: how each was answered, and how long was waited before it. */
export function AttemptList({ attempts }: { attempts: Attempt[] }) {
  if (attempts.length === 0) return <p className="text-faint">Nothing was sent.</p>;
  return (
    <ol aria-label="HTTP attempts" className="flex flex-col gap-1 text-sm">
      {attempts.map(({ status, startedAt, waitMs }, index) => (
        <li key={startedAt} className="flex min-h-6 items-center justify-between gap-4 tabular-nums">
          <span className="text-muted">
            {index + 1}. {waitMs > 0 ? `after ${formatMs(waitMs)}` : "at once"}
          </span>
          <span className={status !== null && status < 400 ? undefined : "text-danger"}>
            {status === null ? "no answer" : `HTTP ${status}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
