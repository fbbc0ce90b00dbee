import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClassName } from "@/components/ui/button";
import type { Retention } from "@/lib/server/retention-days";
import { DeleteEverything } from "./delete-everything";
import { RetentionSetting } from "./retention-setting";

/** What is kept and for how long; to take along, and to delete. */
export function DataSection({ retention, isOperator }: { retention: Retention; isOperator: boolean }) {
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      <Row title="Kept" words={wordsOf(retention)}>
        {isOperator && !retention.isFixed ? <RetentionSetting days={retention.days} /> : null}
      </Row>
      <Row
        title="Take it along"
        words="One file with a line of JSON for each comparison, with turns, lanes and runs, for each share, endpoint and token; no keys."
      >
        <a href="/api/export" download className={buttonClassName()}>
          <Download size={14} aria-hidden />
          Export everything
        </a>
      </Row>
      <Row
        title="Delete it"
        words="One comparison is deleted where it is open, or in the log. This deletes all that is yours here."
      >
        <DeleteEverything />
      </Row>
    </ul>
  );
}

function wordsOf({ days, isFixed }: Retention): string {
  if (days === null) return "Comparisons stay until they are deleted.";
  const words = `Comparisons are deleted ${days} ${days === 1 ? "day" : "days"} after their newest run.`;
  return isFixed ? `${words} GLIMPSE_RETENTION_DAYS says so.` : words;
}

function Row({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-3 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-medium text-base">{title}</h3>
        <p className="text-pretty text-muted text-sm">{words}</p>
      </div>
      {children}
    </li>
  );
}
