/** Messages on their way to the corner, which is loaded with the first of them. */

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

/** Called by the corner alone: what is to be shown, handed over once. */
export function takeWaitingToasts(): readonly WaitingToast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

/** Whether any message was ever shown: then the corner is needed. */
export function wasToastShown(): boolean {
  return everShown;
}

/** What waits to be shown now; the same array until it changes. */
export function waitingToasts(): readonly WaitingToast[] {
  return waiting;
}

/** Calls back when a message comes; returns how to stop. */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
