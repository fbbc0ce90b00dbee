"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DialogContent } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { SwitchField } from "@/components/ui/switch-field";
import { KeyLikeNotice } from "./key-like-notice";
import { publishShare, type ShareChoice } from "./share-api";
import { endTime, SHARE_ENDS, type ShareEnd } from "./share-end";
import { SnapshotView } from "./snapshot-view";
import { type PreviewState, useSharePreview } from "./use-share-preview";

/** What becomes public, for how long, and exactly how it will look. */
export function ShareDraft({
  comparisonId,
  onPublished,
}: {
  comparisonId: string;
  onPublished: (url: string) => void;
}) {
  const [include, setInclude] = useState<ShareChoice>({ responses: true, instructions: true });
  const [end, setEnd] = useState<ShareEnd>("never");
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const [publishing, setPublishing] = useState<{ busy: boolean; why: string | null }>({
    busy: false,
    why: null,
  });
  const [tries, setTries] = useState(0);
  const reading = useSharePreview(comparisonId, include, tries);
  const preview = reading.state === "read" ? reading.preview : null;
  const isConfirmed = preview !== null && (preview.keyLikeText.length === 0 || confirmed === preview.digest);

  async function publish() {
    if (!preview) return;
    setPublishing({ busy: true, why: null });
    try {
      onPublished(await publishShare(preview, include, endTime(end)));
    } catch (error) {
      setPublishing({ busy: false, why: error instanceof Error ? error.message : "Publishing failed." });
      setTries((count) => count + 1);
    }
  }

  return (
    <DialogContent
      className="max-w-5xl"
      title="Share this comparison"
      description="Publishes a read-only snapshot as it stands now. Later turns and retries don't change it. Your keys, your other comparisons and who you are stay here."
      footer={
        <Button
          variant="primary"
          onClick={publish}
          disabled={!isConfirmed || publishing.busy}
          focusableWhenDisabled
        >
          {publishing.busy ? "Publishing…" : "Publish snapshot"}
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <SwitchField
          checked={include.responses}
          onCheckedChange={(responses) => setInclude({ ...include, responses })}
        >
          Answers and thinking
        </SwitchField>
        <SwitchField
          checked={include.instructions}
          onCheckedChange={(instructions) => setInclude({ ...include, instructions })}
        >
          Instructions
        </SwitchField>
        <Select
          aria-label="How long the link works"
          value={end}
          onValueChange={setEnd}
          options={SHARE_ENDS.map(({ value, label }) => ({ value, label }))}
          className="w-40"
        />
      </div>
      {preview ? (
        <KeyLikeNotice
          preview={preview}
          isConfirmed={isConfirmed}
          onConfirm={(isOn) => setConfirmed(isOn ? preview.digest : null)}
        />
      ) : null}
      <Preview reading={reading} />
      <p className="text-muted text-sm">
        Anyone with the link can open it. It is kept out of search engines, but read it once more for names,
        keys or anything private.
      </p>
      {publishing.why ? (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {publishing.why}
        </p>
      ) : null}
    </DialogContent>
  );
}

function Preview({ reading }: { reading: PreviewState }) {
  if (reading.state === "failed")
    return (
      <p role="alert" className="text-danger">
        {reading.why}
      </p>
    );
  return (
    <section
      aria-label="Preview of the snapshot"
      className="h-120 overflow-hidden rounded-md border sm:h-[42dvh] sm:min-h-60"
    >
      {reading.state === "read" ? (
        <SnapshotView
          key={reading.preview.digest}
          comparison={reading.preview.comparison}
          facts={<Badge>exactly this becomes public</Badge>}
        />
      ) : (
        <div role="status" className="h-full p-4">
          <span className="sr-only">Preparing the preview</span>
          <Skeleton className="h-full w-full rounded-md" />
        </div>
      )}
    </section>
  );
}
