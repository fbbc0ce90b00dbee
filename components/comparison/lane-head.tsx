"use client";

import type { ReactNode } from "react";
import { SimulatedBadge } from "@/components/simulated-badge";
import { TierMark } from "@/components/tier-mark";
import { Badge } from "@/components/ui/badge";
import { Infotip } from "@/components/ui/infotip";
import type { Lane } from "@/lib/runs/run";
import { type CatalogIndex, splitOfferId, useCatalog } from "./catalog-context";
import { LaneActions } from "./lane-actions";
import { LaneMetrics } from "./lane-metrics";
import { isLive, type LaneState } from "./lane-state";
import { LaneStatus } from "./lane-status";
import type { LaneViewOptions } from "./lane-view-options";
import { ParityBadge } from "./parity-badge";
import { settingWords } from "./setting-words";

/** Which offer this is, how it is doing, and its figures. */
export function LaneHead({
  setup,
  lane,
  options,
  identity,
  menu,
}: {
  setup: Lane;
  /** Null before the lane has run. */
  lane: LaneState | null;
  options: LaneViewOptions;
  /** Stands in for the lane's name where the offer can be changed. */
  identity?: ReactNode;
  /** More items for the lane's menu. */
  menu?: ReactNode;
}) {
  const catalog = useCatalog();
  const [provider, tier] = splitOfferId(setup.offer);
  const simulated = lane?.run?.simulated ?? catalog.provider(provider)?.kind === "simulated";
  return (
    <header className="flex flex-col gap-1.5 border-b px-4 pt-2.5 pb-3">
      <div className="flex min-h-8 items-center gap-2">
        <h2 className="flex min-w-0 items-center font-medium text-base">
          {identity ?? <TierMark tier={tier} name={catalog.tierName(tier)} />}
        </h2>
        <span className="ml-auto">{lane ? <LaneStatus lane={lane} /> : null}</span>
        <LaneActions
          index={lane?.lane ?? null}
          live={lane !== null && isLive(lane)}
          named={lane !== null && lane.runId !== null}
          run={lane?.run && !isLive(lane) ? lane.run : null}
          options={options}
          menu={menu}
        />
      </div>
      <div className="-mt-1 flex min-h-5 flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
        <span className="truncate">{originOf(catalog, setup, lane)}</span>
        {simulated ? <SimulatedBadge /> : null}
        {lane?.run && lane.run.attempt > 1 ? <Badge>attempt {lane.run.attempt}</Badge> : null}
        {lane ? <ParityBadge lane={lane.lane} /> : null}
        <Overrides words={settingWords(setup.settings)} />
      </div>
      {lane ? <LaneMetrics lane={lane} setup={setup} /> : null}
    </header>
  );
}

/** Provider, upstream, quantization and any other dialect than the offer's usual one: who really answers, and how. */
function originOf(catalog: CatalogIndex, setup: Lane, lane: LaneState | null): string {
  const upstream = lane?.run?.upstream ?? setup.upstream ?? null;
  const offer = catalog.offer(setup.offer);
  const route = offer?.routes.find((candidate) => candidate.upstream === upstream);
  const quantization = upstream ? (route?.quantization ?? null) : (offer?.quantization ?? null);
  const [provider] = splitOfferId(setup.offer);
  const dialect = setup.dialect && setup.dialect !== offer?.dialects[0] ? setup.dialect : null;
  return [catalog.providerName(provider), upstream ? `via ${upstream}` : null, quantization, dialect]
    .filter(Boolean)
    .join(" · ");
}

/** More than a head has room for are named on request. */
const MOST_OVERRIDES = 3;

/** What this lane does differently from the others. */
function Overrides({ words }: { words: string[] }) {
  const more = words.slice(MOST_OVERRIDES);
  return (
    <>
      {words.slice(0, MOST_OVERRIDES).map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
      {more.length > 0 ? (
        <Infotip className="flex" description={`This lane alone: ${words.join(", ")}.`}>
          <Badge>+{more.length}</Badge>
        </Infotip>
      ) : null}
    </>
  );
}
