"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DeleteComparisonDialog } from "@/components/comparison/delete-comparison-dialog";
import { IconButton } from "@/components/ui/icon-button";

/** Deletes the comparison in view, after asking, and leaves an empty playground. */
export function DeleteButton({ comparisonId, disabled }: { comparisonId: string; disabled: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  return (
    <>
      <IconButton
        label="Delete this comparison"
        size="sm"
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        <Trash2 size={14} aria-hidden />
      </IconButton>
      {isAsking ? (
        <DeleteComparisonDialog
          comparisonId={comparisonId}
          onDeleted={() => router.push("/")}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
