"use client";

import { SlidersHorizontal } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberField } from "@/components/ui/number-field";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { LaneSettings } from "@/lib/runs/settings";
import { TemperatureControl, ThinkingControl, TopPControl } from "./setting-controls";
import { settingWords } from "./setting-words";

/** Settings of all lanes, and what of them is set, at a glance. */
export function SettingsPanel({
  settings,
  onChange,
}: {
  settings: LaneSettings;
  onChange: (settings: LaneSettings) => void;
}) {
  const id = useId();
  const set = (change: LaneSettings) => onChange({ ...settings, ...change });
  const words = settingWords(settings);
  return (
    <Popover>
      <PopoverTrigger
        render={
          <Button variant="ghost" size="sm" className="min-w-0 shrink!">
            <SlidersHorizontal size={14} aria-hidden />
            <span>Settings</span>
            {words.length > 0 ? (
              <span className="truncate font-normal text-accent max-sm:hidden">{words.join(" · ")}</span>
            ) : null}
            {words.length > 0 ? <span className="text-accent sm:hidden">({words.length})</span> : null}
          </Button>
        }
      />
      <PopoverContent title="Settings for all lanes" side="top" className="w-84 p-4">
        <div className="flex flex-col gap-4">
          <ThinkingControl value={settings.thinking ?? null} onChange={(thinking) => set({ thinking })} />
          <TemperatureControl
            value={settings.temperature ?? null}
            onChange={(temperature) => set({ temperature })}
          />
          <TopPControl value={settings.topP ?? null} onChange={(topP) => set({ topP })} />
          <div className="grid grid-cols-2 gap-4">
            <Field label="Output limit" htmlFor={`${id}-limit`}>
              <NumberField
                id={`${id}-limit`}
                value={settings.maxOutputTokens ?? null}
                min={1}
                max={1_000_000}
                step={256}
                placeholder="default"
                onValueChange={(value) => set({ maxOutputTokens: value })}
              />
            </Field>
            <Field label="Seed" htmlFor={`${id}-seed`}>
              <NumberField
                id={`${id}-seed`}
                value={settings.seed ?? null}
                step={1}
                placeholder="default"
                format={{ useGrouping: false, maximumFractionDigits: 0 }}
                onValueChange={(seed) => set({ seed })}
              />
            </Field>
          </div>
          <Field label="Stop at" htmlFor={`${id}-stop`} hint="Up to four words, separated by commas.">
            <Input
              id={`${id}-stop`}
              defaultValue={settings.stop?.join(", ") ?? ""}
              placeholder="END, ###"
              onBlur={(event) => set({ stop: stopWords(event.currentTarget.value) })}
            />
          </Field>
          <Button
            variant="secondary"
            size="sm"
            className="self-start"
            disabled={words.length === 0}
            onClick={() => onChange({})}
          >
            Reset to defaults
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}

function stopWords(text: string): string[] | null {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean)
    .slice(0, 4);
  return words.length > 0 ? words : null;
}
