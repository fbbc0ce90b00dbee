import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PendingProvider, PendingRegion } from "@/components/data-table/pending";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { database } from "@/db/client";
import { listRuns, type RunFilter } from "@/db/queries/runs";
import { readCatalog } from "@/lib/server/catalog";
import { requireCaller } from "@/lib/server/require-caller";
import { LogActions } from "./_components/log-actions";
import { NoRuns } from "./_components/no-runs";
import { RunDialog } from "./_components/run-dialog";
import { RunFilters } from "./_components/run-filters";
import { runLine } from "./_components/run-line";
import { RunPages } from "./_components/run-pages";
import { RunTable } from "./_components/run-table";
import { loadRunParams } from "./search-params";

export const metadata: Metadata = { title: "Runs" };

const PAGE_SIZE = 50;

type Search = { searchParams: Promise<SearchParams> };

export default async function RunsPage({ searchParams }: Search) {
  await requireCaller();
  return (
    <Page>
      <PendingProvider>
        <PageHeader
          title="Runs"
          description="Every run of this server, newest first. A prompt opens the whole run."
          actions={<LogActions />}
        />
        <div className="flex flex-col gap-4">
          <Suspense fallback={<Skeleton className="h-8 w-full rounded-md" />}>
            <Filters />
          </Suspense>
          <PendingRegion>
            <Suspense fallback={<RunsLoading />}>
              <Runs searchParams={searchParams} />
            </Suspense>
          </PendingRegion>
        </div>
      </PendingProvider>
    </Page>
  );
}

async function Filters() {
  const { tiers, providers } = await readCatalog(await requireCaller());
  return (
    <>
      <RunFilters tiers={tiers} providers={providers} />
      <RunDialog tiers={tiers} providers={providers} />
    </>
  );
}

async function Runs({ searchParams }: Search) {
  const params = await loadRunParams(searchParams);
  const { tier, provider, upstream, status, from, to, q, cursor } = params;
  const filter: RunFilter = {
    tier: tier ?? undefined,
    provider: provider ?? undefined,
    upstream: upstream ?? undefined,
    status: status ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    q: q || undefined,
  };
  const page = { limit: PAGE_SIZE, cursor: cursor ?? undefined, withContent: false };
  const [{ runs, nextCursor }, { tiers, providers }] = await Promise.all([
    listRuns(await database(), (await requireCaller()).owner, filter, page),
    readCatalog(await requireCaller()),
  ]);
  if (runs.length === 0) {
    const isFiltered = cursor !== null || Object.values(filter).some((value) => value !== undefined);
    return <NoRuns isFiltered={isFiltered} />;
  }
  const nameIn = (list: { id: string; name: string }[]) => (id: string) =>
    list.find((entry) => entry.id === id)?.name ?? id;
  const names = { tier: nameIn(tiers), provider: nameIn(providers) };
  return (
    <div className="flex flex-col gap-4">
      <RunTable lines={runs.map((run) => runLine(run, names))} />
      <RunPages params={params} isNewest={cursor === null} nextCursor={nextCursor} />
    </div>
  );
}

function RunsLoading() {
  return (
    <TableSkeleton
      label="Reading the log"
      widths={["w-28", "w-64", "w-24", "w-28", "w-16", "w-14", "w-14", "w-10", "w-10", "w-10", "w-16"]}
    />
  );
}
