"use client";

import { KeyRound, Pencil, Plug, Trash2 } from "lucide-react";
import { formatCompact, formatPrice } from "@/components/numbers/format-metric";
import { TierMark } from "@/components/tier-mark";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { EndpointModel, EndpointView } from "@/lib/catalog/custom-endpoint";
import { localPresets } from "@/lib/catalog/local-presets";
import type { Tier } from "@/lib/catalog/types";
import { testSavedEndpoint } from "./endpoint-api";
import { TestResult } from "./test-result";
import { useConnectionTest } from "./use-connection-test";

/** One endpoint: what it is, what it serves, and whether it answers. */
export function EndpointRow({
  endpoint,
  tiers,
  onEdit,
  onDelete,
}: {
  endpoint: EndpointView;
  tiers: Tier[];
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { name, baseUrl, dialect, preset, readOnly, models } = endpoint;
  const { state, run } = useConnectionTest();
  const isTesting = state.state === "running";
  const presetName = localPresets.find(({ id }) => id === preset)?.name;
  return (
    <li className="flex flex-col gap-3 px-3 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="break-all font-medium text-base">{name}</h3>
            {presetName ? <Badge>{presetName}</Badge> : null}
            {dialect === "chat-completions" ? null : <Badge>{dialect}</Badge>}
            {readOnly ? <Badge tone="accent">GLIMPSE_ENDPOINTS</Badge> : null}
          </div>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
            <span className="break-all font-mono text-xs">{baseUrl}</span>
            <span className="flex items-center gap-1 whitespace-nowrap">
              <KeyRound size={12} aria-hidden className="text-faint" />
              {endpoint.hasKey ? "Has a key" : "No key"}
            </span>
          </p>
        </div>
        <div className="flex items-center gap-1">
          <Button
            size="sm"
            disabled={isTesting}
            focusableWhenDisabled
            aria-label={`Test the connection to ${name}`}
            onClick={() => run((signal) => testSavedEndpoint(name, signal))}
          >
            <Plug size={13} aria-hidden />
            {isTesting ? "Testing…" : "Test"}
          </Button>
          {readOnly ? null : (
            <>
              <IconButton label={`Edit ${name}`} onClick={onEdit}>
                <Pencil size={14} aria-hidden />
              </IconButton>
              <IconButton label={`Delete ${name}`} onClick={onDelete}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            </>
          )}
        </div>
      </div>
      <ul className="flex flex-col gap-1 text-sm">
        {models.map((model) => (
          <ModelLine
            key={model.tier}
            model={model}
            tierName={tiers.find(({ id }) => id === model.tier)?.name}
          />
        ))}
      </ul>
      <TestResult state={state} />
    </li>
  );
}

function ModelLine({ model, tierName }: { model: EndpointModel; tierName: string | undefined }) {
  const { tier, modelId, contextTokens, pricing } = model;
  const isPriced = pricing.input !== null || pricing.output !== null;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 sm:grid sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <TierMark tier={tier} name={tierName} />
      <span className="min-w-0 break-all font-mono text-muted text-xs">{modelId}</span>
      <span className="whitespace-nowrap text-muted tabular-nums">
        {contextTokens === null ? null : `${formatCompact(contextTokens)} context · `}
        {isPriced
          ? `${formatPrice(pricing.input)} in, ${formatPrice(pricing.output)} out per 1M`
          : "price unknown"}
      </span>
    </li>
  );
}
