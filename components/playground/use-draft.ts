"use client";

import { useEffect, useRef, useState } from "react";
import { readStored, writeStored } from "./browser-storage";
import { fragmentOf, wordsOfFragment } from "./lane-params";

/** What is being written: a new prompt with its instructions, and a follow-up to the shown comparison. */
export type Words = { prompt: string; instructions: string; followUp: string };

const KEY = "glimpse.draft";

/** Written before a fork whose words are too long for an address. */
export function storeDraft(words: Omit<Words, "followUp">): void {
  writeStored(KEY, { ...words, followUp: "", place: "/" });
}

/**
 * The words being written. They survive a reload; on the playground itself a short prompt
 * stands in the URL's fragment too, so that the address can be passed on.
 */
export function useDraft(base: Words, place: string): [Words, (change: Partial<Words>) => void] {
  const [words, setWords] = useState(base);
  const latest = useRef(words);
  latest.current = words;

  useEffect(() => {
    // A kept draft is known to the browser alone: reading it any earlier would contradict the server's HTML.
    const found = wordsOfFragment(window.location.hash) ?? storedDraft(window.location.pathname);
    if (found) setWords((base) => ({ ...base, ...found }));
  }, []);

  const untouched = useRef(true);
  useEffect(() => {
    if (untouched.current) return;
    const save = () => {
      writeStored(KEY, { ...words, place });
      if (place === "/" && window.location.pathname === "/") writeFragment(words);
    };
    const timer = setTimeout(save, 400);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [words, place]);

  return [
    words,
    (change) => {
      untouched.current = false;
      setWords({ ...latest.current, ...change });
    },
  ];
}

function storedDraft(place: string): Partial<Words> | null {
  const stored = readStored(KEY);
  if (typeof stored !== "object" || stored === null) return null;
  if (!("place" in stored) || stored.place !== place) return null;
  const { prompt, instructions, followUp } = stored as Partial<Record<keyof Words, unknown>>;
  if (typeof prompt !== "string" || typeof instructions !== "string") return null;
  const words = { prompt, instructions, followUp: typeof followUp === "string" ? followUp : "" };
  return Object.values(words).some(Boolean) ? words : null;
}

function writeFragment(words: Words): void {
  const { pathname, search, hash } = window.location;
  const fragment = fragmentOf(words);
  if (fragment !== hash) window.history.replaceState(null, "", `${pathname}${search}${fragment}`);
}
