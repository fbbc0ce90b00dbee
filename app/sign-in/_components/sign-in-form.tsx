"use client";

import { type FormEvent, useId, useState } from "react";
import { postJson, problemOfResponse } from "@/components/comparison/api-problem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useHydrated } from "@/components/use-hydrated";

/** Asks for the password, then opens `next`. */
export function SignInForm({ next }: { next: string }) {
  const id = useId();
  const isHydrated = useHydrated();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // Read from the form: a browser may have filled it in before the page could listen.
    const password = new FormData(event.currentTarget).get("password");
    setBusy(true);
    setProblem(null);
    try {
      const response = await postJson("/api/session", { password });
      if (!response.ok) throw await problemOfResponse(response);
      // A whole load: what was rendered for a stranger must not be kept.
      window.location.assign(next);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Signing in failed. Try again.");
      setBusy(false);
    }
  }

  return (
    // Before it is hydrated the browser would send it itself: as POST at least, for a GET has the password in its address.
    <form method="post" action="/api/session" onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Password" htmlFor={id}>
        <Input
          id={id}
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
        />
      </Field>
      <Button type="submit" variant="primary" disabled={!isHydrated || isBusy} focusableWhenDisabled={isBusy}>
        {isBusy ? "Signing in…" : "Sign in"}
      </Button>
      <p id={`${id}-problem`} role="alert" className="min-h-5 text-danger text-sm">
        {problem}
      </p>
    </form>
  );
}
