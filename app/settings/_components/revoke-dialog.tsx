"use client";

import { useRouter } from "next/navigation";
import { revokeShare } from "@/components/comparison/share-api";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ShareSummary } from "@/lib/runs/share";

/** Asks before a share's link stops working: it could not be made to work again. */
export function RevokeDialog({ share, onClose }: { share: ShareSummary; onClose: () => void }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title="Revoke this share?"
      description="Its link stops working at once, for everybody. The comparison itself stays."
      action="Revoke share"
      actionBusy="Revoking…"
      onConfirm={async () => {
        await revokeShare(share.id);
        router.refresh();
      }}
      onClose={onClose}
    >
      <p className="break-words text-base text-muted">{share.title}</p>
    </ConfirmDialog>
  );
}
