import { KeyRound } from "lucide-react";
import { useId } from "react";
import { SwitchField } from "@/components/ui/switch-field";
import type { SharePreview } from "@/lib/runs/share";

/** More of them would push everything else away. */
const MOST_SHOWN = 6;

/** Points out what looks like a key before it is published; the person decides. */
export function KeyLikeNotice({
  preview: { keyLikeText, ownKeysRemoved },
  isConfirmed,
  onConfirm,
}: {
  preview: SharePreview;
  isConfirmed: boolean;
  onConfirm: (isConfirmed: boolean) => void;
}) {
  const title = useId();
  if (keyLikeText.length === 0 && ownKeysRemoved === 0) return null;
  return (
    <section aria-labelledby={title} className="rounded-md border border-warning/40 bg-warning-soft p-3">
      <h3 id={title} className="flex items-center gap-2 font-medium text-base text-warning">
        <KeyRound size={15} aria-hidden className="shrink-0" />
        {keyLikeText.length > 0 ? "This looks like a key" : "A key was left out"}
      </h3>
      {ownKeysRemoved > 0 ? (
        <p className="mt-1 text-sm">
          A key of this server’s own stood in it {ownKeysRemoved === 1 ? "once" : `${ownKeysRemoved} times`}{" "}
          and is replaced by “[redacted]”.
        </p>
      ) : null}
      {keyLikeText.length > 0 ? (
        <>
          <ul className="mt-1.5 flex flex-col gap-1 text-sm">
            {keyLikeText.slice(0, MOST_SHOWN).map(({ place, kind, excerpt }) => (
              <li key={place + excerpt} className="break-words">
                {kind} in the {place}: <code className="font-mono text-xs">{excerpt}</code>
              </li>
            ))}
            {keyLikeText.length > MOST_SHOWN ? <li>and {keyLikeText.length - MOST_SHOWN} more</li> : null}
          </ul>
          <div className="mt-1.5">
            <SwitchField checked={isConfirmed} onCheckedChange={onConfirm}>
              Publish it all the same
            </SwitchField>
          </div>
        </>
      ) : null}
    </section>
  );
}
