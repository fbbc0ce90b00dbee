"use client";

import { Plug } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { ApiProblem } from "@/components/comparison/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { EndpointView } from "@/lib/catalog/custom-endpoint";
import type { Tier } from "@/lib/catalog/types";
import { saveEndpoint, testDraftEndpoint } from "./endpoint-api";
import { draftOf, type EndpointDraft, type FieldErrors } from "./endpoint-draft";
import { EndpointFields } from "./endpoint-fields";
import { ModelList } from "./model-list";
import { TestResult } from "./test-result";
import { useConnectionTest } from "./use-connection-test";

/** Adds an endpoint (`endpoint: null`) or changes one. */
export function EndpointDialog({
  endpoint,
  tiers,
  onClose,
}: {
  endpoint: EndpointView | null;
  tiers: Tier[];
  onClose: () => void;
}) {
  const formId = useId();
  const router = useRouter();
  const toast = useToast();
  const [draft, setDraft] = useState(() => draftOf(endpoint));
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const test = useConnectionTest();
  const errors: FieldErrors = new Map(problem?.fields.map(({ field, message }) => [field, message]));

  function change(next: EndpointDraft) {
    setDraft(next);
    test.reset();
  }

  async function tryOut() {
    setProblem(null);
    await test.run(async (signal) => {
      try {
        return await testDraftEndpoint(draft, signal);
      } catch (error) {
        if (error instanceof ApiProblem && error.fields.length > 0) setProblem(error);
        throw error;
      }
    });
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    setSaving(true);
    setProblem(null);
    try {
      const warnings = await saveEndpoint(draft, endpoint === null);
      for (const { message } of warnings) toast.add({ title: draft.name, description: message });
      router.refresh();
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem("It could not be saved. Try again."));
      setSaving(false);
    }
  }

  const isTesting = test.state.state === "running";
  return (
    // A click beside the form must not throw away what was typed.
    <Dialog open disablePointerDismissal onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-2xl"
        title={endpoint ? `Edit ${endpoint.name}` : "Add an endpoint"}
        footer={
          <>
            <Button className="mr-auto" onClick={tryOut} disabled={isTesting} focusableWhenDisabled>
              <Plug size={14} aria-hidden />
              {isTesting ? "Testing…" : "Test connection"}
            </Button>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" disabled={isSaving} focusableWhenDisabled>
              {isSaving ? "Saving…" : "Save"}
            </Button>
          </>
        }
      >
        <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-5">
          <EndpointFields endpoint={endpoint} draft={draft} errors={errors} onChange={change} />
          <ModelList
            models={draft.models}
            tiers={tiers}
            errors={errors}
            onChange={(models) => change({ ...draft, models })}
          />
        </form>
        <TestResult state={test.state} />
        {problem && test.state.state !== "failed" ? (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {problem.fields.length > 0 ? "Not saved yet: see the fields marked above." : problem.message}
          </p>
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
