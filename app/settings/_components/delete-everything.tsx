"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteEverything } from "./settings-api";

/** Deletes all that one has here, after it was typed out. */
export function DeleteEverything() {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Delete everything
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title="Delete everything of yours?"
          description="Every comparison with its runs and shares, and the endpoints, keys and tokens that you entered here. Runs that still stream are stopped."
          action="Delete everything"
          actionBusy="Deleting…"
          typed="delete everything"
          onConfirm={async () => {
            await deleteEverything();
            router.refresh();
          }}
          onClose={() => setAsking(false)}
        >
          <p className="text-base text-muted">
            What was spent stays, and so do the anonymous counts behind the latency table. Drafts in this
            browser stay too.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
