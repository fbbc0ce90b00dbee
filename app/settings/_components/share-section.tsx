"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { ShareSummary } from "@/lib/runs/share";
import { RevokeDialog } from "./revoke-dialog";
import { ShareRow } from "./share-row";

/** What its owner has published: open, change the end, revoke. */
export function ShareSection({ shares }: { shares: ShareSummary[] }) {
  const [revoking, setRevoking] = useState<ShareSummary | null>(null);
  if (shares.length === 0) {
    return (
      <EmptyState
        className="rounded-lg border bg-surface"
        icon={<Link2 size={22} aria-hidden />}
        title="Nothing is shared"
        description="Share, above a comparison, publishes a snapshot of it under a link."
      />
    );
  }
  return (
    <>
      <ul className="divide-y rounded-lg border bg-surface">
        {shares.map((share) => (
          <ShareRow key={share.id} share={share} onRevoke={() => setRevoking(share)} />
        ))}
      </ul>
      {revoking ? <RevokeDialog share={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
