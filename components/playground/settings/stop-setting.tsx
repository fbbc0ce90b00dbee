"use client";

import { useId, useState } from "react";
import { Textarea } from "@/components/ui/textarea";
import { MOST_STOPS } from "@/lib/runs/setting-ranges";
import { SettingField, useSettingsForm } from "./setting-field";

/** Words that end an answer, one a line. */
export function StopSetting() {
  const id = useId();
  const { settings, unset, onChange } = useSettingsForm();
  const current = settings.stop ?? [];
  const [draft, setDraft] = useState("");
  // A line that was just begun is no word yet, but must not vanish; words from elsewhere replace the draft.
  const shown = linesOf(draft).join("\n") === current.join("\n") ? draft : current.map(escaped).join("\n");
  return (
    <SettingField setting="stop" label="Stop at" htmlFor={id} note="One a line; \n stands for a line break.">
      <Textarea
        id={id}
        value={shown}
        placeholder={unset === "default" ? "END" : unset}
        spellCheck={false}
        onChange={(event) => {
          const words = linesOf(event.currentTarget.value);
          setDraft(event.currentTarget.value);
          onChange({ stop: words.length > 0 ? words : null });
        }}
        className="max-h-32 font-mono text-sm!"
      />
    </SettingField>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .slice(0, MOST_STOPS)
    .map((line) => line.replaceAll("\\n", "\n"));
}

function escaped(word: string): string {
  return word.replaceAll("\n", "\\n");
}
