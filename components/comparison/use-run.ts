"use client";

import { useEffect, useState } from "react";
import type { Run } from "@/lib/runs/run";
import { callApi, problemOfResponse } from "./api-problem";

export type RunReading =
  | { state: "reading" }
  | { state: "read"; run: Run }
  | { state: "failed"; message: string };

/** One run with its content, read from the API; `id` null reads nothing. */
export function useRun(id: string | null): RunReading {
  const [reading, setReading] = useState<{ id: string | null; result: RunReading }>({
    id: null,
    result: { state: "reading" },
  });

  useEffect(() => {
    if (id === null) return;
    const controller = new AbortController();
    readRun(id, controller.signal).then(
      (run) => setReading({ id, result: { state: "read", run } }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setReading({ id, result: { state: "failed", message } });
      },
    );
    return () => controller.abort();
  }, [id]);

  return reading.id === id ? reading.result : { state: "reading" };
}

async function readRun(id: string, signal: AbortSignal): Promise<Run> {
  const response = await callApi(`/api/runs/${id}`, { signal });
  if (!response.ok) throw await problemOfResponse(response);
  return response.json();
}
