import type { Metadata } from "next";
import { Suspense } from "react";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { database } from "@/db/client";
import { readLatency } from "@/db/queries/latency";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { readCatalog } from "@/lib/server/catalog";
import { readPriceSources } from "@/lib/server/prices/read-price-sources";
import { requireCaller } from "@/lib/server/require-caller";
import { PriceBoard } from "./_components/price-board";
import { priceRows } from "./_components/price-row";
import { SourceStrip } from "./_components/source-strip";

export const metadata: Metadata = { title: "Prices" };

export default async function PricesPage() {
  await requireCaller();
  return (
    <Page>
      <PageHeader
        title="Prices"
        description="What every offer costs, by whose word and as of when, and what your own mix of tokens would cost there."
      />
      <Suspense fallback={<PricesLoading />}>
        <Prices />
      </Suspense>
    </Page>
  );
}

async function Prices() {
  const caller = await requireCaller();
  const db = await database();
  const now = new Date();
  const [catalog, pricePoints, knowledge, measured] = await Promise.all([
    readCatalog(caller),
    listCurrentPricePoints(db),
    readPriceSources(),
    readLatency(db, "24h", now),
  ]);
  return (
    <div className="flex flex-col gap-4">
      <SourceStrip sources={knowledge.sources} canRefresh={caller.role === "operator"} />
      <PriceBoard rows={priceRows(catalog, { ...knowledge, pricePoints, measured }, now)} />
    </div>
  );
}

function PricesLoading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-60 w-full rounded-lg sm:h-40 xl:h-26" />
      <Skeleton className="h-42 w-full rounded-lg lg:h-22" />
      <Skeleton className="h-8 w-full rounded-md" />
      <TableSkeleton
        label="Reading prices"
        widths={["w-28", "w-36", "w-16", "w-14", "w-14", "w-14", "w-14", "w-24"]}
      />
    </div>
  );
}
