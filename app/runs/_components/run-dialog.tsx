"use client";

import { ExternalLink } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { useState } from "react";
import { DeleteComparisonDialog } from "@/components/comparison/delete-comparison-dialog";
import { StatusIcon } from "@/components/comparison/lane-status";
import { STATUS_WORDS } from "@/components/comparison/status-words";
import { useRun } from "@/components/comparison/use-run";
import { LinkButton } from "@/components/link-button";
import { LocalTime } from "@/components/local-time";
import { SimulatedBadge } from "@/components/simulated-badge";
import { TierMark } from "@/components/tier-mark";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { Tier } from "@/lib/catalog/types";
import type { ProviderView } from "@/lib/catalog/view";
import type { Run } from "@/lib/runs/run";
import { runParams } from "../search-params";
import { RunContent } from "./run-content";
import { RunFault } from "./run-fault";
import { RunCosts, RunParameters, RunTimings, RunUsage } from "./run-figures";

/** All of the run that the address names. */
export function RunDialog({ tiers, providers }: { tiers: Tier[]; providers: ProviderView[] }) {
  const [id, setId] = useQueryState("run", runParams.run);
  const [isDeleting, setDeleting] = useState(false);
  const router = useRouter();
  const reading = useRun(id);
  const run = reading.state === "read" ? reading.run : null;
  const provider = providers.find((known) => known.id === run?.provider);
  const upstream = providers.find((known) => known.id === run?.upstream)?.name ?? run?.upstream ?? null;
  const tierName = tiers.find((known) => known.id === run?.tier)?.name ?? run?.tier ?? "";
  return (
    <Dialog open={id !== null} onOpenChange={(open) => !open && setId(null)}>
      <DialogContent
        className="max-w-3xl"
        title={run ? `${tierName} at ${provider?.name ?? run.provider}` : "Run"}
        description={run ? <Summary run={run} tierName={tierName} upstream={upstream} /> : undefined}
        footer={
          run ? (
            <>
              <Button variant="danger" className="mr-auto" onClick={() => setDeleting(true)}>
                Delete the comparison
              </Button>
              <CopyButton
                text={run.content?.text ?? ""}
                label="Copy answer"
                showLabel
                size="md"
                disabled={!run.content?.text}
              />
              <LinkButton href={`/c/${run.comparisonId}`} variant="primary">
                <ExternalLink size={14} aria-hidden />
                Open the comparison
              </LinkButton>
            </>
          ) : undefined
        }
      >
        {reading.state === "failed" ? (
          <p className="text-base text-danger">{reading.message}</p>
        ) : run ? (
          <>
            <RunFault run={run} provider={provider} />
            <RunTimings timing={run.timing} />
            <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
              <RunUsage usage={run.usage} />
              <RunCosts cost={run.cost} usage={run.usage} />
            </div>
            {run.content ? <RunContent content={run.content} /> : null}
            <RunParameters run={run} />
          </>
        ) : (
          <RunLoading />
        )}
        {run && isDeleting ? (
          <DeleteComparisonDialog
            comparisonId={run.comparisonId}
            onDeleted={() => {
              void setId(null);
              router.refresh();
            }}
            onClose={() => setDeleting(false)}
          />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

function Summary({ run, tierName, upstream }: { run: Run; tierName: string; upstream: string | null }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span className="flex items-center gap-1.5">
        <StatusIcon status={run.status} />
        {STATUS_WORDS[run.status]}
        {run.attempt > 1 ? ` (try ${run.attempt})` : null}
      </span>
      <TierMark tier={run.tier} name={tierName} hideName />
      <span className="font-mono text-xs">{run.modelId || run.offer}</span>
      {upstream ? <span>through {upstream}</span> : null}
      <LocalTime iso={run.createdAt} precision="full" />
      {run.simulated ? <SimulatedBadge /> : null}
    </span>
  );
}

function RunLoading() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Reading the run</span>
      <Skeleton className="h-24 w-full rounded-md" />
      <Skeleton className="h-32 w-full rounded-md" />
      <Skeleton className="h-48 w-full rounded-md" />
    </div>
  );
}
