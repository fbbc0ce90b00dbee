import { formatPercent, formatUsd } from "@/components/numbers/format-metric";
import type { Spend } from "@/lib/server/read-spend";
import { shareOf } from "./spend-sums";

/** What today's budget has been spent on, what is set aside for runs that go on, and what is left. */
export function TodayBudget({ spend, isOperator }: { spend: Spend; isOperator: boolean }) {
  const { budget, todayUsd, reservedUsd, left } = spend;
  if (budget === null || left === null) {
    return (
      <Card>
        <Figures figures={[{ label: "Spent today", value: formatUsd(todayUsd) }]} />
        <p className="text-pretty text-muted text-sm">
          {isOperator
            ? "No budget is set, so nothing limits what a day may cost. Set GLIMPSE_BUDGET_USD_PER_DAY, such as 5, and restart Glimpse."
            : "This server sets no budget."}
        </p>
      </Card>
    );
  }
  const spent = shareOf(todayUsd, budget);
  const reserved = shareOf(reservedUsd ?? "0", budget);
  return (
    <Card>
      <Figures
        figures={[
          { label: "Spent today", value: formatUsd(todayUsd) },
          { label: "Set aside", value: formatUsd(reservedUsd) },
          { label: "Left today", value: formatUsd(left), isStrong: true },
          { label: isOperator ? "Budget a day" : "Your budget a day", value: formatUsd(budget) },
        ]}
      />
      <div
        role="img"
        aria-label={`${formatPercent(spent)} of today's budget is spent, ${formatPercent(reserved)} is set aside`}
        className="flex h-2 overflow-hidden rounded-full bg-hover"
      >
        <span className="bg-accent" style={{ width: `${spent * 100}%` }} />
        <span className="bg-accent/40" style={{ width: `${Math.min(reserved, 1 - spent) * 100}%` }} />
      </div>
      <p className="text-pretty text-faint text-sm">
        A day is a UTC day. A run starts only if the day has room for the most that it may cost; that is set
        aside until it ends, and then its bill counts.
      </p>
    </Card>
  );
}

function Card({ children }: { children: React.ReactNode }) {
  return (
    <section aria-label="Today" className="flex flex-col gap-3 rounded-lg border bg-surface p-4">
      {children}
    </section>
  );
}

function Figures({ figures }: { figures: { label: string; value: string; isStrong?: boolean }[] }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {figures.map(({ label, value, isStrong }) => (
        <div key={label} className="flex flex-col">
          <dt className="text-faint text-xs">{label}</dt>
          <dd className={`text-lg tabular-nums ${isStrong ? "font-semibold" : ""}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
