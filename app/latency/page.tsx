import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PendingProvider, PendingRegion } from "@/components/data-table/pending";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { database } from "@/db/client";
import { readLatency } from "@/db/queries/latency";
import { listPublishedStats } from "@/db/queries/price-sources";
import { listRuns } from "@/db/queries/runs";
import { mayKnowOf, readCatalog } from "@/lib/server/catalog";
import { requireCaller } from "@/lib/server/require-caller";
import { LATENCY_WINDOW_NAMES, type LatencyWindow } from "@/lib/stats/latency";
import { LatencyBoard } from "./_components/latency-board";
import { latencyLines } from "./_components/latency-line";
import { NothingMeasured } from "./_components/nothing-measured";
import { WindowSwitch } from "./_components/window-switch";
import { WINDOW_WORDS } from "./_components/window-words";
import { loadLatencyParams } from "./search-params";

export const metadata: Metadata = { title: "Latency" };

type Search = { searchParams: Promise<SearchParams> };

export default async function LatencyPage({ searchParams }: Search) {
  await requireCaller();
  return (
    <Page>
      <PendingProvider>
        <PageHeader
          title="Latency"
          description="What this server measured of its own real runs, from the moment each request was sent, beside what routers publish."
          actions={<WindowSwitch />}
        />
        <PendingRegion>
          <Suspense fallback={<LatencyLoading />}>
            <Latency searchParams={searchParams} />
          </Suspense>
        </PendingRegion>
      </PendingProvider>
    </Page>
  );
}

async function Latency({ searchParams }: Search) {
  const { window } = await loadLatencyParams(searchParams);
  const db = await database();
  const now = new Date();
  const caller = await requireCaller();
  const [measured, catalog, published] = await Promise.all([
    readLatency(db, window, now),
    readCatalog(caller),
    listPublishedStats(db),
  ]);
  const isKnown = mayKnowOf(caller);
  const rows = measured.filter(({ offer }) => isKnown(offer));
  const lines = latencyLines(rows, published, catalog);
  const answered = rows.filter(({ upstream }) => upstream === null).reduce((sum, { n }) => sum + n, 0);
  return (
    <div className="flex flex-col gap-4">
      {rows.length === 0 ? <Nothing window={window} /> : null}
      {lines.length > 0 ? <LatencyBoard lines={lines} window={window} /> : null}
      {rows.length > 0 ? <Legend answered={answered} window={window} /> : null}
    </div>
  );
}

/** How to read what was measured. */
function Legend({ answered, window }: { answered: number; window: LatencyWindow }) {
  return (
    <p className="text-pretty text-faint text-sm">
      {`${answered} answered ${answered === 1 ? "run" : "runs"} in ${WINDOW_WORDS[window]}. `}
      Percentiles are within 1 % of the true value. p50 is shown from 5 runs on, p95 from 20, p99 from 100;
      below 5 the runs themselves are. An upstream&rsquo;s line is part of its offer&rsquo;s. What is
      published is part of neither, and has its source&rsquo;s windows and definitions.
    </p>
  );
}

async function Nothing({ window }: { window: LatencyWindow }) {
  const db = await database();
  const [longerWindow, demo, { providers }] = await Promise.all([
    longerWindowWithRuns(window),
    listRuns(db, (await requireCaller()).owner, { provider: "demo" }, { limit: 1, withContent: false }),
    readCatalog(await requireCaller()),
  ]);
  return (
    <NothingMeasured
      window={window}
      longerWindow={longerWindow}
      hasDemoRuns={demo.runs.length > 0}
      hasKey={providers.some(({ kind, configured }) => kind !== "simulated" && configured)}
    />
  );
}

async function longerWindowWithRuns(window: LatencyWindow): Promise<LatencyWindow | null> {
  const db = await database();
  for (const longer of LATENCY_WINDOW_NAMES.slice(LATENCY_WINDOW_NAMES.indexOf(window) + 1)) {
    if ((await readLatency(db, longer, new Date())).length > 0) return longer;
  }
  return null;
}

function LatencyLoading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-8 w-full rounded-md" />
      <TableSkeleton
        label="Reading latency"
        widths={[
          "w-28",
          "w-24",
          "w-8",
          "w-12",
          "w-8",
          "w-25",
          "w-14",
          "w-14",
          "w-14",
          "w-14",
          "w-14",
          "w-14",
        ]}
      />
    </div>
  );
}
