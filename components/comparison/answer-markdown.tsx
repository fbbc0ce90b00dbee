"use client";

import { Children, type ComponentProps, memo, type ReactNode } from "react";
import { defaultRehypePlugins, Streamdown } from "streamdown";
import { ScrollBox } from "@/components/ui/scroll-region";
import "./answer.css";
import { FencedCode } from "./fenced-code";
import { rehypeHtmlAsText } from "./rehype-html-as-text";
import { SafeLink } from "./safe-link";

type StreamdownProps = ComponentProps<typeof Streamdown>;
type Plugins = NonNullable<StreamdownProps["rehypePlugins"]>;

/** Streamdown's own plugins let HTML, remote images and any link through: these don't. */
const [hardenPlugin] = [defaultRehypePlugins.harden].flat() as [
  Extract<Plugins[number], (...args: never[]) => unknown>,
];
const rehypePlugins = [
  rehypeHtmlAsText,
  defaultRehypePlugins.sanitize,
  [
    hardenPlugin,
    {
      allowedLinkPrefixes: ["*"],
      allowedImagePrefixes: [],
      allowDataImages: false,
      linkBlockPolicy: "text-only",
      imageBlockPolicy: "text-only",
    },
  ],
] as Plugins;

const components = {
  a: SafeLink,
  img: BlockedImage,
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
      mode={streaming ? "streaming" : "static"}
      parseIncompleteMarkdown={streaming}
      isAnimating={streaming}
      rehypePlugins={rehypePlugins}
      components={components}
      controls={false}
      linkSafety={OWN_LINKS}
      dir="auto"
    >
      {children}
    </Streamdown>
  );
});

/** Loading an image would tell a stranger's server that, and when, the answer was read. */
function BlockedImage({ alt }: { alt?: unknown }) {
  return <span className="text-faint">[image{typeof alt === "string" && alt ? `: ${alt}` : ""}]</span>;
}

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
