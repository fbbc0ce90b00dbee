"use client";

import { useId, useMemo } from "react";
import { useCatalog } from "@/components/comparison/catalog-context";
import { settingWords } from "@/components/comparison/setting-words";
import { formatPrice } from "@/components/numbers/format-metric";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OfferView } from "@/lib/catalog/view";
import type { Lane } from "@/lib/runs/run";
import { withoutUnset } from "./lane-params";
import { SettingsForm } from "./settings/settings-form";
import { useReachableLanes } from "./settings/use-reachable-lanes";

const ANY = "any";

/** What one lane does differently: its upstream, its dialect, and any setting. */
export function LaneSettingsDialog({
  lane,
  open,
  onOpenChange,
  onChange,
}: {
  lane: Lane;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChange: (lane: Lane) => void;
}) {
  const catalog = useCatalog();
  const reachable = useReachableLanes(useMemo(() => [lane], [lane]));
  const offer = catalog.offer(lane.offer);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={catalog.offerName(lane.offer)}
        description="For this lane alone. What is left at “same as all” follows the shared settings."
        className="max-w-xl"
        footer={
          <>
            <Button
              variant="ghost"
              className="mr-auto"
              disabled={settingWords(lane.settings).length === 0 && !lane.upstream && !lane.dialect}
              onClick={() => onChange({ ...lane, upstream: null, dialect: null, settings: {} })}
            >
              Same as all
            </Button>
            <DialogClose render={<Button variant="primary">Done</Button>} />
          </>
        }
      >
        {offer ? <Routing lane={lane} offer={offer} onChange={onChange} /> : null}
        <SettingsForm
          settings={lane.settings}
          lanes={reachable}
          unset="same as all"
          onChange={(change) =>
            onChange({ ...lane, settings: withoutUnset({ ...lane.settings, ...change }) })
          }
        />
      </DialogContent>
    </Dialog>
  );
}

/** Whom a routing provider calls, and in which wire language the offer is asked. */
function Routing({
  lane,
  offer,
  onChange,
}: {
  lane: Lane;
  offer: OfferView;
  onChange: (lane: Lane) => void;
}) {
  const id = useId();
  return (
    <>
      {offer.routes.length > 0 ? (
        <Field
          label="Upstream"
          htmlFor={`${id}-upstream`}
          hint="Whom the router calls in turn. The one that really answered is logged."
        >
          <Select
            id={`${id}-upstream`}
            value={lane.upstream ?? ANY}
            onValueChange={(upstream) => onChange({ ...lane, upstream: upstream === ANY ? null : upstream })}
            options={[
              { value: ANY, label: "Left to the router" },
              ...offer.routes.map(({ upstream, quantization, pricing, retiredAt }) => ({
                value: upstream,
                label: [
                  upstream,
                  quantization,
                  `${formatPrice(pricing.input)} / ${formatPrice(pricing.output)}`,
                  retiredAt ? "retired" : null,
                ]
                  .filter(Boolean)
                  .join(" · "),
              })),
            ]}
          />
        </Field>
      ) : null}
      {offer.dialects.length > 1 ? (
        <Field
          label="Dialect"
          htmlFor={`${id}-dialect`}
          hint="The wire language of the call. Which settings the offer takes may depend on it."
        >
          <Select<string>
            id={`${id}-dialect`}
            value={lane.dialect ?? offer.dialects[0] ?? ANY}
            onValueChange={(chosen) => {
              const dialect = offer.dialects.find((spoken) => spoken === chosen) ?? null;
              // The usual one needs no mention, so that two lanes that say the same thing are the same.
              onChange({ ...lane, dialect: dialect === offer.dialects[0] ? null : dialect });
            }}
            options={offer.dialects.map((dialect, index) => ({
              value: dialect,
              label: index === 0 ? `${dialect} (usual)` : dialect,
            }))}
          />
        </Field>
      ) : null}
    </>
  );
}
