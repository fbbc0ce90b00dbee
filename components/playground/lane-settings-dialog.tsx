"use client";

import { useId } from "react";
import { useCatalog } from "@/components/comparison/catalog-context";
import { formatPrice } from "@/components/numbers/format-metric";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Lane } from "@/lib/runs/run";
import { TemperatureControl, ThinkingControl } from "./setting-controls";

const ANY = "any";

/** What one lane does differently: its upstream, its thinking, its temperature. */
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
  const upstreamId = useId();
  const routes = catalog.offer(lane.offer)?.routes ?? [];
  const setSettings = (change: Lane["settings"]) =>
    onChange({ ...lane, settings: { ...lane.settings, ...change } });
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={catalog.offerName(lane.offer)}
        description="For this lane alone. What is left at “same as all” follows the shared settings."
        className="max-w-md"
        footer={<DialogClose render={<Button variant="primary">Done</Button>} />}
      >
        {routes.length > 0 ? (
          <Field
            label="Upstream"
            htmlFor={upstreamId}
            hint="Whom the router calls in turn. The one that really answered is logged."
          >
            <Select
              id={upstreamId}
              value={lane.upstream ?? ANY}
              onValueChange={(upstream) =>
                onChange({ ...lane, upstream: upstream === ANY ? null : upstream })
              }
              options={[
                { value: ANY, label: "Left to the router" },
                ...routes.map(({ upstream, quantization, pricing, retiredAt }) => ({
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
        <ThinkingControl
          value={lane.settings.thinking ?? null}
          defaultLabel="Same as all"
          onChange={(thinking) => setSettings({ thinking })}
        />
        <TemperatureControl
          value={lane.settings.temperature ?? null}
          defaultLabel="same as all"
          onChange={(temperature) => setSettings({ temperature })}
        />
      </DialogContent>
    </Dialog>
  );
}
