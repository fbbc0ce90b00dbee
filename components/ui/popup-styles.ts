/** The panel that popovers, menus and selects share. */
export const popupClassName =
  "origin-(--transform-origin) rounded-lg bg-raised text-base text-text shadow-popup outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** One choice in a menu, select or list box. */
export const itemClassName =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-base text-text outline-none data-highlighted:bg-hover data-disabled:text-faint pointer-coarse:min-h-11";
