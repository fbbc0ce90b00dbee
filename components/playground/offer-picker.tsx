"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, Search } from "lucide-react";
import { useMemo } from "react";
import { type CatalogIndex, useCatalog } from "@/components/comparison/catalog-context";
import { formatPrice } from "@/components/numbers/format-metric";
import { TierMark } from "@/components/tier-mark";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { popupClassName } from "@/components/ui/popup-styles";
import type { Tier } from "@/lib/catalog/types";
import type { OfferView } from "@/lib/catalog/view";

type Group = { tier: Tier; items: OfferView[] };

/** Every offer, by tier and then provider, with its prices: the name of the lane that opens into a list. */
export function OfferPicker({ value, onChange }: { value: string; onChange: (offer: string) => void }) {
  const catalog = useCatalog();
  const groups = useMemo(() => groupOffers(catalog), [catalog]);
  const offer = catalog.offer(value) ?? null;
  return (
    <Combobox.Root
      items={groups}
      value={offer}
      onValueChange={(next: OfferView | null) => next && onChange(next.id)}
      itemToStringLabel={(item: OfferView) => `${catalog.offerName(item.id)} ${item.id} ${item.modelId}`}
      isItemEqualToValue={(a: OfferView, b: OfferView) => a.id === b.id}
    >
      <Combobox.Trigger
        aria-label={`Offer: ${catalog.offerName(value)}`}
        className="-ml-1.5 flex h-8 min-w-0 items-center gap-1 rounded-md px-1.5 font-medium transition-colors hover:bg-hover data-popup-open:bg-hover pointer-coarse:h-11"
      >
        <TierMark tier={offer?.tier ?? value} name={offer ? catalog.tierName(offer.tier) : value} />
        <ChevronDown size={14} aria-hidden className="shrink-0 text-faint print:hidden" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={6} collisionPadding={8} className="z-40">
          <Combobox.Popup
            aria-label="Choose an offer"
            className={classNames(popupClassName, "flex w-[26rem] max-w-(--available-width) flex-col")}
          >
            <div className="flex items-center gap-2 border-b px-3">
              <Search size={14} aria-hidden className="shrink-0 text-faint" />
              <Combobox.Input
                aria-label="Search offers"
                placeholder="Search tiers and providers"
                className="h-10 w-full min-w-0 bg-transparent text-lg outline-none pointer-coarse:h-11"
              />
            </div>
            <Combobox.Empty>
              <p className="px-3 py-6 text-center text-muted">No offer matches.</p>
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(26rem,calc(var(--available-height)-3rem))] overflow-y-auto overscroll-contain p-1 empty:p-0">
              {({ tier, items }: Group) => (
                <Combobox.Group key={tier.id} items={items} className="pb-1 last:pb-0">
                  <Combobox.GroupLabel className="flex items-center justify-between px-2 pt-2 pb-1 text-muted text-xs">
                    <TierMark tier={tier.id} name={tier.name} />
                    <span className="text-faint">in / out per 1M</span>
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(item: OfferView) => <OfferItem key={item.id} offer={item} />}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function OfferItem({ offer }: { offer: OfferView }) {
  const catalog = useCatalog();
  const provider = catalog.provider(offer.provider);
  return (
    <Combobox.Item
      value={offer}
      className="grid min-h-8 cursor-default select-none grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-2 rounded-md px-2 py-1 outline-none data-highlighted:bg-hover pointer-coarse:min-h-11"
    >
      <Combobox.ItemIndicator className="col-start-1">
        <Check size={14} aria-hidden />
      </Combobox.ItemIndicator>
      <span className="col-start-2 flex min-w-0 items-center gap-2">
        <span className={classNames("truncate", !provider?.configured && "text-muted")}>
          {provider?.name ?? offer.provider}
        </span>
        {provider?.kind === "simulated" ? <Badge tone="warning">simulated</Badge> : null}
        {offer.retiredAt ? <Badge tone="danger">retired</Badge> : null}
      </span>
      <span className="whitespace-nowrap text-muted text-sm tabular-nums">
        {formatPrice(offer.pricing.input)} / {formatPrice(offer.pricing.output)}
      </span>
      {provider && !provider.configured ? (
        <span className="col-start-2 col-end-4 truncate text-faint text-xs">{setupHint(provider)}</span>
      ) : null}
    </Combobox.Item>
  );
}

/** What is missing before a provider can be called. */
export function setupHint({ kind, keyVariable }: { kind: string; keyVariable: string | null }): string {
  if (kind === "local") return "Not configured: set LOCAL_BASE_URL";
  return keyVariable ? "Not configured: Settings takes its key" : "Not configured";
}

/** Tiers in their order; within one, what can be called comes first. */
function groupOffers(catalog: CatalogIndex): Group[] {
  const rank = new Map(catalog.providers.map(({ id }, index) => [id, index]));
  const order = (offer: OfferView) =>
    (catalog.isConfigured(offer) ? 0 : 1000) + (offer.retiredAt ? 100 : 0) + (rank.get(offer.provider) ?? 99);
  return [...catalog.tiers]
    .sort((a, b) => a.order - b.order)
    .map((tier) => ({
      tier,
      items: catalog.offers.filter((offer) => offer.tier === tier.id).sort((a, b) => order(a) - order(b)),
    }))
    .filter(({ items }) => items.length > 0);
}
