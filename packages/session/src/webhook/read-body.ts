/** GitHub's own cap for webhook bodies. */
export const maxBodyBytes = 25 * 1024 * 1024;

/** Bytes of all bodies that are being read at once; more are answered with 429. */
const maxBytesInFlight = 8 * maxBodyBytes;
let bytesInFlight = 0;

export type BodyOutcome =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly status: 400 | 413 | 429 };

/** Reads a body's raw bytes, stopping as soon as it is too long. */
export async function readBody(request: Request): Promise<BodyOutcome> {
  const declared = request.headers.get("content-length");
  if (declared !== null && !/^\d{1,15}$/.test(declared)) return { ok: false, status: 400 };
  if (declared !== null && Number(declared) > maxBodyBytes) return { ok: false, status: 413 };
  if (request.body === null) return { ok: false, status: 400 };

  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      bytesInFlight += value.byteLength;
      chunks.push(value);
      const tooLong = length > maxBodyBytes;
      if (tooLong || bytesInFlight > maxBytesInFlight) {
        await reader.cancel();
        return { ok: false, status: tooLong ? 413 : 429 };
      }
    }
  } catch {
    return { ok: false, status: 400 };
  } finally {
    bytesInFlight -= length;
  }
  if (declared !== null && Number(declared) !== length) return { ok: false, status: 400 };
  return { ok: true, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) };
}
