import type { CSSProperties } from "react";
import { classNames } from "@/components/ui/class-names";

/** A tier's colour and shape stand in the style sheet; tiers it doesn't know share one neutral mark. */
function tierStyle(tier: string): CSSProperties & Record<`--${string}`, string> {
  const slug = tier.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    "--tier": `var(--tier-${slug}, var(--tier-other))`,
    "--tier-shape": `var(--tier-shape-${slug}, var(--tier-shape-other))`,
  };
}

/** The tier's colour as a CSS value, for charts. */
export function tierColor(tier: string): string {
  return tierStyle(tier)["--tier"] ?? "var(--tier-other)";
}

/** A tier wherever it is named: its colour, its shape and its name. */
export function TierMark({
  tier,
  name,
  hideName = false,
  className,
}: {
  /** The tier's id, such as "glm-4.7-flash". */
  tier: string;
  /** Its name; the id stands in. */
  name?: string;
  /** The shape alone; the name stays for screen readers. */
  hideName?: boolean;
  className?: string;
}) {
  return (
    <span
      style={tierStyle(tier)}
      className={classNames("inline-flex min-w-0 items-center gap-1.5", className)}
    >
      <span
        aria-hidden
        className="size-2.5 shrink-0 bg-(--tier) [clip-path:var(--tier-shape)] print:[print-color-adjust:exact]"
      />
      <span className={hideName ? "sr-only" : "truncate"}>{name ?? tier}</span>
    </span>
  );
}
