"use client";

import type { ReactNode } from "react";
import { Tabs, TabsList, TabsPanel, TabsTab } from "@/components/ui/tabs";
import type { LaneSettings } from "@/lib/runs/settings";
import { DataPolicySetting, ThinkingSetting, WebSearchSetting } from "./choice-settings";
import { NativeSetting } from "./native-setting";
import { NumberSetting } from "./number-setting";
import { ResponseFormatSetting } from "./response-format-setting";
import { type SettingsForm as Form, SettingsFormProvider } from "./setting-field";
import { StopSetting } from "./stop-setting";
import { ToolsSetting } from "./tools-setting";

type Group = { name: string; settings: (keyof LaneSettings)[]; body: ReactNode };

const GROUPS: Group[] = [
  {
    name: "Sampling",
    settings: [
      "temperature",
      "topP",
      "topK",
      "minP",
      "presencePenalty",
      "frequencyPenalty",
      "repetitionPenalty",
      "seed",
    ],
    body: (
      <>
        <NumberSetting setting="temperature" label="Temperature" slider={1} />
        <NumberSetting setting="topP" label="Top P" slider={1} />
        <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
          <NumberSetting setting="topK" label="Top K" />
          <NumberSetting setting="minP" label="Min P" />
          <NumberSetting setting="presencePenalty" label="Presence penalty" />
          <NumberSetting setting="frequencyPenalty" label="Frequency penalty" />
          <NumberSetting setting="repetitionPenalty" label="Repetition penalty" />
          <NumberSetting setting="seed" label="Seed" />
        </div>
      </>
    ),
  },
  {
    name: "Length",
    settings: ["maxOutputTokens", "stop"],
    body: (
      <>
        <NumberSetting
          setting="maxOutputTokens"
          label="Output limit"
          note="In tokens; for most providers thinking counts."
        />
        <StopSetting />
      </>
    ),
  },
  { name: "Output", settings: ["responseFormat"], body: <ResponseFormatSetting /> },
  {
    name: "Tools & search",
    settings: ["tools", "webSearch"],
    body: (
      <>
        <WebSearchSetting />
        <ToolsSetting />
      </>
    ),
  },
  { name: "Data", settings: ["dataPolicy"], body: <DataPolicySetting /> },
  { name: "Advanced", settings: ["native"], body: <NativeSetting /> },
];

/** Every setting there is, by what it is about; a dot marks the groups where something is set. */
export function SettingsForm(form: Form) {
  const isSet = (name: keyof LaneSettings) =>
    form.settings[name] !== null && form.settings[name] !== undefined;
  return (
    <SettingsFormProvider value={form}>
      <ThinkingSetting />
      <Tabs defaultValue={GROUPS[0]?.name} className="flex min-w-0 flex-col">
        <TabsList className="-mx-1">
          {GROUPS.map(({ name, settings }) => (
            <TabsTab key={name} value={name}>
              {name}
              {settings.some(isSet) ? (
                <span className="size-1.5 rounded-full bg-accent">
                  <span className="sr-only">(set)</span>
                </span>
              ) : null}
            </TabsTab>
          ))}
        </TabsList>
        {GROUPS.map(({ name, body }) => (
          <TabsPanel
            key={name}
            value={name}
            className="flex flex-col gap-4 pt-4 outline-offset-2 sm:min-h-72"
          >
            {body}
          </TabsPanel>
        ))}
      </Tabs>
    </SettingsFormProvider>
  );
}
