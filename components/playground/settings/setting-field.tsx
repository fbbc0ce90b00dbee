"use client";

import { RotateCcw } from "lucide-react";
import { createContext, type ReactNode, useContext } from "react";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { isLost, type ReachableLane, reachOf } from "@/lib/runs/setting-reach";
import type { SettingName } from "@/lib/runs/setting-support";
import type { LaneSettings } from "@/lib/runs/settings";
import { reachWords } from "./reach-words";

/** The settings that a form is about, and the lanes that they reach. */
export type SettingsForm = {
  settings: LaneSettings;
  lanes: ReachableLane[];
  /** What holds where a setting is not set: "default", or "same as all" for a single lane. */
  unset: string;
  onChange: (change: LaneSettings) => void;
};

const FormContext = createContext<SettingsForm | null>(null);
export const SettingsFormProvider = FormContext;

export function useSettingsForm(): SettingsForm {
  const form = useContext(FormContext);
  if (!form) throw new Error("A SettingsFormProvider is missing above.");
  return form;
}

/** A setting's name and control, its range, and the lanes that take it; in another colour where one would lose it. */
export function SettingField({
  setting,
  label,
  htmlFor,
  note,
  className,
  children,
}: {
  setting: SettingName;
  label: string;
  htmlFor?: string;
  /** What it does, where its name doesn't say it. */
  note?: string;
  className?: string;
  children: ReactNode;
}) {
  const { settings, lanes, unset, onChange } = useSettingsForm();
  const value = settings[setting];
  const isSet = value !== null && value !== undefined;
  const lost = isLost(setting, value, lanes);
  return (
    <Field
      label={label}
      htmlFor={htmlFor}
      className={className}
      hint={
        <span className="block text-pretty text-xs leading-4">
          {note}{" "}
          <span className={lost ? "text-warning" : undefined}>
            {reachWords(setting, reachOf(setting, lanes))}
          </span>
        </span>
      }
      aside={
        // It keeps its place, so that nothing moves when a value is set.
        <IconButton
          label={`${label}: back to ${unset}`}
          size="sm"
          disabled={!isSet}
          className={classNames("-my-1", !isSet && "invisible")}
          onClick={() => onChange({ [setting]: null })}
        >
          <RotateCcw size={13} aria-hidden />
        </IconButton>
      }
    >
      {children}
    </Field>
  );
}
