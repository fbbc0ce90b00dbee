import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { LinkButton } from "@/components/link-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { database } from "@/db/client";
import { listShares } from "@/db/queries/shares";
import { listTokens } from "@/db/queries/tokens";
import { tiers } from "@/lib/catalog/catalog";
import { listCustomEndpoints } from "@/lib/server/custom-endpoints";
import { env } from "@/lib/server/env";
import { providerSettings } from "@/lib/server/provider-settings";
import { requireCaller } from "@/lib/server/require-caller";
import { readRetention } from "@/lib/server/retention-days";
import { DataSection } from "./_components/data-section";
import { EndpointSection } from "./_components/endpoint-section";
import { ProviderList } from "./_components/provider-list";
import { ShareSection } from "./_components/share-section";
import { TokenSection } from "./_components/token-section";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { role } = await requireCaller();
  return (
    <Page className="max-w-5xl gap-10">
      <PageHeader title="Settings" description="Whom this server can call, and what it keeps." />
      <Suspense fallback={<Skeleton className="h-96 w-full rounded-lg" />}>
        <Providers />
      </Suspense>
      {role === "operator" ? <Sections /> : <Closed />}
      <Section
        id="shares"
        title="Shares"
        description="Snapshots that anyone with their link can read. Revoking one takes effect at once."
      >
        <Suspense fallback={<Skeleton className="h-28 w-full rounded-lg" />}>
          <Shares />
        </Suspense>
      </Section>
      <Section id="data" title="Data" description="What you run is yours: to keep, to take along, to delete.">
        <Suspense fallback={<Skeleton className="h-44 w-full rounded-lg" />}>
          <Data />
        </Suspense>
      </Section>
    </Page>
  );
}

async function Providers() {
  const caller = await requireCaller();
  const isVisitor = caller.role !== "operator";
  const providers = await providerSettings(caller);
  const ready = providers.filter(({ configured }) => configured).length;
  return (
    <Section
      id="providers"
      title="Providers"
      description={`${ready} of ${providers.length} can be called. ${isVisitor ? VISITORS_KEYS : OPERATORS_KEYS}`}
    >
      <ProviderList providers={providers} isVisitor={isVisitor} />
    </Section>
  );
}

const OPERATORS_KEYS =
  "A key of the environment goes first. One that is entered here is encrypted, sent to its provider alone, and never shown again.";
const VISITORS_KEYS =
  "With a key of your own you call a provider on your own account. It stays in this browser until you close it; this server stores nothing of it.";

function Sections() {
  return (
    <>
      <Suspense fallback={<EndpointsLoading />}>
        <Endpoints />
      </Suspense>
      <Suspense>
        <Tokens />
      </Suspense>
    </>
  );
}

async function Endpoints() {
  const endpoints = await listCustomEndpoints((await requireCaller()).owner);
  return <EndpointSection endpoints={endpoints.map(({ view }) => view)} tiers={[...tiers]} />;
}

async function Tokens() {
  return <TokenSection tokens={await listTokens(await database(), (await requireCaller()).owner)} />;
}

async function Shares() {
  return <ShareSection shares={await listShares(await database(), (await requireCaller()).owner)} />;
}

async function Data() {
  const { role } = await requireCaller();
  return <DataSection retention={await readRetention()} isOperator={role === "operator"} />;
}

function Section({
  id,
  title,
  description,
  children,
}: {
  id: string;
  title: string;
  description: string;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <h2 id={id} className="font-semibold text-lg tracking-tight">
          {title}
        </h2>
        <p className="max-w-2xl text-pretty text-base text-muted">{description}</p>
      </div>
      {children}
    </section>
  );
}

function EndpointsLoading() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Reading endpoints</span>
      <Skeleton className="h-6 w-44" />
      <Skeleton className="h-28 w-full rounded-lg" />
    </div>
  );
}

function Closed() {
  return (
    <EmptyState
      className="rounded-lg border bg-surface"
      icon={<Lock size={22} aria-hidden />}
      title="The other settings are closed here"
      description="This server is public (GLIMPSE_PUBLIC): its endpoints and tokens are its operator's."
      action={
        env().GLIMPSE_PASSWORD === undefined ? null : (
          <LinkButton href="/sign-in?next=/settings">Sign in as its operator</LinkButton>
        )
      }
    />
  );
}
