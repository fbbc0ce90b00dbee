"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";

const links = [
  { href: "/", label: "Playground", owns: (path: string) => path === "/" || /^\/[cs]\//.test(path) },
  { href: "/prices", label: "Prices", owns: (path: string) => path.startsWith("/prices") },
  { href: "/latency", label: "Latency", owns: (path: string) => path.startsWith("/latency") },
  { href: "/runs", label: "Runs", owns: (path: string) => path.startsWith("/runs") },
  { href: "/spend", label: "Spend", owns: (path: string) => path.startsWith("/spend") },
  { href: "/settings", label: "Settings", owns: (path: string) => path.startsWith("/settings") },
];

export function NavLinks() {
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On a phone the links scroll: the page that is open stays in sight.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label="Main" className="min-w-0 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex items-center gap-0.5 p-0.5">
        {links.map(({ href, label, owns }) => {
          const current = owns(pathname);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={classNames(
                  "flex h-7 items-center whitespace-nowrap rounded-md px-2 text-base transition-colors pointer-coarse:h-11 sm:px-2.5",
                  current ? "bg-hover font-medium text-text" : "text-muted hover:bg-hover hover:text-text",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
