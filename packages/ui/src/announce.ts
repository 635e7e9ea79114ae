/** What screen readers are told, collected and spoken together: five rows that arrive at once are one sentence. */
const batchMilliseconds = 600;

let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<(message: string) => void>();

/** Says `message` politely through the page's <Announcer>; repeated words within a batch are said once. */
export function announce(message: string): void {
  if (!waiting.includes(message)) waiting.push(message);
  timer ??= setTimeout(() => {
    const spoken = waiting.join(". ");
    waiting = [];
    timer = undefined;
    for (const listener of listeners) listener(spoken);
  }, batchMilliseconds);
}

/** Called by <Announcer> alone. Returns the way to stop listening. */
export function onAnnouncement(listener: (message: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
