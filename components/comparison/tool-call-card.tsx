"use client";

import { Wrench } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { ToolCall } from "@/lib/runs/run";

/** A call as the model made it: its arguments, whether they are valid, and what came back. */
export function ToolCallCard({ call, error, done }: { call: ToolCall; error: string | null; done: boolean }) {
  const input = asJson(call.input);
  return (
    <article aria-label={`Call of ${call.name}`} className="my-3 overflow-hidden rounded-md border">
      <div className="flex min-h-9 items-center gap-2 border-b bg-sunken px-3">
        <Wrench size={13} aria-hidden className="text-faint" />
        <span className="truncate font-mono text-sm">{call.name}</span>
        <span className="ml-auto flex items-center gap-1">
          {call.invalid ? (
            <Badge tone="danger">invalid arguments</Badge>
          ) : (
            <Badge tone="success">valid</Badge>
          )}
          <CopyButton text={input} label="Copy arguments" />
        </span>
      </div>
      <Section title="Arguments" text={input} />
      {error ? (
        <p className="border-t px-3 py-2 text-danger text-sm">{error}</p>
      ) : call.output !== null && call.output !== undefined ? (
        <div className="border-t">
          <Section title="Result" text={asJson(call.output)} />
        </div>
      ) : (
        <p className="border-t px-3 py-2 text-faint text-sm">
          {done ? "No result was given." : "Waiting for its result…"}
        </p>
      )}
    </article>
  );
}

function Section({ title, text }: { title: string; text: string }) {
  return (
    <div className="px-3 py-2">
      <p className="mb-1 text-faint text-xs">{title}</p>
      <pre className="max-h-60 overflow-auto whitespace-pre-wrap break-words font-mono text-[12.5px] leading-5">
        {text}
      </pre>
    </div>
  );
}

function asJson(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}
