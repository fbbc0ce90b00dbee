"use client";

import { Plus, Server } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EndpointView } from "@/lib/catalog/custom-endpoint";
import type { Tier } from "@/lib/catalog/types";
import { DeleteDialog } from "./delete-dialog";
import { EndpointDialog } from "./endpoint-dialog";
import { EndpointRow } from "./endpoint-row";

/** What is open above the list; `endpoint: null` adds a new one. */
type Open =
  | { what: "edit"; endpoint: EndpointView | null }
  | { what: "delete"; endpoint: EndpointView }
  | null;

/** The operator's own servers: list, add, edit, test, delete. */
export function EndpointSection({ endpoints, tiers }: { endpoints: EndpointView[]; tiers: Tier[] }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const addButton = (
    <Button variant="primary" onClick={() => setOpen({ what: "edit", endpoint: null })}>
      <Plus size={14} aria-hidden />
      Add endpoint
    </Button>
  );
  return (
    <section aria-labelledby="endpoints" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h2 id="endpoints" className="font-semibold text-lg tracking-tight">
            Custom endpoints
          </h2>
          <p className="max-w-2xl text-pretty text-base text-muted">
            Your own vLLM, SGLang, llama.cpp or Ollama, or anyone who speaks their dialect. Each model becomes
            an offer that lanes can call, measured and priced like any other.
          </p>
        </div>
        {endpoints.length > 0 ? addButton : null}
      </div>
      {endpoints.length === 0 ? (
        <EmptyState
          className="rounded-lg border bg-surface"
          icon={<Server size={22} aria-hidden />}
          title="No endpoint of your own yet"
          description="Compare a GLM model on your own hardware with the same model at a provider."
          action={addButton}
        />
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {endpoints.map((endpoint) => (
            <EndpointRow
              key={endpoint.name}
              endpoint={endpoint}
              tiers={tiers}
              onEdit={() => setOpen({ what: "edit", endpoint })}
              onDelete={() => setOpen({ what: "delete", endpoint })}
            />
          ))}
        </ul>
      )}
      {open?.what === "edit" ? (
        <EndpointDialog endpoint={open.endpoint} tiers={tiers} onClose={close} />
      ) : null}
      {open?.what === "delete" ? <DeleteDialog name={open.endpoint.name} onClose={close} /> : null}
    </section>
  );
}
