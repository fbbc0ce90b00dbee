"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { deleteEndpoint } from "./endpoint-api";

/** Asks before an endpoint and its key are gone: the key could not be brought back. */
export function DeleteDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const router = useRouter();
  const [isDeleting, setDeleting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function remove() {
    setDeleting(true);
    try {
      await deleteEndpoint(name);
      router.refresh();
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be deleted.");
      setDeleting(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-md"
        title={`Delete ${name}?`}
        description="Its models leave the list of offers, and its key is forgotten."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="danger" onClick={remove} disabled={isDeleting} focusableWhenDisabled>
              {isDeleting ? "Deleting…" : "Delete endpoint"}
            </Button>
          </>
        }
      >
        <p className="text-base text-muted">Its runs stay in the log, with what they cost.</p>
        {problem ? (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {problem}
          </p>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
