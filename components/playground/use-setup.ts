"use client";

import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import type { Lane } from "@/lib/runs/run";
import { type LaneSettings, MAX_LANES } from "@/lib/runs/settings";
import { queryOfSetup, type Setup, setupOfQuery, setupParsers } from "./lane-params";

export type SetupEditor = Setup & {
  /** One stable key a lane, whatever its place and its offer. */
  keys: string[];
  setSettings: (settings: LaneSettings) => void;
  setLane: (index: number, lane: Lane) => void;
  setLanes: (lanes: Lane[]) => void;
  addLane: (lane: Lane) => void;
  duplicateLane: (index: number) => void;
  removeLane: (index: number) => void;
  moveLane: (from: number, to: number) => void;
};

/**
 * The lanes and settings of the next run. They stand in the URL as soon as they differ from `base`: what this
 * page starts with, or the comparison it shows. The editor changes only when they do.
 */
export function useSetup(base: Setup): SetupEditor {
  const [query, setQuery] = useQueryStates(setupParsers, { history: "replace" });
  const [keys, setKeys] = useState<string[]>([]);
  return useMemo(() => {
    const setup = setupOfQuery(query) ?? base;
    return editorOf(setup, keysFor(setup.lanes.length, keys), (next, nextKeys) => {
      setKeys(nextKeys);
      void setQuery(queryOfSetup(next));
    });
  }, [query, base, keys, setQuery]);
}

/** A key for each lane; one without is given a key that none has, the same on the server and in the browser. */
function keysFor(lanes: number, known: readonly string[]): string[] {
  const keys = known.slice(0, lanes);
  for (let n = 0; keys.length < lanes; n++) if (!known.includes(`lane-${n}`)) keys.push(`lane-${n}`);
  return keys;
}

function editorOf(setup: Setup, keys: string[], write: (setup: Setup, keys: string[]) => void): SetupEditor {
  const { lanes, settings } = setup;
  return {
    ...setup,
    keys,
    setSettings: (next) => write({ lanes, settings: next }, keys),
    setLane: (index, lane) => write({ lanes: lanes.with(index, lane), settings }, keys),
    setLanes: (next) => write({ lanes: next.slice(0, MAX_LANES), settings }, next.map(newKey)),
    addLane: (lane) => {
      if (lanes.length < MAX_LANES) write({ lanes: [...lanes, lane], settings }, [...keys, newKey()]);
    },
    duplicateLane: (index) => {
      const lane = lanes[index];
      if (!lane || lanes.length >= MAX_LANES) return;
      write({ lanes: lanes.toSpliced(index + 1, 0, lane), settings }, keys.toSpliced(index + 1, 0, newKey()));
    },
    removeLane: (index) => {
      if (lanes.length > 1) write({ lanes: lanes.toSpliced(index, 1), settings }, keys.toSpliced(index, 1));
    },
    moveLane: (from, to) => {
      if (from === to || !lanes[from] || to < 0 || to >= lanes.length) return;
      write({ lanes: move(lanes, from, to), settings }, move(keys, from, to));
    },
  };
}

let counter = 0;

function newKey(): string {
  counter += 1;
  return `added-${counter}`;
}

function move<Item>(items: Item[], from: number, to: number): Item[] {
  return items.toSpliced(from, 1).toSpliced(to, 0, ...items.slice(from, from + 1));
}
