"use client";

import { Trash2 } from "lucide-react";
import { useId } from "react";
import { TierMark } from "@/components/tier-mark";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Tier } from "@/lib/catalog/types";
import type { FieldErrors, ModelDraft } from "./endpoint-draft";

const OTHER_TIER = "other";

const PRICES = [
  { name: "input", label: "Input" },
  { name: "output", label: "Output" },
  { name: "cacheRead", label: "Cache read" },
  { name: "cacheWrite", label: "Cache write" },
] as const;

const LIMITS = [
  { name: "contextTokens", label: "Context" },
  { name: "maxOutputTokens", label: "Max output" },
] as const;

/** One model: which tier it is, what the server calls it, what it costs, how far it goes. */
export function ModelFields({
  model,
  label,
  path,
  tiers,
  errors,
  onChange,
  onRemove,
}: {
  model: ModelDraft;
  label: string;
  /** Where its errors are found. */
  path: string;
  tiers: Tier[];
  errors: FieldErrors;
  onChange: (model: ModelDraft) => void;
  /** Null where it is the only one. */
  onRemove: (() => void) | null;
}) {
  const id = useId();
  const isKnown = tiers.some((tier) => tier.id === model.tier);
  const tierError = errors.get(`${path}.tier`);
  return (
    <fieldset
      aria-label={label}
      className="relative flex min-w-0 flex-col gap-3 rounded-lg border bg-sunken p-3"
    >
      <div className="grid gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
        <Field label="Tier" htmlFor={`${id}-tier`} error={isKnown ? tierError : undefined}>
          <Select
            id={`${id}-tier`}
            value={isKnown ? model.tier : OTHER_TIER}
            options={[
              ...tiers.map((tier) => ({
                value: tier.id,
                label: <TierMark tier={tier.id} name={tier.name} />,
              })),
              { value: OTHER_TIER, label: "Another tier" },
            ]}
            onValueChange={(tier) => onChange({ ...model, tier: tier === OTHER_TIER ? "" : tier })}
          />
        </Field>
        <Field label="Model name at the server" htmlFor={`${id}-model`} error={errors.get(`${path}.modelId`)}>
          <Input
            id={`${id}-model`}
            value={model.modelId}
            aria-invalid={errors.has(`${path}.modelId`)}
            autoComplete="off"
            spellCheck={false}
            placeholder="zai-org/GLM-4.7-Flash"
            onValueChange={(modelId) => onChange({ ...model, modelId })}
          />
        </Field>
        {onRemove ? (
          <IconButton
            label={`Remove ${label.toLowerCase()}`}
            onClick={onRemove}
            className="max-sm:absolute max-sm:-top-1.5 max-sm:right-0 sm:mt-6.5"
          >
            <Trash2 size={14} aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {isKnown ? null : (
        <Field label="Tier’s id" htmlFor={`${id}-other`} error={tierError} hint="Such as glm-4.5-air.">
          <Input
            id={`${id}-other`}
            value={model.tier}
            aria-invalid={tierError !== undefined}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(tier) => onChange({ ...model, tier })}
          />
        </Field>
      )}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-6">
        {PRICES.map(({ name, label: priceLabel }) => (
          <Field
            key={name}
            label={priceLabel}
            htmlFor={`${id}-${name}`}
            error={errors.get(`${path}.pricing.${name}`)}
          >
            <Input
              id={`${id}-${name}`}
              inputMode="decimal"
              className="tabular-nums"
              value={model.pricing[name]}
              aria-invalid={errors.has(`${path}.pricing.${name}`)}
              autoComplete="off"
              placeholder="—"
              onValueChange={(price) => onChange({ ...model, pricing: { ...model.pricing, [name]: price } })}
            />
          </Field>
        ))}
        {LIMITS.map(({ name, label: limitLabel }) => (
          <Field
            key={name}
            label={limitLabel}
            htmlFor={`${id}-${name}`}
            error={errors.get(`${path}.${name}`)}
          >
            <Input
              id={`${id}-${name}`}
              inputMode="numeric"
              className="tabular-nums"
              value={model[name]?.toString() ?? ""}
              aria-invalid={errors.has(`${path}.${name}`)}
              autoComplete="off"
              placeholder="—"
              onValueChange={(typed) => onChange({ ...model, [name]: wholeNumber(typed) })}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

/** The digits of what was typed, as people group them ("131,072"); null without any. */
function wholeNumber(typed: string): number | null {
  const digits = typed.replace(/\D/g, "").slice(0, 9);
  return digits === "" ? null : Number(digits);
}
