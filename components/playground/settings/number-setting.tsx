"use client";

import { useId } from "react";
import { NumberField } from "@/components/ui/number-field";
import { Slider } from "@/components/ui/slider";
import { type NumberSetting as NumberSettingName, SETTING_RANGES } from "@/lib/runs/setting-ranges";
import { SettingField, useSettingsForm } from "./setting-field";

/** A setting that is a number; empty means that it is not sent. */
export function NumberSetting({
  setting,
  label,
  note,
  slider = null,
}: {
  setting: NumberSettingName;
  label: string;
  note?: string;
  /** Gives it a slider too, whose thumb rests here while nothing is set. */
  slider?: number | null;
}) {
  const id = useId();
  const { settings, unset, onChange } = useSettingsForm();
  const { min, max, step, integer } = SETTING_RANGES[setting];
  const value = settings[setting] ?? null;
  const change = (next: number | null) => onChange({ [setting]: next });
  const field = (
    <NumberField
      id={id}
      value={value}
      min={min ?? undefined}
      max={max ?? undefined}
      step={step}
      placeholder={unset}
      format={
        integer ? { maximumFractionDigits: 0, useGrouping: setting !== "seed" } : { maximumFractionDigits: 2 }
      }
      onValueChange={change}
    />
  );
  return (
    <SettingField setting={setting} label={label} htmlFor={id} note={note}>
      {slider !== null && min !== null && max !== null ? (
        <div className="grid grid-cols-[1fr_8.5rem] items-center gap-4 pointer-coarse:grid-cols-[1fr_11rem]">
          <Slider
            label={`${label}, as a slider`}
            value={value ?? slider}
            unset={value === null}
            min={min}
            max={max}
            step={0.05}
            onValueChange={change}
          />
          {field}
        </div>
      ) : (
        field
      )}
    </SettingField>
  );
}
