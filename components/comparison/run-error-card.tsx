"use client";

import { RotateCcw, Shuffle, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { OfferView } from "@/lib/catalog/view";
import { callCode } from "@/lib/runs/call-code";
import { callOfRun } from "./call-of-run";
import { splitOfferId, useCatalog } from "./catalog-context";
import { useComparisonHandle } from "./comparison-context";
import { adviceFor } from "./error-advice";
import type { LaneState } from "./lane-state";

/** What happened, the provider's own words, and the ways on. */
export function RunErrorCard({
  lane,
  onRetry,
  onTryOffer,
}: {
  lane: LaneState;
  onRetry?: () => void;
  /** Puts another offer in this lane. */
  onTryOffer?: (offer: string) => void;
}) {
  const catalog = useCatalog();
  const [provider, tier] = splitOfferId(lane.offer);
  const error = lane.run?.error ?? null;
  const { title, advice } = error
    ? adviceFor(error, catalog.provider(provider))
    : lane.status === "interrupted"
      ? {
          title: "The server went down during this run",
          advice: "What had arrived is kept. Retry to run it again.",
        }
      : { title: "This lane could not run", advice: "Retry, or try another provider." };
  const words = error?.message ?? lane.errorText;
  const { store } = useComparisonHandle();
  const wasSent = lane.run !== null && Object.keys(lane.run.sent).length > 0;
  const curl = () => {
    const call = lane.run && callOfRun(lane.run, store.get());
    return call ? callCode(call).curl : "";
  };
  const others = catalog.offers.filter(
    (offer) =>
      offer.tier === tier && offer.id !== lane.offer && catalog.isConfigured(offer) && !offer.retiredAt,
  );
  return (
    <article aria-label="Error" className="my-2 rounded-md border border-danger/30 bg-danger-soft p-3">
      <h3 className="flex items-center gap-2 font-medium text-base text-danger">
        <TriangleAlert size={15} aria-hidden className="shrink-0" />
        {title}
      </h3>
      <p className="mt-1 text-pretty text-base">{advice}</p>
      {words ? (
        <blockquote className="mt-2 max-h-40 overflow-y-auto whitespace-pre-wrap break-words border-danger/30 border-l-2 pl-2.5 font-mono text-muted text-sm">
          {words}
        </blockquote>
      ) : null}
      {error ? <p className="mt-2 text-muted text-sm">{factsOf(error)}</p> : null}
      {onRetry || wasSent || (onTryOffer && others.length > 0) ? (
        <div data-print="hide" className="mt-3 flex flex-wrap gap-2">
          {onRetry ? (
            <Button size="sm" onClick={onRetry}>
              <RotateCcw size={13} aria-hidden />
              Retry
            </Button>
          ) : null}
          {onTryOffer && others.length > 0 ? <OtherProviders offers={others} onChoose={onTryOffer} /> : null}
          {wasSent ? <CopyButton text={curl} label="Copy as curl" showLabel /> : null}
        </div>
      ) : null}
    </article>
  );
}

function OtherProviders({ offers, onChoose }: { offers: OfferView[]; onChoose: (offer: string) => void }) {
  const catalog = useCatalog();
  return (
    <Menu>
      <MenuTrigger
        render={
          <Button size="sm">
            <Shuffle size={13} aria-hidden />
            Try another provider
          </Button>
        }
      />
      <MenuContent align="start">
        {offers.map((offer) => (
          <MenuItem key={offer.id} onClick={() => onChoose(offer.id)}>
            {catalog.providerName(offer.provider)}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

function factsOf({
  class: errorClass,
  code,
  httpStatus,
}: NonNullable<NonNullable<LaneState["run"]>["error"]>): string {
  return [errorClass, httpStatus ? `HTTP ${httpStatus}` : null, code === errorClass ? null : code]
    .filter(Boolean)
    .join(" · ");
}
