"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { onToast, type WaitingToast, waitingToasts, wasToastShown } from "./toast-queue.ts";

export { toast } from "./toast-queue.ts";

// Most pages never show one, so what shows them is loaded with the first.
const ToastCorner = lazy(() =>
  import("./toast-corner.tsx").then((module) => ({ default: module.ToastCorner })),
);

const none: readonly WaitingToast[] = [];
const isNone = () => none;
const isNever = () => false;

/** Short messages in the corner: something was done, and can be undone. Mounted by <UiProvider>. */
export function Toaster() {
  const wanted = useSyncExternalStore(onToast, wasToastShown, isNever);
  const newest = useSyncExternalStore(onToast, waitingToasts, isNone);
  return wanted ? (
    <Suspense>
      <ToastCorner newest={newest} />
    </Suspense>
  ) : null;
}
