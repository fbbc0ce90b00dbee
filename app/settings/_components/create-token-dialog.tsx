"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createToken } from "./token-api";

/** Names a token, makes it, and shows it once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const [token, setToken] = useState<string | null>(null);
  return (
    // A click beside the dialog must not lose a token that is never shown again.
    <Dialog open disablePointerDismissal onOpenChange={(open) => !open && onClose()}>
      {token === null ? (
        <NameIt onCreated={setToken} onClose={onClose} />
      ) : (
        <ShowIt token={token} onClose={onClose} />
      )}
    </Dialog>
  );
}

function NameIt({ onCreated, onClose }: { onCreated: (token: string) => void; onClose: () => void }) {
  const id = useId();
  const router = useRouter();
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function create(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      onCreated(await createToken(name));
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be created. Try again.");
      setBusy(false);
    }
  }

  return (
    <DialogContent
      className="max-w-md"
      title="Create a token"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" disabled={isBusy} focusableWhenDisabled>
            {isBusy ? "Creating…" : "Create token"}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={create}>
        <Field
          label="Name"
          htmlFor={`${id}-name`}
          error={problem}
          hint="What it is for, such as nightly runs."
        >
          <Input
            id={`${id}-name`}
            value={name}
            onValueChange={setName}
            maxLength={100}
            autoComplete="off"
            aria-invalid={problem !== null}
          />
        </Field>
      </form>
    </DialogContent>
  );
}

function ShowIt({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <DialogContent
      title="Copy the token now"
      description="It is not shown again: this server keeps only its hash."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex gap-2">
        <Input
          readOnly
          aria-label="Token"
          className="font-mono"
          value={token}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={token} label="Copy token" showLabel size="md" />
      </div>
    </DialogContent>
  );
}
