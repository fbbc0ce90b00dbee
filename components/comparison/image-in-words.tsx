import { safeTarget } from "./safe-link";

/** What an answer's image would have shown, and from where. Loading it would tell a stranger's server that, and when, the answer was read. */
export function ImageInWords({ alt, src }: { alt?: unknown; src?: unknown }) {
  const host = typeof src === "string" ? safeTarget(src)?.label : undefined;
  const words = typeof alt === "string" && alt !== "" ? `: ${alt}` : "";
  return (
    <span className="text-faint">
      [image{words}
      {host ? ` from ${host}` : ""}]
    </span>
  );
}
