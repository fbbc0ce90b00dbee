"use client";

import { useId } from "react";
import { Select, type SelectOption } from "@/components/ui/select";
import type { SettingName } from "@/lib/runs/setting-support";
import { type LaneSettings, THINKING } from "@/lib/runs/settings";
import { SettingField, useSettingsForm } from "./setting-field";

/** The value that stands for "not set". */
const UNSET = "unset";

const NAMES = { off: "Off", on: "On", low: "Low", medium: "Medium", high: "High" };

/** One control for thinking: it is mapped to each provider's own switch. */
export function ThinkingSetting() {
  return (
    <ChoiceSetting
      setting="thinking"
      label="Thinking"
      note="Mapped to each provider's own switch."
      options={THINKING.map((word) => ({ value: word, label: NAMES[word] }))}
      chosen={({ thinking }) => thinking ?? null}
      change={(value) => ({ thinking: THINKING.find((word) => word === value) ?? null })}
    />
  );
}

export function WebSearchSetting() {
  return (
    <ChoiceSetting
      setting="webSearch"
      label="Web search"
      note="The provider's own search; some bill it per request."
      resting="off"
      options={[
        { value: "on", label: "On" },
        { value: "off", label: "Off" },
      ]}
      chosen={({ webSearch }) => (webSearch == null ? null : webSearch ? "on" : "off")}
      change={(value) => ({ webSearch: value === null ? null : value === "on" })}
    />
  );
}

const POLICIES = ["any", "no-training", "zero-retention"] as const;
const POLICY_NAMES = {
  any: "Any provider",
  "no-training": "No training on prompts",
  "zero-retention": "Zero data retention",
};

export function DataPolicySetting() {
  return (
    <ChoiceSetting
      setting="dataPolicy"
      label="Data policy"
      note="A lane whose provider can't promise it is not called at all."
      resting="any"
      options={POLICIES.map((policy) => ({ value: policy, label: POLICY_NAMES[policy] }))}
      chosen={({ dataPolicy }) => dataPolicy ?? null}
      change={(value) => ({ dataPolicy: POLICIES.find((policy) => policy === value) ?? null })}
    />
  );
}

/** A setting with a few choices, and none. */
function ChoiceSetting({
  setting,
  label,
  note,
  resting,
  options,
  chosen,
  change,
}: {
  setting: SettingName;
  label: string;
  note: string;
  /** The choice that holds where none is made, if it isn't the provider's to make. */
  resting?: string;
  options: SelectOption<string>[];
  chosen: (settings: LaneSettings) => string | null;
  change: (value: string | null) => LaneSettings;
}) {
  const id = useId();
  const { settings, unset, onChange } = useSettingsForm();
  const isShared = unset === "default";
  const atRest = options.find(({ value }) => value === resting);
  const unsetLabel = isShared ? (atRest?.label ?? "Provider default") : "Same as all";
  return (
    <SettingField setting={setting} label={label} htmlFor={id} note={note}>
      <Select
        id={id}
        value={chosen(settings) ?? UNSET}
        onValueChange={(value) => onChange(change(value === UNSET ? null : value))}
        options={[
          { value: UNSET, label: unsetLabel },
          // Among the shared settings, a choice that makes no difference would only be the same one twice.
          ...options.filter((option) => !isShared || option !== atRest || chosen(settings) === resting),
        ]}
      />
    </SettingField>
  );
}
