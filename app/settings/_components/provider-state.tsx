import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { LocalTime } from "@/components/local-time";
import { CopyButton } from "@/components/ui/copy-button";
import type { KeyView } from "@/lib/api/key-schema";
import type { ProviderSetting } from "@/lib/server/provider-settings";

type Props = { provider: ProviderSetting; isVisitor: boolean };

/** Whether a provider can be called, and why. */
export function ProviderState({ provider, isVisitor }: Props) {
  const { configured, key, variable } = provider;
  if (key?.needsNewKey && !configured) {
    return (
      <Line
        icon={<CircleAlert size={14} aria-hidden className="shrink-0 text-warning" />}
        state="Needs a new key"
      >
        <LostKey provider={provider} keyView={key} />
      </Line>
    );
  }
  if (configured) {
    return (
      <Line icon={<CircleCheck size={14} aria-hidden className="shrink-0 text-success" />} state="Ready">
        <ReadyKey provider={provider} isVisitor={isVisitor} />
      </Line>
    );
  }
  return (
    <Line
      icon={<CircleDashed size={14} aria-hidden className="shrink-0 text-faint" />}
      state={key ? "No key" : "Not set"}
    >
      {isVisitor || !variable ? null : (
        <span className="flex min-w-0 items-center gap-1.5">
          {key ? "Enter it, or set" : "Set"}
          <code className="truncate font-mono text-text text-xs">{variable}</code>
          <CopyButton text={`${variable}=`} label={`Copy ${variable}=`} />
        </span>
      )}
    </Line>
  );
}

function Line({ icon, state, children }: { icon: ReactNode; state: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        {icon}
        {state}
      </span>
      <span className="min-w-0 text-muted">{children}</span>
    </div>
  );
}

/** By which key a provider that is ready is called. */
function ReadyKey({ provider: { key }, isVisitor }: Props): ReactNode {
  if (key?.source === "environment") return "Key set in the environment";
  if (key?.source === "settings") return <>Key entered {dayOf(key)}</>;
  if (key?.source === "session") return "Your key, until you close the browser";
  // What runs inside this server takes no key at all.
  if (key === null) return null;
  if (!isVisitor) return "No key needed";
  return key.needsNewKey ? "This server’s key; yours has to be entered again" : "This server’s key";
}

/** Why a key that was entered is not used. */
function LostKey({ provider: { address }, keyView }: { provider: ProviderSetting; keyView: KeyView }) {
  const isMoved = address !== null && new URL(address).origin !== keyView.origin;
  if (!isMoved) return <>The one entered {dayOf(keyView)} can’t be read: the server’s secret has changed</>;
  return (
    <>
      The one entered {dayOf(keyView)} is for{" "}
      <span className="break-all font-mono text-xs">{keyView.origin}</span> and is not sent elsewhere
    </>
  );
}

function dayOf({ setAt }: KeyView): ReactNode {
  return setAt === null ? null : <LocalTime iso={setAt} precision="day" />;
}
