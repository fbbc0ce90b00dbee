"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { callApi, problemOfResponse } from "./api-problem";

/** Asks before a comparison is gone for good, and deletes it. */
export function DeleteComparisonDialog({
  comparisonId,
  onDeleted,
  onClose,
}: {
  comparisonId: string;
  onDeleted: () => void;
  onClose: () => void;
}) {
  return (
    <ConfirmDialog
      title="Delete this comparison?"
      description="Its prompts, answers, runs and shares are deleted for good; links to its shares stop working."
      action="Delete comparison"
      actionBusy="Deleting…"
      onConfirm={async () => {
        const response = await callApi(`/api/comparisons/${comparisonId}`, { method: "DELETE" });
        if (!response.ok) throw await problemOfResponse(response);
        onDeleted();
      }}
      onClose={onClose}
    >
      <p className="text-base text-muted">
        What it has cost stays in the spend, and its speeds in the anonymous counts behind the latency table.
      </p>
    </ConfirmDialog>
  );
}
