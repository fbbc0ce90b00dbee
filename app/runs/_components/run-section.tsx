import { ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { ScrollRegion } from "@/components/ui/scroll-region";

export function RunSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2">
      <h3 id={id} className="font-medium text-base">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** Text as it came, in a box that scrolls by itself. */
export function Verbatim({ label, text }: { label: string; text: string }) {
  return (
    <ScrollRegion aria-label={label} className="max-h-96 overflow-auto rounded-md border bg-sunken p-3">
      <pre className="whitespace-pre-wrap break-words font-sans text-base">{text}</pre>
    </ScrollRegion>
  );
}

/** Something secondary, folded away. */
export function Folded({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="group/folded rounded-md border">
      <summary className="flex min-h-8 items-center gap-2 rounded-md px-3 text-base text-muted hover:text-text pointer-coarse:min-h-11">
        <ChevronRight
          size={14}
          aria-hidden
          className="shrink-0 text-faint transition-transform group-open/folded:rotate-90"
        />
        {summary}
      </summary>
      <div className="border-t p-3">{children}</div>
    </details>
  );
}
