"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Tier } from "@/lib/catalog/types";
import { emptyModel, type FieldErrors, type ModelDraft } from "./endpoint-draft";
import { ModelFields } from "./model-fields";

/** The models that an endpoint serves, one a tier. */
export function ModelList({
  models,
  tiers,
  errors,
  onChange,
}: {
  models: ModelDraft[];
  tiers: Tier[];
  errors: FieldErrors;
  onChange: (models: ModelDraft[]) => void;
}) {
  function add() {
    const free = tiers.find(({ id }) => models.every(({ tier }) => tier !== id));
    const id = Math.max(...models.map((model) => model.id), 0) + 1;
    onChange([...models, { ...emptyModel(id), tier: free?.id ?? "" }]);
  }
  const error = errors.get("models");
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium text-sm">Models</legend>
      {models.map((model, index) => (
        <ModelFields
          key={model.id}
          model={model}
          label={`Model ${index + 1}`}
          path={`models.${index}`}
          tiers={tiers}
          errors={errors}
          onChange={(changed) => onChange(models.with(index, changed))}
          onRemove={models.length > 1 ? () => onChange(models.toSpliced(index, 1)) : null}
        />
      ))}
      <p className="text-faint text-sm">
        Prices in USD per 1M tokens, limits in tokens. 0 is free, empty is unknown: such runs show no cost.
      </p>
      {error ? <p className="text-danger text-sm">{error}</p> : null}
      <div>
        <Button size="sm" onClick={add}>
          <Plus size={13} aria-hidden />
          Add model
        </Button>
      </div>
    </fieldset>
  );
}
