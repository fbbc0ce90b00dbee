import Link from "next/link";
import { NavLinks } from "./nav-links";
import { SignOutButton } from "./sign-out-button";
import { ThemeMenu } from "./theme-menu";
import { Glyph } from "./wordmark";

/** One slim bar on every screen. On a phone the name shrinks to its glyph and the row scrolls: nothing is hidden. */
export function TopBar({
  hasNav,
  canSignOut,
}: {
  /** False where every link would only lead a stranger to sign in. */
  hasNav: boolean;
  canSignOut: boolean;
}) {
  return (
    <header
      data-print="hide"
      className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-1 border-b bg-background pr-2 pl-3 sm:gap-4 sm:px-4"
    >
      <a
        href="#main"
        className="skip-link rounded-md bg-text px-3 py-2 font-medium text-background text-base shadow-popup"
      >
        Skip to content
      </a>
      <Link
        href="/"
        className="flex h-8 shrink-0 items-center gap-2 rounded-md px-1 font-semibold text-md tracking-tight pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
      >
        <Glyph />
        <span className="max-sm:sr-only">Glimpse</span>
      </Link>
      {hasNav ? <NavLinks /> : null}
      <div className="ml-auto flex shrink-0 items-center">
        {canSignOut ? <SignOutButton /> : null}
        <ThemeMenu />
      </div>
    </header>
  );
}
