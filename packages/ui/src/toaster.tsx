"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";

type ToastKind = "success" | "error" | "info" | "warning";

export interface ToastOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

export interface WaitingToast {
  readonly kind: ToastKind;
  readonly message: string;
  readonly options: ToastOptions | undefined;
}

const listeners = new Set<() => void>();
let waiting: readonly WaitingToast[] = [];
let everShown = false;

function show(kind: ToastKind, message: string, options?: ToastOptions): void {
  waiting = [...waiting, { kind, message, options }];
  everShown = true;
  for (const listener of listeners) listener();
}

/** Call it from anywhere in the browser: toast.success("Session stopped", { action }). */
export const toast = {
  success: (message: string, options?: ToastOptions) => show("success", message, options),
  error: (message: string, options?: ToastOptions) => show("error", message, options),
  info: (message: string, options?: ToastOptions) => show("info", message, options),
  warning: (message: string, options?: ToastOptions) => show("warning", message, options),
};

/** Called by the loaded toaster alone: what is to be shown, handed over once. */
export function takeWaitingToasts(): readonly WaitingToast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

// Most pages never show one, so what shows them is loaded with the first.
const ToastCorner = lazy(() =>
  import("./toast-corner.tsx").then((module) => ({ default: module.ToastCorner })),
);

/** Short messages in the corner: something was done, and can be undone. Mounted by <UiProvider>. */
export function Toaster() {
  const wanted = useSyncExternalStore(onToast, () => everShown, isNever);
  const newest = useSyncExternalStore(onToast, () => waiting, isNone);
  return wanted ? (
    <Suspense>
      <ToastCorner newest={newest} />
    </Suspense>
  ) : null;
}

function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const none: readonly WaitingToast[] = [];
const isNone = () => none;
const isNever = () => false;
