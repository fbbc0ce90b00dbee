"use client";

import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Skeleton } from "@/components/ui/skeleton";
import type { Run } from "@/lib/runs/run";
import { callApi, problemOfResponse } from "./api-problem";
import { useCatalog } from "./catalog-context";

/** More than this would hold up the page; a copy has it all. */
const MOST_SHOWN_CHARACTERS = 200_000;

type Reading =
  | { state: "reading" }
  | { state: "read"; text: string }
  | { state: "gone" }
  | { state: "failed"; why: string };

/** What a provider sent over the wire, as far as the server still has it. */
export function TranscriptDialog({
  run,
  open,
  onOpenChange,
}: {
  run: Run;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { offerName } = useCatalog();
  const reading = useTranscript(open ? run.id : null);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Wire transcript"
        description={`What ${offerName(run.offer)} really sent, as it came, without keys.`}
        className="max-w-4xl"
        footer={
          reading.state === "read" ? (
            <CopyButton text={reading.text} label="Copy transcript" showLabel size="md" />
          ) : undefined
        }
      >
        <Transcript reading={reading} />
      </DialogContent>
    </Dialog>
  );
}

function Transcript({ reading }: { reading: Reading }) {
  if (reading.state === "reading") {
    return (
      <div role="status">
        <span className="sr-only">Reading the transcript</span>
        <Skeleton className="h-64 w-full rounded-md" />
      </div>
    );
  }
  if (reading.state === "gone")
    return (
      <p className="text-muted">
        It is not kept any more: the server holds the transcripts of the latest runs only, for an hour.
      </p>
    );
  if (reading.state === "failed") return <p className="text-danger">{reading.why}</p>;
  const cut = reading.text.length > MOST_SHOWN_CHARACTERS;
  return (
    <>
      <ScrollRegion
        aria-label="Wire transcript"
        className="max-h-[65dvh] overflow-auto rounded-md border bg-sunken p-3"
      >
        <pre className="whitespace-pre-wrap break-all font-mono text-[12.5px] leading-5">
          {reading.text.slice(0, MOST_SHOWN_CHARACTERS)}
        </pre>
      </ScrollRegion>
      {cut ? <p className="text-faint text-sm">Only its beginning is shown; a copy has all of it.</p> : null}
    </>
  );
}

function useTranscript(runId: string | null): Reading {
  const [reading, setReading] = useState<Reading>({ state: "reading" });
  useEffect(() => {
    if (runId === null) return;
    const controller = new AbortController();
    setReading({ state: "reading" });
    readTranscript(runId, controller.signal).then(
      (text) => setReading(text === null ? { state: "gone" } : { state: "read", text }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setReading({ state: "failed", why: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => controller.abort();
  }, [runId]);
  return reading;
}

/** @returns null when it is no longer kept. @throws ApiProblem */
async function readTranscript(runId: string, signal: AbortSignal): Promise<string | null> {
  const response = await callApi(`/api/runs/${runId}/transcript`, { signal });
  if (response.status === 404) return null;
  if (!response.ok) throw await problemOfResponse(response);
  return response.text();
}
