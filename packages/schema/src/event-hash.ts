import { createHash } from "node:crypto";

/** What a session event's hash covers. Everything but its position among all events (id, xid). */
export interface ChainedEvent {
  prevHash: Uint8Array;
  labSessionId: string;
  seq: number;
  kind: string;
  fromStatus: string | null;
  toStatus: string | null;
  actorKind: string;
  actorId: string | null;
  actingAsId: string | null;
  data: string;
  correlationId: string;
  at: Date;
}

/** Says what is hashed and how: another encoding gets another number, and never the same bytes. */
const encoding = "forgea.session-event.1";

/** Four bytes of length (big endian) and the UTF-8 bytes; null is the length -1. */
function encodeField(field: string | null): Buffer {
  const bytes = Buffer.from(field ?? "", "utf8");
  const length = Buffer.alloc(4);
  length.writeInt32BE(field === null ? -1 : bytes.length);
  return Buffer.concat([length, bytes]);
}

function sha256(...parts: (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

/** The link before a session's first event: its own id, so that a chain fits no other session. */
export function genesisHash(labSessionId: string): Uint8Array<ArrayBuffer> {
  return sha256(labSessionId.toLowerCase());
}

/** Twin of the database's forgea.event_hash: the audit recomputes with it what the trigger wrote. */
export function hashEvent(event: ChainedEvent): Uint8Array<ArrayBuffer> {
  return sha256(
    encodeField(encoding),
    event.prevHash,
    encodeField(event.labSessionId.toLowerCase()),
    encodeField(String(event.seq)),
    encodeField(event.kind),
    encodeField(event.fromStatus),
    encodeField(event.toStatus),
    encodeField(event.actorKind),
    encodeField(event.actorId?.toLowerCase() ?? null),
    encodeField(event.actingAsId?.toLowerCase() ?? null),
    encodeField(event.data),
    encodeField(event.correlationId),
    encodeField(event.at.toISOString()),
  );
}

/**
 * The salted hash of an event's free text (hex), which its data holds as `noteHash`. The salt has at
 * least 16 random bytes: a short reason must not be guessable once the text is forgotten.
 */
export function hashNote(salt: Uint8Array, text: string): string {
  return Buffer.from(sha256(salt, Buffer.from(text, "utf8"))).toString("hex");
}
