"use client";

import { type ComponentProps, memo } from "react";
import { Block } from "streamdown";
import { isLightBlock } from "./markdown-limits";
import { PlainAnswer } from "./plain-answer";

/** A paragraph, list, table or fence of an answer. One that would hold up the page is shown as it was written. */
export const AnswerBlock = memo(function AnswerBlock(props: ComponentProps<typeof Block>) {
  return (
    <div dir="auto" className="answer-block">
      {isLightBlock(props.content) ? <Block {...props} /> : <PlainAnswer text={props.content} isRefused />}
    </div>
  );
});
