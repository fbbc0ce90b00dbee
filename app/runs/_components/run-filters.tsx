"use client";

import { debounce, useQueryStates } from "nuqs";
import { STATUS_WORDS } from "@/components/comparison/status-words";
import { ChoiceFilter } from "@/components/data-table/choice-filter";
import { usePending } from "@/components/data-table/pending";
import { SearchField } from "@/components/data-table/search-field";
import { TierMark } from "@/components/tier-mark";
import { Button } from "@/components/ui/button";
import { RUN_STATUSES } from "@/lib/runs/run";
import { runParams } from "../search-params";
import { DayField } from "./day-field";
import { dayEnd, dayOf, dayStart, lastDayBefore } from "./local-day";

const TYPING_PAUSE_MS = 300;

type Choice = { id: string; name: string };

/** Narrows the log. Every change leads back to its newest page. */
export function RunFilters({ tiers, providers }: { tiers: Choice[]; providers: Choice[] }) {
  const [, startTransition] = usePending();
  const [params, setParams] = useQueryStates(runParams, { shallow: false, startTransition });
  const { tier, provider, upstream, status, from, to, q } = params;
  const set = (change: Partial<typeof params>) => setParams({ ...change, cursor: null });
  const isFiltered = Boolean(tier || provider || upstream || status || from || to || q);

  return (
    <search className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <SearchField
        className="col-span-2"
        label="Search prompts and answers"
        placeholder="Search prompts, answers"
        value={q}
        onValueChange={(next) =>
          // An emptied box is meant at once; words are still being typed.
          setParams(
            { q: next, cursor: null },
            next === "" ? undefined : { limitUrlUpdates: debounce(TYPING_PAUSE_MS) },
          )
        }
      />
      <ChoiceFilter
        label="Tier"
        allLabel="All tiers"
        value={tier}
        onValueChange={(next) => set({ tier: next })}
        options={tiers.map(({ id, name }) => ({ value: id, label: <TierMark tier={id} name={name} /> }))}
      />
      <ChoiceFilter
        label="Provider"
        allLabel="All providers"
        value={provider}
        onValueChange={(next) => set({ provider: next })}
        options={providers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ChoiceFilter
        label="Status"
        allLabel="Any status"
        value={status}
        onValueChange={(next) => set({ status: RUN_STATUSES.find((known) => known === next) ?? null })}
        options={RUN_STATUSES.map((known) => ({ value: known, label: STATUS_WORDS[known] }))}
      />
      <DayField
        label="From"
        day={from && dayOf(from)}
        onDayChange={(day) => set({ from: day === null ? null : dayStart(day) })}
      />
      <DayField
        label="To"
        day={to && lastDayBefore(to)}
        onDayChange={(day) => set({ to: day === null ? null : dayEnd(day) })}
      />
      {upstream ? (
        <Button variant="secondary" onClick={() => set({ upstream: null })}>
          through {upstream} ×
        </Button>
      ) : null}
      {isFiltered ? (
        <Button
          variant="ghost"
          onClick={() =>
            set({ tier: null, provider: null, upstream: null, status: null, from: null, to: null, q: "" })
          }
        >
          Clear
        </Button>
      ) : null}
    </search>
  );
}
