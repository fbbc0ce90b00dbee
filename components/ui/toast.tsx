"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { iconButtonClassName } from "./icon-button";

/** For what happened elsewhere; errors of what is in view belong in their place. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          className="fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2"
          data-print="hide"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className="rounded-lg bg-raised shadow-popup transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-starting-style:translate-y-2 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-3 p-3 pl-4">
        <div className="flex min-w-0 flex-1 flex-col py-1">
          <Toast.Title className="font-medium text-base" />
          <Toast.Description className="break-words text-base text-muted" />
        </div>
        <Toast.Close aria-label="Dismiss" className={iconButtonClassName("md")}>
          <X size={15} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** `add({ title, description })` shows a toast. */
export const useToast = Toast.useToastManager;
