"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { DOCUMENTED_AS, OUR_OWN_PARAMETERS } from "@/lib/runs/parameter-names";
import type { ReachableLane } from "@/lib/runs/setting-reach";
import { parametersOf } from "@/lib/runs/setting-support";
import { JsonEditor } from "./json-editor";
import { readSetting } from "./read-setting";
import { useSettingsForm } from "./setting-field";

const readNative = readSetting("native");

/** What has a setting of its own. */
const WITH_SETTING = new Set<string>([
  ...Object.values(DOCUMENTED_AS).flat(),
  ...["thinking", "reasoning", "tools", "response_format", "provider", "providerOptions.gateway"],
]);

/** Keys of one provider, sent as they are to the lanes that know them. */
export function NativeSetting() {
  const id = useId();
  const { settings, lanes, onChange } = useSettingsForm();
  const known = knownKeys(lanes);
  const all = new Set(known.flatMap(({ keys }) => keys));
  const lost = Object.keys(settings.native ?? {}).filter(
    (key) => !all.has(key) && !all.has(`settings.${key}`),
  );
  return (
    <Field label="Native keys" htmlFor={id} hint="Sent as they are, to the lanes whose offer documents them.">
      <JsonEditor
        id={id}
        value={settings.native ?? null}
        read={readNative}
        onChange={(native) => onChange({ native: native && Object.keys(native).length > 0 ? native : null })}
        placeholder='{"do_sample": false}'
      />
      {lost.length > 0 ? (
        <p className="text-warning text-xs">No lane documents {lost.join(", ")}: it would not be sent.</p>
      ) : null}
      <dl className="flex flex-col gap-1.5 text-xs">
        {known.map(({ label, keys }) => (
          <div key={label}>
            <dt className="text-faint">{label} documents</dt>
            <dd className="break-words font-mono text-muted">
              {keys.filter((key) => !WITH_SETTING.has(key)).join(", ") || "no others"}
            </dd>
          </div>
        ))}
      </dl>
    </Field>
  );
}

/** Each provider's own keys once, however many of its lanes there are. */
function knownKeys(lanes: ReachableLane[]): { label: string; keys: string[] }[] {
  const keysOf = new Map<string, string[]>();
  for (const { label, offer, dialect } of lanes) {
    const spoken = dialect ?? offer?.dialects[0];
    if (!offer || !spoken) continue;
    const names = parametersOf(offer, spoken).map(({ name }) => name);
    keysOf.set(label, [
      ...new Set([...(keysOf.get(label) ?? []), ...names.filter((name) => !OUR_OWN_PARAMETERS.has(name))]),
    ]);
  }
  return [...keysOf].map(([label, keys]) => ({ label, keys }));
}
