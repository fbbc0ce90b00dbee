/** What every text entry looks like. 16 px keeps iOS from zooming into it. */
export const fieldClassName =
  "w-full rounded-md border border-border-strong bg-surface text-lg text-text transition-colors duration-100 hover:border-faint focus:border-focus focus:outline-1 focus:outline-focus focus:outline-offset-0 disabled:bg-sunken disabled:text-faint aria-invalid:border-danger";
