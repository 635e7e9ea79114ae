import type { z } from "zod";
import { ApiError } from "./api-error.ts";
import type { ApiContext } from "./api-types.ts";

/** GitHub takes files up to 25 MB by REST; in base64 they are a third longer. */
const MAX_BODY_BYTES = 40 * 1024 * 1024;

/**
 * Reads a JSON body by a schema. 413 when it is too large, 400 when it is not JSON, 422 naming the first field that breaks a
 * rule. An empty body counts as `{}`, as on GitHub.
 */
export async function readBody<Schema extends z.ZodType>(
  c: ApiContext,
  resource: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(c.req.raw.body);
  let value: unknown;
  try {
    value = text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new ApiError(400, "Problems parsing JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ApiError(400, "Body should be a JSON object");
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({
    resource,
    field: issue.path.join("."),
    code: "invalid",
  }));
  throw new ApiError(422, "Validation Failed", { errors });
}

async function readText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiError(413, "Payload too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
