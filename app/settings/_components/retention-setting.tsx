"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/select";
import { saveRetention } from "./settings-api";

const CHOICES = [7, 30, 90, 180, 365];
const FOREVER = "forever";

/** How long comparisons are kept, for the operator to choose. */
export function RetentionSetting({ days }: { days: number | null }) {
  const [asked, setAsked] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const router = useRouter();
  const choices = [...new Set(days === null ? CHOICES : [...CHOICES, days])].sort((a, b) => a - b);

  async function keepForever() {
    try {
      await saveRetention(null);
      setProblem(null);
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "It could not be saved.");
    }
  }

  return (
    <>
      <Select
        aria-label="How long comparisons are kept"
        className="w-44"
        value={days === null ? FOREVER : String(days)}
        onValueChange={(value) => (value === FOREVER ? void keepForever() : setAsked(Number(value)))}
        options={[
          { value: FOREVER, label: "Until deleted" },
          ...choices.map((choice) => ({ value: String(choice), label: `${choice} days` })),
        ]}
      />
      {problem ? (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      ) : null}
      {asked === null ? null : (
        <ConfirmDialog
          title={`Keep comparisons for ${asked} days?`}
          description="Older ones, of everybody who uses this server, are deleted within the hour, with their runs and shares. They can't be brought back."
          action={`Keep ${asked} days`}
          actionBusy="Saving…"
          onConfirm={async () => {
            await saveRetention(asked);
            router.refresh();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
