"use client";

import { CatalogProvider } from "@/components/comparison/catalog-context";
import { settingWords } from "@/components/comparison/setting-words";
import { SnapshotView } from "@/components/comparison/snapshot-view";
import { Badge } from "@/components/ui/badge";
import type { CatalogView } from "@/lib/catalog/view";
import type { Share } from "@/lib/runs/share";
import { ForkButton } from "./fork-button";

/** A snapshot as it was published: prompt, answers and figures, to read and to run again. */
export function ShareView({ share, catalog }: { share: Share; catalog: CatalogView }) {
  const { comparison, createdAt } = share;
  return (
    <CatalogProvider catalog={catalog}>
      <div data-print="expand" className="h-[calc(100dvh-3rem)] min-h-136">
        <SnapshotView
          comparison={comparison}
          facts={
            <>
              <Badge>snapshot</Badge>
              <span>
                Published on <time dateTime={createdAt}>{dayOf(createdAt)}</time>; figures as they were then
              </span>
              {settingWords(comparison.settings).map((word) => (
                <Badge key={word}>{word}</Badge>
              ))}
            </>
          }
          actions={<ForkButton comparison={comparison} />}
        />
      </div>
    </CatalogProvider>
  );
}

/** In UTC, so that server and browser agree. */
function dayOf(time: string): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(time));
}
