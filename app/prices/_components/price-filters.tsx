"use client";

import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { ChoiceFilter } from "@/components/data-table/choice-filter";
import { SearchField } from "@/components/data-table/search-field";
import { TierMark } from "@/components/tier-mark";
import { Switch } from "@/components/ui/switch";
import { priceParams } from "../search-params";
import type { PriceRow } from "./price-row";

/** Narrows the price table, through the address. `children` stand at the right. */
export function PriceFilters({ rows, children }: { rows: PriceRow[]; children: ReactNode }) {
  const [{ q, tier, provider, retired, upstreams, demo }, setParams] = useQueryStates(priceParams);
  const tiers = distinct(rows, (row) => ({
    value: row.tier,
    label: <TierMark tier={row.tier} name={row.tierName} />,
  }));
  const providers = distinct(
    rows.filter((row) => demo || !row.simulated),
    (row) => ({ value: row.provider, label: row.providerName }),
  ).sort((a, b) => a.label.localeCompare(b.label));

  return (
    <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <SearchField
        className="col-span-2"
        label="Search offers"
        placeholder="Search offers"
        value={q}
        onValueChange={(next) => setParams({ q: next })}
      />
      <ChoiceFilter
        label="Tier"
        allLabel="All tiers"
        value={tier}
        onValueChange={(next) => setParams({ tier: next })}
        options={tiers}
      />
      <ChoiceFilter
        label="Provider"
        allLabel="All providers"
        value={provider}
        onValueChange={(next) => setParams({ provider: next })}
        options={providers}
      />
      <ChoiceFilter
        label="Retired offers"
        allLabel="Retired too"
        value={retired}
        onValueChange={(next) => setParams({ retired: next === "no" || next === "only" ? next : null })}
        options={[
          { value: "no", label: "Without retired" },
          { value: "only", label: "Retired only" },
        ]}
      />
      <Toggle label="Upstreams" checked={upstreams} onChange={(next) => setParams({ upstreams: next })} />
      <Toggle label="Demo" checked={demo} onChange={(next) => setParams({ demo: next })} />
      {children}
    </div>
  );
}

function Toggle({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Switch is a control, which the rule can't see
    <label className="flex h-8 items-center gap-2 text-base pointer-coarse:h-11 sm:px-1">
      <Switch aria-label={label} checked={checked} onCheckedChange={onChange} />
      {label}
    </label>
  );
}

function distinct<Option extends { value: string }>(rows: PriceRow[], optionOf: (row: PriceRow) => Option) {
  return [...new Map(rows.map((row) => optionOf(row)).map((option) => [option.value, option])).values()];
}
