"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { examplePrompts } from "@/lib/runs/example-prompts";
import { JsonEditor } from "./json-editor";
import { readSetting } from "./read-setting";
import { SettingField, useSettingsForm } from "./setting-field";

const readTools = readSetting("tools");
const EXAMPLE = examplePrompts.find(({ id }) => id === "tools")?.settings?.tools ?? null;

/** Functions that a model may call, with the result that it is given. */
export function ToolsSetting() {
  const id = useId();
  const { settings, onChange } = useSettingsForm();
  const tools = settings.tools ?? null;
  return (
    <SettingField
      setting="tools"
      label="Tools"
      htmlFor={id}
      note="A list of name, description, parameters (JSON Schema) and mockResult, with which a call is answered; without one the answer ends at the call."
    >
      <JsonEditor
        id={id}
        value={tools}
        read={readTools}
        onChange={(next) => onChange({ tools: next?.length ? next : null })}
        placeholder={'[{"name": "weather", "parameters": {…}, "mockResult": {…}}]'}
      />
      <div className="flex flex-wrap items-center gap-2">
        {tools ? (
          <p className="min-w-0 truncate font-mono text-muted text-xs">
            {tools
              .map(({ name, mockResult }) => `${name}${mockResult === undefined ? "" : " → mock"}`)
              .join(", ")}
          </p>
        ) : EXAMPLE ? (
          <Button size="sm" onClick={() => onChange({ tools: EXAMPLE })}>
            Insert an example
          </Button>
        ) : null}
      </div>
    </SettingField>
  );
}
