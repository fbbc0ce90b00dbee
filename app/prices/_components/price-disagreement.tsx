import { TriangleAlert } from "lucide-react";
import { formatPrice, formatUsd, UNKNOWN } from "@/components/numbers/format-metric";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ScrollBox } from "@/components/ui/scroll-region";
import { PRICE_SOURCE_NAMES } from "@/lib/pricing/price-sources";
import type { Disagreement } from "./price-knowledge";
import { type PriceStatement, partName } from "./price-statement";

const PER_TOKEN = ["input", "output", "cacheRead", "cacheWrite"] as const;

/** What each source says, side by side, the one that bills first. Nothing is averaged. */
export function PriceDisagreement({ parts, points }: Disagreement) {
  const perToken = PER_TOKEN.filter((part) => points.some(({ pricing }) => pricing[part] !== null));
  const perUse = [...new Set(points.flatMap(({ pricing }) => Object.keys(pricing.perRequest)))];
  return (
    <section aria-label="What the sources say" className="flex flex-col items-start gap-2 border-t pt-3">
      <Badge tone="warning">
        <TriangleAlert size={11} aria-hidden />
        sources disagree
      </Badge>
      <ScrollBox className="max-w-full overflow-x-auto">
        <table className="text-left tabular-nums [&_:is(td,th)]:py-1 [&_:is(td,th)]:pr-5 [&_:is(td,th)]:align-top [&_:is(td,th)]:font-normal">
          <thead>
            <tr>
              <td className="text-faint text-xs">USD per 1M</td>
              {points.map(({ id, sourceKind }, index) => (
                <th key={id} scope="col">
                  <span className="block">{PRICE_SOURCE_NAMES[sourceKind]}</span>
                  {index === 0 ? <span className="text-accent text-xs">bills</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {perToken.map((part) => (
              <Part key={part} name={partName(part)} isDisputed={parts.includes(part)} points={points}>
                {({ pricing }) => formatPrice(pricing[part])}
              </Part>
            ))}
            {perUse.map((use) => (
              <Part
                key={use}
                name={`${partName(use)}, per use`}
                isDisputed={parts.includes(use)}
                points={points}
              >
                {({ pricing }) => usePrice(pricing.perRequest[use])}
              </Part>
            ))}
            <Part name="As of" isDisputed={false} points={points} className="text-muted text-xs">
              {({ asOf }) => asOf}
            </Part>
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Part({
  name,
  isDisputed,
  points,
  className,
  children,
}: {
  name: string;
  isDisputed: boolean;
  points: PriceStatement[];
  className?: string;
  children: (point: PriceStatement) => string;
}) {
  return (
    <tr className={classNames(isDisputed && "text-warning", className)}>
      <th scope="row" className={isDisputed ? undefined : "text-muted"}>
        {name}
        {isDisputed ? <span className="sr-only"> (they differ)</span> : null}
      </th>
      {points.map((point) => (
        <td key={point.id} className={classNames("whitespace-nowrap", isDisputed && "font-medium!")}>
          {children(point)}
        </td>
      ))}
    </tr>
  );
}

function usePrice(usd: string | undefined): string {
  if (usd === undefined) return UNKNOWN;
  return Number(usd) === 0 ? "free" : formatUsd(usd);
}
