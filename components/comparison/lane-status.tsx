import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  CircleStop,
  CircleX,
  type LucideIcon,
  Unplug,
} from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import type { RunStatus } from "@/lib/runs/run";
import type { LaneState } from "./lane-state";
import { statusWord } from "./status-words";

/** A different shape for every state, so that colour is never the only sign. */
const LOOKS: Record<RunStatus, { Icon: LucideIcon; className: string }> = {
  queued: { Icon: CircleDashed, className: "text-faint" },
  running: { Icon: CircleDot, className: "text-accent animate-breathe" },
  completed: { Icon: CircleCheck, className: "text-success" },
  length: { Icon: CircleAlert, className: "text-warning" },
  filtered: { Icon: CircleSlash, className: "text-warning" },
  aborted: { Icon: CircleStop, className: "text-muted" },
  failed: { Icon: CircleX, className: "text-danger" },
  interrupted: { Icon: Unplug, className: "text-danger" },
};

export function StatusIcon({ status, className }: { status: RunStatus; className?: string }) {
  const { Icon, className: look } = LOOKS[status];
  return <Icon size={14} aria-hidden className={classNames("shrink-0", look, className)} />;
}

export function LaneStatus({ lane }: { lane: LaneState }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap text-muted text-sm">
      <StatusIcon status={lane.status} />
      {statusWord(lane)}
    </span>
  );
}
