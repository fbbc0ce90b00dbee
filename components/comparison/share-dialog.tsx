"use client";

import { Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { postJson, problemOfResponse } from "./api-problem";

type Outcome =
  | { state: "idle" | "publishing" }
  | { state: "published"; url: string }
  | { state: "failed"; why: string };

/** Publishes a snapshot of a comparison, after saying what becomes public. */
export function ShareDialog({ comparisonId, disabled }: { comparisonId: string; disabled?: boolean }) {
  const [outcome, setOutcome] = useState<Outcome>({ state: "idle" });

  async function publish() {
    setOutcome({ state: "publishing" });
    try {
      setOutcome({ state: "published", url: await publishShare(comparisonId) });
    } catch (error) {
      setOutcome({ state: "failed", why: error instanceof Error ? error.message : "Publishing failed." });
    }
  }

  return (
    <Dialog onOpenChange={(open) => open && setOutcome({ state: "idle" })}>
      <DialogTrigger
        disabled={disabled}
        render={
          <Button size="sm">
            <Share2 size={13} aria-hidden />
            Share
          </Button>
        }
      />
      {outcome.state === "published" ? (
        <DialogContent
          title="The snapshot is public"
          description="Whoever has this link can read it and run it again on their own keys. Revoke it at any time."
        >
          <div className="flex gap-2">
            <Input
              readOnly
              aria-label="Link to the snapshot"
              value={outcome.url}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={outcome.url} label="Copy link" showLabel size="md" />
          </div>
        </DialogContent>
      ) : (
        <DialogContent
          title="Share this comparison"
          description="Publishes a read-only snapshot as it stands now. Later turns and retries don't change it."
          footer={
            <Button variant="primary" onClick={publish} disabled={outcome.state === "publishing"}>
              {outcome.state === "publishing" ? "Publishing…" : "Publish snapshot"}
            </Button>
          }
        >
          <div className="grid gap-4 text-base sm:grid-cols-2">
            <List
              title="Becomes public"
              items={[
                "Prompt and instructions",
                "Answers, reasoning and tool calls",
                "Lanes, settings, speeds and costs",
              ]}
            />
            <List title="Stays here" items={["Your keys", "Your other comparisons", "Who you are"]} />
          </div>
          <p className="text-muted text-sm">
            Anyone with the link can open it. It is kept out of search engines, but read the prompt once more
            for names, keys or anything private.
          </p>
          {outcome.state === "failed" ? (
            <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
              {outcome.why}
            </p>
          ) : null}
        </DialogContent>
      )}
    </Dialog>
  );
}

function List({ title, items }: { title: string; items: string[] }) {
  return (
    <div>
      <h3 className="mb-1 font-medium text-sm">{title}</h3>
      <ul className="flex list-disc flex-col gap-0.5 pl-4 text-muted marker:text-faint">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

/** @returns the share's absolute address. @throws ApiProblem */
async function publishShare(comparisonId: string): Promise<string> {
  const response = await postJson("/api/shares", {
    comparisonId,
    include: { responses: true, instructions: true },
  });
  if (!response.ok) throw await problemOfResponse(response);
  const { id, url }: { id: string; url?: string } = await response.json();
  return new URL(url ?? `/s/${id}`, window.location.href).href;
}
