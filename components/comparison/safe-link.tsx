import type { ReactNode } from "react";

/** A link from a model's answer: it says where it leads, and takes nothing along. Anything but web and mail is mere text. */
export function SafeLink({ href, children }: { href?: unknown; children?: ReactNode }) {
  const target = typeof href === "string" ? safeTarget(href) : null;
  if (!target) return <span>{children}</span>;
  return (
    <>
      <a
        href={target.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        referrerPolicy="no-referrer"
        className="break-words text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
      >
        {children}
      </a>
      {saysTarget(children, target.label) ? null : (
        // Isolated, so that nothing in the link's own words can turn the host around.
        <bdi className="text-faint text-sm"> ({target.label})</bdi>
      )}
    </>
  );
}

/** Whether the words of a link are its address: a host somewhere among them could be meant to mislead, as could look-alike letters. */
function saysTarget(children: ReactNode, label: string): boolean {
  const words = Array.isArray(children) ? children.join("") : children;
  if (typeof words !== "string") return false;
  return words === label || (words.includes(label) && safeTarget(words)?.label === label);
}

/** @returns the address and the host a reader should see; null when it must not be followed */
export function safeTarget(href: string): { href: string; label: string } | null {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") return { href: url.href, label: url.pathname };
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  // "https://bank.example@evil.example" reads as the bank.
  if (url.username || url.password) return null;
  return { href: url.href, label: url.host };
}
