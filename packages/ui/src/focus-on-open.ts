/**
 * Where the focus goes when a dialog opens: to its first field, else to the dialog itself. Radix would
 * take the first thing that can be focused, which is the ×, and a ring around the × says nothing.
 */
export function focusOnOpen(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  event.preventDefault();
  const field = content.querySelector<HTMLElement>(
    "input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled)",
  );
  (field ?? content).focus();
}
