"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { LaneSettings } from "@/lib/runs/settings";
import { JsonEditor } from "./json-editor";
import { readSchema } from "./read-setting";
import { SettingField, useSettingsForm } from "./setting-field";

type Format = NonNullable<LaneSettings["responseFormat"]>;

const FIRST_SCHEMA = {
  type: "object",
  properties: { answer: { type: "string" } },
  required: ["answer"],
  additionalProperties: false,
};

const FORMATS: Record<Format["type"], { label: string; format: Format }> = {
  text: { label: "Text", format: { type: "text" } },
  json: { label: "Some JSON object", format: { type: "json" } },
  json_schema: { label: "JSON by a schema", format: { type: "json_schema", schema: FIRST_SCHEMA } },
};

export function ResponseFormatSetting() {
  const id = useId();
  const { settings, unset, onChange } = useSettingsForm();
  const format = settings.responseFormat ?? null;
  return (
    <>
      <SettingField setting="responseFormat" label="Response format" htmlFor={id}>
        <Select<Format["type"] | "unset">
          id={id}
          value={format?.type ?? "unset"}
          onValueChange={(type) =>
            onChange({ responseFormat: type === "unset" ? null : FORMATS[type].format })
          }
          options={[
            { value: "unset", label: unset === "default" ? "Provider default" : "Same as all" },
            { value: "text", label: FORMATS.text.label },
            { value: "json", label: FORMATS.json.label },
            { value: "json_schema", label: FORMATS.json_schema.label },
          ]}
        />
      </SettingField>
      {format?.type === "json_schema" ? (
        <Field label="Schema" htmlFor={`${id}-schema`} hint="A JSON Schema that every answer has to match.">
          <JsonEditor
            id={`${id}-schema`}
            value={format.schema}
            read={readSchema}
            onChange={(schema) => onChange({ responseFormat: schema && { type: "json_schema", schema } })}
            placeholder='{"type": "object", …}'
          />
        </Field>
      ) : null}
    </>
  );
}
