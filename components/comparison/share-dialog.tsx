"use client";

import { Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { ShareDraft } from "./share-draft";

/** Publishes a snapshot of a comparison, after showing what becomes public. */
export function ShareDialog({ comparisonId, disabled }: { comparisonId: string; disabled?: boolean }) {
  const [url, setUrl] = useState<string | null>(null);
  // A new draft every time: the comparison may have gone on.
  const [draft, setDraft] = useState(0);

  function begin() {
    setUrl(null);
    setDraft((count) => count + 1);
  }

  return (
    <Dialog onOpenChange={(open) => open && begin()}>
      <DialogTrigger
        disabled={disabled}
        render={
          <Button size="sm">
            <Share2 size={13} aria-hidden />
            Share
          </Button>
        }
      />
      {url === null ? (
        draft > 0 && <ShareDraft key={draft} comparisonId={comparisonId} onPublished={setUrl} />
      ) : (
        <DialogContent
          title="The snapshot is public"
          description="Whoever has this link can read it and run it again on their own keys. Revoke it at any time in Settings."
        >
          <div className="flex gap-2">
            <Input
              readOnly
              aria-label="Link to the snapshot"
              value={url}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={url} label="Copy link" showLabel size="md" />
          </div>
        </DialogContent>
      )}
    </Dialog>
  );
}
