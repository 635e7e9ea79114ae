import type { z } from "zod";
import { ApiError } from "./api-error.ts";
import type { ApiContext } from "./api-types.ts";

/**
 * Reads a JSON body by a schema. 400 when it is not JSON, 422 naming the first field that breaks a
 * rule. An empty body counts as `{}`, as on GitHub.
 */
export async function readBody<Schema extends z.ZodType>(
  c: ApiContext,
  resource: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text();
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
