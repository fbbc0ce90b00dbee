"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogContent } from "./dialog";
import { Input } from "./input";

/** Asks before something is gone for good. It closes by itself once `onConfirm` has succeeded; a failure is shown in it. */
export function ConfirmDialog({
  title,
  description,
  action,
  actionBusy,
  typed,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  description: string;
  /** The button's words, and those while it works. */
  action: string;
  actionBusy: string;
  /** What has to be typed first, for what is worst. */
  typed?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [words, setWords] = useState("");
  const field = useId();
  const isAllowed = typed === undefined || words.trim() === typed;

  async function confirm() {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It did not work.");
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-md"
        title={title}
        description={description}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="danger" onClick={confirm} disabled={isBusy || !isAllowed} focusableWhenDisabled>
              {isBusy ? actionBusy : action}
            </Button>
          </>
        }
      >
        {children}
        {typed === undefined ? null : (
          <div className="flex flex-col gap-1.5">
            <label htmlFor={field} className="text-base">
              Type <strong className="font-medium">{typed}</strong> to go on
            </label>
            <Input
              id={field}
              value={words}
              autoComplete="off"
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          </div>
        )}
        {problem ? (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {problem}
          </p>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
