"use client";

import { FileText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-region";
import type { Comparison } from "@/lib/runs/run";
import { useCatalog } from "./catalog-context";
import { ComparisonContext } from "./comparison-context";
import { ComparisonStore } from "./comparison-store";
import { LaneColumn } from "./lane-column";
import { LaneGrid } from "./lane-grid";
import { LaneTab } from "./lane-tab";
import { ownLanes } from "./own-settings";
import { comparisonToMarkdown } from "./to-markdown";

/** A snapshot, to read only: prompt, answers and figures as they are published. Fills what holds it. */
export function SnapshotView({
  comparison,
  facts,
  actions,
}: {
  comparison: Comparison;
  /** About the snapshot as a whole. */
  facts: ReactNode;
  actions?: ReactNode;
}) {
  const [store] = useState(() => new ComparisonStore(comparison));
  const { offerName } = useCatalog();
  return (
    <ComparisonContext value={{ store, session: null, onTryOffer: null }}>
      <div data-print="expand" className="flex h-full min-h-0 flex-col">
        <div className="flex shrink-0 flex-col gap-3 border-b px-4 py-3">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <div className="flex flex-wrap items-center gap-2 text-muted text-sm">{facts}</div>
            <div data-print="hide" className="flex flex-wrap gap-2">
              <CopyButton
                text={() => comparisonToMarkdown(store.get(), offerName)}
                label="Copy as Markdown"
                showLabel
              />
              {actions}
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
