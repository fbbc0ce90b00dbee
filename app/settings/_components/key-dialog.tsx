"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toast";
import type { ProviderSetting } from "@/lib/server/provider-settings";
import { removeKey, saveKey } from "./key-api";

/** Takes a provider's key, or removes the one that is there. Write-only: a key never comes back to the browser. */
export function KeyDialog({
  provider,
  isVisitor,
  onClose,
}: {
  provider: ProviderSetting;
  isVisitor: boolean;
  onClose: () => void;
}) {
  const { id, name, key, address } = provider;
  const formId = useId();
  const router = useRouter();
  const toast = useToast();
  const [apiKey, setApiKey] = useState("");
  const [busy, setBusy] = useState<"saving" | "removing" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isThere = key !== null && (key.source !== "none" || key.needsNewKey);

  async function apply(what: "saving" | "removing", change: () => Promise<void>, done: string) {
    setBusy(what);
    try {
      await change();
      toast.add({ title: name, description: done });
      router.refresh();
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It did not work. Try again.");
      setBusy(null);
    }
  }

  function save(event: FormEvent) {
    event.preventDefault();
    void apply("saving", () => saveKey(id, apiKey), "The key is saved. Test it to see that it is accepted.");
  }

  const origin = address === null ? name : new URL(address).origin;
  const hint = isVisitor
    ? `Kept encrypted in this browser until you close it, a day at most, and sent to ${origin} only.`
    : `Encrypted on this server, sent to ${origin} only, and never shown again.`;
  return (
    // A click beside the form must not throw away what was typed.
    <Dialog open disablePointerDismissal onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`${isThere ? "Change" : "Enter"} the key of ${name}`}
        footer={
          <>
            {isThere ? (
              <Button
                variant="danger"
                className="mr-auto"
                disabled={busy !== null}
                focusableWhenDisabled
                onClick={() => apply("removing", () => removeKey(id), "The key is removed.")}
              >
                {busy === "removing" ? "Removing…" : "Remove key"}
              </Button>
            ) : null}
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              disabled={busy !== null}
              focusableWhenDisabled
            >
              {busy === "saving" ? "Saving…" : "Save key"}
            </Button>
          </>
        }
      >
        <form id={formId} noValidate onSubmit={save}>
          <Field label="Key" htmlFor={`${formId}-key`} hint={hint}>
            <Input
              id={`${formId}-key`}
              type="password"
              value={apiKey}
              aria-invalid={problem !== null}
              autoComplete="new-password"
              spellCheck={false}
              placeholder={isThere ? "Type to replace the one that is there" : undefined}
              onValueChange={setApiKey}
            />
          </Field>
        </form>
        {problem ? (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {problem}
          </p>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
