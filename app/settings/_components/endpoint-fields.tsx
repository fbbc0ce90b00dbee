"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { ENDPOINT_DIALECTS, type EndpointView } from "@/lib/catalog/custom-endpoint";
import { localPresets } from "@/lib/catalog/local-presets";
import { dropsKey, type EndpointDraft, type FieldErrors, withPreset } from "./endpoint-draft";

const OTHER = "other";
const PRESET_OPTIONS = [
  ...localPresets.map(({ id, name }) => ({ value: id, label: name })),
  { value: OTHER, label: "Other" } as const,
];

const DIALECT_NAMES = {
  "chat-completions": "Chat completions",
  responses: "Responses",
  messages: "Messages",
} as const;

type Props = {
  /** What is edited; null for a new one. */
  endpoint: EndpointView | null;
  draft: EndpointDraft;
  errors: FieldErrors;
  onChange: (draft: EndpointDraft) => void;
};

/** Which server it is, where it is, and what opens it. */
export function EndpointFields({ endpoint, draft, errors, onChange }: Props) {
  const id = useId();
  const notes = localPresets.find((preset) => preset.id === draft.preset)?.notes;
  return (
    <>
      <Field
        label="Server"
        hint={
          notes ??
          "Any server that speaks one of these dialects. No thinking switch is known, so none is sent."
        }
      >
        <ToggleGroup
          aria-label="Server"
          className="flex-wrap"
          value={draft.preset ?? OTHER}
          options={PRESET_OPTIONS}
          onValueChange={(value) => onChange(withPreset(draft, value === OTHER ? null : value))}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Name"
          htmlFor={`${id}-name`}
          error={errors.get("name")}
          hint={
            endpoint
              ? "Stands in the log, so it stays."
              : "a–z, 0–9 and -; its offers are called custom-name/tier."
          }
        >
          <Input
            id={`${id}-name`}
            value={draft.name}
            disabled={endpoint !== null}
            aria-invalid={errors.has("name")}
            autoComplete="off"
            spellCheck={false}
            placeholder="gpu-box"
            onValueChange={(name) => onChange({ ...draft, name: name.toLowerCase().replaceAll(" ", "-") })}
          />
        </Field>
        <Field label="Dialect" htmlFor={`${id}-dialect`} error={errors.get("dialect")}>
          <Select
            id={`${id}-dialect`}
            value={draft.dialect}
            options={ENDPOINT_DIALECTS.map((value) => ({ value, label: DIALECT_NAMES[value] }))}
            onValueChange={(dialect) => onChange({ ...draft, dialect })}
          />
        </Field>
      </div>
      <Field
        label="Address"
        htmlFor={`${id}-address`}
        error={errors.get("baseUrl")}
        hint="The dialect's path, such as /chat/completions, is appended."
      >
        <Input
          id={`${id}-address`}
          type="url"
          inputMode="url"
          value={draft.baseUrl}
          aria-invalid={errors.has("baseUrl")}
          autoComplete="off"
          spellCheck={false}
          placeholder="http://10.0.0.5:8000/v1"
          onValueChange={(baseUrl) => onChange({ ...draft, baseUrl })}
        />
      </Field>
      <KeyField endpoint={endpoint} draft={draft} errors={errors} onChange={onChange} id={`${id}-key`} />
    </>
  );
}

/** Write-only: a stored key never comes back to the browser. */
function KeyField({ endpoint, draft, errors, onChange, id }: Props & { id: string }) {
  const isStored = endpoint?.hasKey === true && !draft.forgetsKey;
  const isDropped = dropsKey(endpoint, draft);
  return (
    <Field
      label="Key"
      htmlFor={id}
      error={
        errors.get("apiKey") ??
        (isDropped && endpoint
          ? `The stored key was entered for ${new URL(endpoint.baseUrl).origin}; saving forgets it. Enter the new server's.`
          : undefined)
      }
      hint={
        draft.forgetsKey
          ? "The stored key is forgotten when you save."
          : "Encrypted on this server, sent to this address only, and never shown again. Leave it empty if none is needed."
      }
      aside={
        isStored && !isDropped ? (
          <Button
            size="sm"
            variant="ghost"
            className="-my-1 pointer-coarse:-my-3"
            onClick={() => onChange({ ...draft, apiKey: "", forgetsKey: true })}
          >
            Forget it
          </Button>
        ) : undefined
      }
    >
      <Input
        id={id}
        type="password"
        value={draft.apiKey}
        aria-invalid={errors.has("apiKey")}
        autoComplete="new-password"
        spellCheck={false}
        placeholder={isStored && !isDropped ? "Stored; type to replace it" : "None"}
        onValueChange={(apiKey) => onChange({ ...draft, apiKey })}
      />
    </Field>
  );
}
