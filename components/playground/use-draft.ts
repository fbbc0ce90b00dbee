"use client";

import { useEffect, useRef, useState } from "react";
import { readStored, writeStored } from "./browser-storage";
import { fragmentOf, wordsOfFragment } from "./lane-params";

/** What is being written: a new prompt with its instructions, and a follow-up to the shown comparison. */
export type Words = { prompt: string; instructions: string; followUp: string };

const KEY = "glimpse.drafts";
/** Of the newest places. */
const MOST_DRAFTS = 20;

/** Written before a fork whose words are too long for an address. */
export function storeDraft(words: Omit<Words, "followUp">): void {
  keepDraft("/", { ...words, followUp: "" });
}

export type Draft = {
  words: Words;
  /** A person's change, which is kept. */
  edit: (change: Partial<Words>) => void;
  /** What a place begins with, unless something is kept of it. */
  show: (base: Words, asked: string | null) => void;
  /** The new prompt has been taken on: nothing of this place is to be kept. */
  forget: () => void;
};

/**
 * The words being written. They are kept for each place, and survive a reload and a way away and back; on the playground
 * itself a short prompt stands in the URL's fragment too, so that the address can be passed on.
 *
 * @param asked the newest prompt that the server has: as a follow-up it is not kept any more
 */
export function useDraft(base: Words, place: string, asked: string | null): Draft {
  const [words, setWords] = useState(base);
  const latest = useRef(words);
  latest.current = words;
  const untouched = useRef(true);

  const begunWith = useRef(asked);
  useEffect(() => {
    // A kept draft is known to the browser alone: reading it any earlier would contradict the server's HTML.
    const found = keptWords(begunWith.current);
    if (found) setWords((base) => ({ ...base, ...found }));
  }, []);

  useEffect(() => {
    const save = () => {
      if (untouched.current) return;
      keepDraft(place, words);
      if (place === "/" && window.location.pathname === "/") writeFragment(words);
    };
    const timer = setTimeout(save, 400);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [words, place]);

  // Whoever goes elsewhere has not waited for the timer; what was written here is nothing of the next place.
  useEffect(
    () => () => {
      if (!untouched.current) keepDraft(place, latest.current);
      untouched.current = true;
    },
    [place],
  );

  return {
    words,
    edit(change) {
      untouched.current = false;
      setWords({ ...latest.current, ...change });
    },
    show(base, asked) {
      untouched.current = true;
      setWords({ ...base, ...keptWords(asked) });
    },
    forget() {
      untouched.current = true;
      keepDraft(place, null);
    },
  };
}

function keptWords(asked: string | null): Partial<Words> | null {
  const { hash, pathname } = window.location;
  const words = wordsOfFragment(hash) ?? storedDraft(pathname);
  return words && "followUp" in words && words.followUp === asked ? { ...words, followUp: "" } : words;
}

function storedDraft(place: string): Words | null {
  const { prompt, instructions, followUp } = recordOf(storedDrafts()[place]);
  if (typeof prompt !== "string" || typeof instructions !== "string") return null;
  const words = { prompt, instructions, followUp: typeof followUp === "string" ? followUp : "" };
  return Object.values(words).some(Boolean) ? words : null;
}

/** @param words null: nothing is kept of the place any more */
function keepDraft(place: string, words: Words | null): void {
  const { [place]: _before, ...others } = storedDrafts();
  // The newest last: what comes first has waited longest.
  const kept = Object.entries(others).slice(1 - MOST_DRAFTS);
  writeStored(KEY, Object.fromEntries(words ? [...kept, [place, words]] : kept));
}

function storedDrafts(): Record<string, unknown> {
  return recordOf(readStored(KEY));
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function writeFragment(words: Words): void {
  const { pathname, search, hash } = window.location;
  const fragment = fragmentOf(words);
  if (fragment !== hash) window.history.replaceState(null, "", `${pathname}${search}${fragment}`);
}
