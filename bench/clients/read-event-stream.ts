export type StreamedEvent = { type: string; data: string; lastEventId: string };

/**
 * Puts the events of a `text/event-stream` together from the pieces in which it arrives.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventStreamReader(): (piece: string) => StreamedEvent[] {
  let rest = "";
  let lastEventId = "";
  let type = "";
  let data: string[] = [];

  function readLine(line: string): StreamedEvent | undefined {
    if (line === "") {
      const event = { type: type || "message", data: data.join("\n"), lastEventId };
      const isEmpty = data.length === 0;
      type = "";
      data = [];
      return isEmpty ? undefined : event;
    }
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    if (field === "event") type = value;
    if (field === "id" && !value.includes("\0")) lastEventId = value;
    return undefined;
  }

  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    return lines.flatMap((line) => readLine(line) ?? []);
  };
}
