import { Wallet } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { type ReactNode, Suspense } from "react";
import { PendingProvider, PendingRegion } from "@/components/data-table/pending";
import { LinkButton } from "@/components/link-button";
import { formatCount, formatUsd } from "@/components/numbers/format-metric";
import { TierMark, tierColor } from "@/components/tier-mark";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { readCatalog } from "@/lib/server/catalog";
import { clientNetwork } from "@/lib/server/guards/client-address";
import { readSpend, type Spend, utcDay } from "@/lib/server/read-spend";
import { requireCaller } from "@/lib/server/require-caller";
import { DaysSwitch } from "./_components/days-switch";
import { sumByDay, sumByOffer } from "./_components/spend-sums";
import { SpendTable } from "./_components/spend-table";
import { TodayBudget } from "./_components/today-budget";
import { loadSpendParams } from "./search-params";

export const metadata: Metadata = { title: "Spend" };

type Search = { searchParams: Promise<SearchParams> };

const DAY_MS = 24 * 3_600_000;

export default async function SpendPage({ searchParams }: Search) {
  const { role } = await requireCaller();
  return (
    <Page className="max-w-5xl">
      <PendingProvider>
        <PageHeader
          title="Spend"
          description={
            role === "operator"
              ? "What the real runs of this server were billed, by the UTC day they began. Demo runs cost nothing and are not counted."
              : "What your real runs were billed, by the UTC day they began. Demo runs cost nothing and are not counted."
          }
          actions={<DaysSwitch />}
        />
        <PendingRegion>
          <Suspense fallback={<Skeleton className="h-96 w-full rounded-lg" />}>
            <SpendOf searchParams={searchParams} />
          </Suspense>
        </PendingRegion>
      </PendingProvider>
    </Page>
  );
}

async function SpendOf({ searchParams }: Search) {
  const { days } = await loadSpendParams(searchParams);
  const caller = await requireCaller();
  const now = new Date();
  const from = utcDay(new Date(now.getTime() - (Number(days) - 1) * DAY_MS));
  const network = clientNetwork(await headers());
  const spend = await readSpend(caller, { from, to: utcDay(now), now, network });
  return (
    <div className="flex flex-col gap-8">
      <TodayBudget spend={spend} isOperator={caller.role === "operator"} />
      {spend.runs === 0 ? <Nothing days={days} /> : <Sums spend={spend} days={days} />}
    </div>
  );
}

async function Sums({ spend, days }: { spend: Spend; days: string }) {
  const caller = await requireCaller();
  const { role } = caller;
  const { tiers, providers } = await readCatalog(caller);
  const nameIn = (list: { id: string; name: string }[], id: string) =>
    list.find((entry) => entry.id === id)?.name ?? id;
  return (
    <>
      <Section
        title={`${formatUsd(spend.totalUsd)} in ${days} days`}
        aside={`${formatCount(spend.runs)} ${spend.runs === 1 ? "run" : "runs"}${unknown(spend.unknownRuns)}${ownKeys(spend, role)}`}
      >
        <SpendTable
          label="Spend by tier and provider"
          of="Offer"
          lines={sumByOffer(spend.days).map(({ tier, provider, ...sum }) => ({
            ...sum,
            id: `${provider}/${tier}`,
            name: (
              <span className="flex items-center gap-2">
                <TierMark tier={tier} name={nameIn(tiers, tier)} />
                <span className="text-muted">{nameIn(providers, provider)}</span>
              </span>
            ),
            color: tierColor(tier),
          }))}
        />
      </Section>
      <Section title="By day">
        <SpendTable
          label="Spend by day"
          of="Day, UTC"
          lines={sumByDay(spend.days, spend.from, spend.to).map((sum) => ({
            ...sum,
            id: sum.day,
            name: sum.day,
          }))}
        />
      </Section>
    </>
  );
}

function unknown(runs: number): string {
  return runs === 0 ? "" : `; of ${formatCount(runs)} nobody knows the cost`;
}

function ownKeys({ ownKeyUsd }: Spend, role: string): string {
  if (Number(ownKeyUsd) === 0) return "";
  const whose = role === "operator" ? "by visitors on keys of their own" : "by you, on keys of your own";
  return `; ${formatUsd(ownKeyUsd)} of it paid ${whose}, which no budget counts`;
}

function Section({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-medium text-lg tabular-nums">{title}</h2>
        {aside ? <p className="text-muted text-sm">{aside}</p> : null}
      </div>
      {children}
    </section>
  );
}

function Nothing({ days }: { days: string }) {
  return (
    <EmptyState
      className="rounded-lg border bg-surface"
      icon={<Wallet size={22} aria-hidden />}
      title={`No real runs in ${days} days`}
      description="Run a prompt at a real provider, and what it cost appears here."
      action={
        <LinkButton href="/" variant="primary">
          Open the playground
        </LinkButton>
      }
    />
  );
}
