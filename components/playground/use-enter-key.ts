"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "./browser-storage";

/** What Enter does: as usual a new line in prompts and sending in follow-ups, or the other way round. */
export type EnterKey = "usual" | "swapped";

const KEY = "glimpse.enter-key";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Other tabs of this browser.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

const stored = (): EnterKey => (readStored(KEY) === "swapped" ? "swapped" : "usual");
const usual = (): EnterKey => "usual";

/** The person's choice, kept in this browser. */
export function useEnterKey(): [EnterKey, (choice: EnterKey) => void] {
  const choice = useSyncExternalStore(subscribe, stored, usual);
  return [choice, choose];
}

function choose(choice: EnterKey): void {
  writeStored(KEY, choice);
  for (const listener of listeners) listener();
}
