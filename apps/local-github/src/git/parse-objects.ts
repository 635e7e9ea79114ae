export interface ParsedSignature {
  name: string;
  email: string;
  /** Seconds since 1970. */
  seconds: number;
  /** `+0200`. */
  zone: string;
}

export interface ParsedCommit {
  tree: string;
  parents: string[];
  author: ParsedSignature;
  committer: ParsedSignature;
  message: string;
  signed: boolean;
}

export interface ParsedTreeEntry {
  mode: string;
  type: "blob" | "tree" | "commit";
  name: string;
  id: string;
}

const nobody: ParsedSignature = { name: "", email: "", seconds: 0, zone: "+0000" };

/** Reads a commit object's bytes. Students write these bytes: whatever is odd is kept as text, nothing throws. */
export function parseCommit(body: Buffer): ParsedCommit {
  const split = body.indexOf("\n\n");
  const head = body.subarray(0, split === -1 ? body.length : split).toString("latin1");
  const fields = new Map<string, string[]>();
  for (const line of head.split("\n")) {
    const space = line.indexOf(" ");
    if (space <= 0) continue;
    const key = line.slice(0, space);
    fields.set(key, [...(fields.get(key) ?? []), line.slice(space + 1)]);
  }
  const decode = decoderFor(fields.get("encoding")?.[0]);
  const signature = (key: string) =>
    parseSignature(decode(Buffer.from(fields.get(key)?.[0] ?? "", "latin1")));
  return {
    tree: fields.get("tree")?.[0] ?? "",
    parents: fields.get("parent") ?? [],
    author: signature("author"),
    committer: signature("committer"),
    message: split === -1 ? "" : decode(body.subarray(split + 2)).replace(/\n+$/, ""),
    signed: fields.has("gpgsig"),
  };
}

/** The commit that an annotated tag object points at. */
export function parseTagTarget(body: Buffer): string {
  return /^object ([0-9a-f]{40})\n/.exec(body.toString("latin1", 0, 64))?.[1] ?? "";
}

/** Reads a tree object's entries in its own order. */
export function parseTree(body: Buffer): ParsedTreeEntry[] {
  const entries: ParsedTreeEntry[] = [];
  let offset = 0;
  while (offset < body.length) {
    const space = body.indexOf(32, offset);
    const end = body.indexOf(0, space);
    if (space === -1 || end === -1) break;
    const mode = body.toString("latin1", offset, space).padStart(6, "0");
    const type = mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";
    entries.push({
      mode,
      type,
      name: body.toString("utf8", space + 1, end),
      id: body.toString("hex", end + 1, end + 21),
    });
    offset = end + 21;
  }
  return entries;
}

function decoderFor(encoding: string | undefined): (bytes: Buffer) => string {
  let decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  if (encoding) {
    try {
      decoder = new TextDecoder(encoding, { ignoreBOM: true });
    } catch {
      // An encoding that nobody knows: read it as UTF-8, as git does.
    }
  }
  return (bytes) => decoder.decode(bytes);
}

function parseSignature(text: string): ParsedSignature {
  const match = /^(.*?) ?<([^>]*)> (-?\d{1,12}) ([+-]\d{4})$/.exec(text);
  if (!match) return nobody;
  return {
    name: match[1] ?? "",
    email: match[2] ?? "",
    seconds: Number(match[3]),
    zone: match[4] ?? "+0000",
  };
}
