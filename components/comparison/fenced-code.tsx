"use client";

import { WrapText } from "lucide-react";
import { isValidElement, type ReactNode, startTransition, useEffect, useState } from "react";
import { useIsCodeFenceIncomplete } from "streamdown";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { ScrollBox } from "@/components/ui/scroll-region";
import { type CodeToken, highlight } from "./highlight";

/** Longer code, or longer lines, would take long for what nobody reads in colour. */
const MAX_HIGHLIGHTED_CHARACTERS = 10_000;
const LONG_LINE = /.{500}/;

/** A fenced block of an answer: its language, copy, and wrapping on request. */
export function FencedCode({ className, children }: { className?: string; children?: ReactNode }) {
  const [wrap, setWrap] = useState(false);
  const source = sourceOf(children).replace(/\n$/, "");
  const language = /language-(\S+)/.exec(className ?? "")?.[1] ?? "";
  const coloured = useHighlighted(source, language);
  return (
    <figure className="my-3 overflow-hidden rounded-md border bg-sunken">
      <figcaption className="flex h-8 items-center justify-between border-b pr-1 pl-3 pointer-coarse:h-11">
        <span className="font-mono text-faint text-xs">{language || "text"}</span>
        <span className="flex">
          <IconButton label="Wrap lines" size="sm" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
            <WrapText size={14} aria-hidden />
          </IconButton>
          <CopyButton text={source} label="Copy code" />
        </span>
      </figcaption>
      <ScrollBox className="overflow-x-auto outline-offset-[-2px]">
        <pre
          className={classNames(
            "w-max min-w-full px-3 py-2.5 font-mono text-[12.5px] leading-5",
            wrap && "w-full whitespace-pre-wrap break-words",
          )}
        >
          <code>
            <Rows rows={coloured.rows} />
            {source.slice(coloured.length)}
          </code>
        </pre>
      </ScrollBox>
    </figure>
  );
}

function Rows({ rows }: { rows: CodeToken[][] }) {
  return rows.map((row, line) => (
    <span key={line}>
      {line > 0 ? "\n" : null}
      {row.map((token) => (
        <span
          key={token.offset}
          style={{ color: token.htmlStyle?.color ?? token.color, ...darkColor(token) }}
          className="dark:text-(--shiki-dark)!"
        >
          {token.content}
        </span>
      ))}
    </span>
  ));
}

function darkColor(token: CodeToken): Record<`--${string}`, string> {
  const dark = token.htmlStyle?.["--shiki-dark"];
  return dark ? { "--shiki-dark": dark } : {};
}

/** As much of it as has been coloured, from its begin: what streams in after it waits for its colours in plain. */
function useHighlighted(source: string, language: string): { rows: CodeToken[][]; length: number } {
  const isIncomplete = useIsCodeFenceIncomplete();
  const [result, setResult] = useState<{ source: string; rows: CodeToken[][] } | null>(null);

  useEffect(() => {
    if (language === "" || source.length > MAX_HIGHLIGHTED_CHARACTERS || LONG_LINE.test(source)) return;
    return highlight(source, language, isIncomplete, (rows) =>
      startTransition(() => setResult({ source, rows })),
    );
  }, [source, language, isIncomplete]);

  if (!result || !source.startsWith(result.source)) return { rows: [], length: 0 };
  return { rows: result.rows, length: result.source.length };
}

function sourceOf(children: ReactNode): string {
  if (typeof children === "string") return children;
  if (Array.isArray(children)) return children.map(sourceOf).join("");
  if (isValidElement<{ children?: ReactNode }>(children)) return sourceOf(children.props.children);
  return "";
}
