"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import { THINKING, type Thinking } from "@/lib/runs/settings";

/** The value that stands for "not sent". */
const UNSET = "default";

export function ThinkingControl({
  value,
  defaultLabel = "Provider default",
  onChange,
}: {
  value: Thinking | null;
  defaultLabel?: string;
  onChange: (value: Thinking | null) => void;
}) {
  const id = useId();
  const names: Record<Thinking, string> = {
    off: "Off",
    on: "On",
    low: "Low",
    medium: "Medium",
    high: "High",
  };
  return (
    <Field
      label="Thinking"
      htmlFor={id}
      hint="Means the same in every lane: it is mapped to each provider's own switch."
    >
      <Select
        id={id}
        value={value ?? UNSET}
        onValueChange={(next) => onChange(THINKING.find((word) => word === next) ?? null)}
        options={[
          { value: UNSET, label: defaultLabel },
          ...THINKING.map((word) => ({ value: word, label: names[word] })),
        ]}
      />
    </Field>
  );
}

export function TemperatureControl({
  value,
  defaultLabel,
  onChange,
}: {
  value: number | null;
  defaultLabel?: string;
  onChange: (value: number | null) => void;
}) {
  return (
    <SliderField
      label="Temperature"
      value={value}
      rest={1}
      max={2}
      defaultLabel={defaultLabel}
      onChange={onChange}
    />
  );
}

export function TopPControl({
  value,
  onChange,
}: {
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return <SliderField label="Top P" value={value} rest={1} max={1} onChange={onChange} />;
}

/** A slider beside its number; empty means the provider's own default. */
function SliderField({
  label,
  value,
  rest,
  max,
  defaultLabel = "default",
  onChange,
}: {
  label: string;
  value: number | null;
  /** Where the thumb rests while nothing is set. */
  rest: number;
  max: number;
  defaultLabel?: string;
  onChange: (value: number | null) => void;
}) {
  const id = useId();
  return (
    <Field label={label} htmlFor={id}>
      <div className="grid grid-cols-[1fr_8.5rem] items-center gap-4">
        <Slider
          label={label}
          value={value ?? rest}
          unset={value === null}
          min={0}
          max={max}
          step={0.05}
          onValueChange={onChange}
        />
        <NumberField
          id={id}
          value={value}
          min={0}
          max={max}
          step={0.1}
          placeholder={defaultLabel}
          format={{ maximumFractionDigits: 2 }}
          onValueChange={onChange}
        />
      </div>
    </Field>
  );
}
