"use client";

import { Children, type ComponentProps, memo, type ReactNode } from "react";
import { defaultRehypePlugins, Streamdown } from "streamdown";
import { ScrollBox } from "@/components/ui/scroll-region";
import "./answer.css";
import { AnswerBlock } from "./answer-block";
import { blocksOfAnswer } from "./blocks-of-answer";
import { FencedCode } from "./fenced-code";
import { ImageInWords } from "./image-in-words";
import { rehypeHtmlAsText } from "./rehype-html-as-text";
import { SafeLink } from "./safe-link";

type StreamdownProps = ComponentProps<typeof Streamdown>;

/** Streamdown's own plugins let HTML through: these don't. Images and links are `components`' affair. */
const rehypePlugins = [rehypeHtmlAsText, defaultRehypePlugins.sanitize] as NonNullable<
  StreamdownProps["rehypePlugins"]
>;

const components = {
  a: SafeLink,
  img: ImageInWords,
  code: FencedCode,
  inlineCode: InlineCode,
  table: ScrollingTable,
  th: HeaderCell,
} as NonNullable<StreamdownProps["components"]>;

/** `SafeLink` shows where a link leads; a dialog of Streamdown's would ask once more. */
const OWN_LINKS = { enabled: false };

/** A model's answer, rendered: as it streams, unfinished marks are closed for it. */
export const AnswerMarkdown = memo(function AnswerMarkdown({
  children,
  streaming,
}: {
  children: string;
  streaming: boolean;
}) {
  return (
    <Streamdown
      className="answer"
      // Block by block when it has ended too: the other mode renders all of it in one go, and once more.
      mode="streaming"
      parseMarkdownIntoBlocksFn={blocksOfAnswer}
      BlockComponent={AnswerBlock}
      parseIncompleteMarkdown={streaming}
      isAnimating={streaming}
      rehypePlugins={rehypePlugins}
      components={components}
      controls={false}
      linkSafety={OWN_LINKS}
    >
      {children}
    </Streamdown>
  );
});

function InlineCode({ children }: { children?: ReactNode }) {
  return <code className="rounded-xs bg-hover px-1 py-0.5 font-mono text-[0.9em]">{children}</code>;
}

function ScrollingTable({ children }: { children?: ReactNode }) {
  return (
    <ScrollBox className="my-3 overflow-x-auto rounded-md border">
      <table className="w-full border-collapse text-sm">{children}</table>
    </ScrollBox>
  );
}

/** Models leave heads empty; an empty head would be announced as one. */
function HeaderCell({ children }: { children?: ReactNode }) {
  return Children.count(children) === 0 ? <td /> : <th scope="col">{children}</th>;
}
