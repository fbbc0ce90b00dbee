"use client";

import { SlidersHorizontal } from "lucide-react";
import { settingWords } from "@/components/comparison/setting-words";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Lane } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";
import { withoutUnset } from "./lane-params";
import { SettingsForm } from "./settings/settings-form";
import { useReachableLanes } from "./settings/use-reachable-lanes";

/** Settings of all lanes, and what of them is set, at a glance. */
export function SettingsPanel({
  lanes,
  settings,
  onChange,
}: {
  lanes: Lane[];
  settings: LaneSettings;
  onChange: (settings: LaneSettings) => void;
}) {
  const words = settingWords(settings);
  const reachable = useReachableLanes(lanes);
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
      <PopoverContent title="Settings for all lanes" side="top" className="w-[34rem] p-4">
        <div className="flex min-w-0 flex-col gap-4">
          <SettingsForm
            settings={settings}
            lanes={reachable}
            unset="default"
            onChange={(change) => onChange(withoutUnset({ ...settings, ...change }))}
          />
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
