"use client";

import { useId } from "react";
import { NumberField } from "@/components/ui/number-field";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { MOST_CALLS, MOST_TOKENS } from "../search-params";
import type { CostPeriod, TokenMix } from "./cost-of-mix";

const PERIODS: { value: CostPeriod; label: string }[] = [
  { value: "call", label: "Call" },
  { value: "day", label: "Day" },
  { value: "month", label: "30 days" },
];

/** The mix that the cost column is computed for. */
export function CostCalculator({
  mix,
  period,
  onMixChange,
  onPeriodChange,
}: {
  mix: TokenMix;
  period: CostPeriod;
  onMixChange: (change: Partial<TokenMix>) => void;
  onPeriodChange: (period: CostPeriod) => void;
}) {
  return (
    <section
      aria-label="Cost calculator"
      className="grid grid-cols-2 items-start gap-x-4 gap-y-3 rounded-lg border bg-surface p-4 sm:grid-cols-3 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <Count
        label="Input tokens"
        value={mix.inputTokens}
        step={100}
        max={MOST_TOKENS}
        onChange={(inputTokens) =>
          onMixChange({ inputTokens, cachedTokens: Math.min(mix.cachedTokens, inputTokens) })
        }
      />
      <Count
        label="Of which cached"
        value={Math.min(mix.cachedTokens, mix.inputTokens)}
        step={100}
        max={mix.inputTokens}
        onChange={(cachedTokens) => onMixChange({ cachedTokens })}
      />
      <Count
        label="Output tokens"
        value={mix.outputTokens}
        step={100}
        max={MOST_TOKENS}
        onChange={(outputTokens) => onMixChange({ outputTokens })}
      />
      <Count
        label="Calls a day"
        value={mix.callsPerDay}
        step={100}
        max={MOST_CALLS}
        onChange={(callsPerDay) => onMixChange({ callsPerDay })}
      />
      <div className="flex flex-col gap-1.5 max-sm:col-span-2">
        <span className="font-medium text-sm">Cost per</span>
        <ToggleGroup
          aria-label="Cost per"
          className="min-w-50"
          value={period}
          onValueChange={onPeriodChange}
          options={PERIODS}
        />
      </div>
    </section>
  );
}

function Count({
  label,
  value,
  step,
  max,
  onChange,
}: {
  label: string;
  value: number;
  step: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <NumberField
        id={id}
        value={value}
        onValueChange={(next) => onChange(Math.round(next ?? 0))}
        min={0}
        max={max}
        step={step}
      />
    </div>
  );
}
