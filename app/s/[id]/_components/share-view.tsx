"use client";

import { FileText } from "lucide-react";
import { useState } from "react";
import { CatalogProvider, useCatalog } from "@/components/comparison/catalog-context";
import { ComparisonContext } from "@/components/comparison/comparison-context";
import { ComparisonStore } from "@/components/comparison/comparison-store";
import { LaneColumn } from "@/components/comparison/lane-column";
import { LaneGrid } from "@/components/comparison/lane-grid";
import { LaneTab } from "@/components/comparison/lane-tab";
import { ownLanes } from "@/components/comparison/own-settings";
import { settingWords } from "@/components/comparison/setting-words";
import { comparisonToMarkdown } from "@/components/comparison/to-markdown";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-region";
import type { CatalogView } from "@/lib/catalog/view";
import type { Share } from "@/lib/runs/share";
import { ForkButton } from "./fork-button";

/** A snapshot as it was published: prompt, answers and figures, to read and to run again. */
export function ShareView({ share, catalog }: { share: Share; catalog: CatalogView }) {
  return (
    <CatalogProvider catalog={catalog}>
      <Snapshot share={share} />
    </CatalogProvider>
  );
}

function Snapshot({ share: { comparison, createdAt } }: { share: Share }) {
  const [store] = useState(() => new ComparisonStore(comparison));
  const { offerName } = useCatalog();
  const words = settingWords(comparison.settings);
  return (
    <ComparisonContext value={{ store, session: null, onTryOffer: null }}>
      <div data-print="expand" className="flex h-[calc(100dvh-3rem)] min-h-136 flex-col">
        <div className="flex shrink-0 flex-col gap-3 border-b px-4 py-3">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <div className="flex flex-wrap items-center gap-2 text-muted text-sm">
              <Badge>snapshot</Badge>
              <span>
                Published on <time dateTime={createdAt}>{dayOf(createdAt)}</time>; figures as they were then
              </span>
              {words.map((word) => (
                <Badge key={word}>{word}</Badge>
              ))}
            </div>
            <div data-print="hide" className="flex flex-wrap gap-2">
              <CopyButton
                text={() => comparisonToMarkdown(store.get(), offerName)}
                label="Copy as Markdown"
                showLabel
              />
              <ForkButton comparison={comparison} />
            </div>
          </div>
          {comparison.instructions ? (
            <ScrollBox className="max-h-20 overflow-y-auto">
              <p className="flex gap-2 text-muted">
                <FileText size={14} aria-label="Instructions" className="mt-[3px] shrink-0" />
                <span className="whitespace-pre-wrap break-words">{comparison.instructions}</span>
              </p>
            </ScrollBox>
          ) : null}
          <ScrollBox className="max-h-32 overflow-y-auto">
            <h1 className="whitespace-pre-wrap break-words font-medium text-md">
              {comparison.turns[0]?.prompt ?? comparison.title}
            </h1>
          </ScrollBox>
        </div>
        <LaneGrid
          className="flex-1"
          lanes={ownLanes(comparison).map((lane, index) => ({
            key: `${index}`,
            label: `Lane ${index + 1}: ${offerName(lane.offer)}`,
            tab: <LaneTab offer={lane.offer} result={index} />,
            body: <LaneColumn setup={lane} result={index} />,
          }))}
        />
      </div>
    </ComparisonContext>
  );
}

/** In UTC, so that server and browser agree. */
function dayOf(time: string): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(time));
}
