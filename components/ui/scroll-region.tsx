import type { ComponentProps, Ref } from "react";

/**
 * What scrolls must be reachable by keyboard (WCAG 2.1.1), though it is no control. Safari, unlike others,
 * does not make scrollers focusable by itself.
 */
const focusable = { tabIndex: 0 };

/** A part of the page that scrolls by itself, and is worth a landmark: `aria-label` names it, as no other. */
export function ScrollRegion({
  ref,
  ...props
}: ComponentProps<"section"> & { "aria-label": string; ref?: Ref<HTMLElement> }) {
  return <section ref={ref} {...focusable} {...props} />;
}

/** A part of a text that scrolls by itself, such as a wide table or long lines. */
export function ScrollBox(props: ComponentProps<"div">) {
  return <div {...focusable} {...props} />;
}
