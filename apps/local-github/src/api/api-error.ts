/** A refusal as GitHub words it. What is in here reaches the client; nothing else does. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: (object | string)[] | undefined;
  readonly headers: Record<string, string>;
  readonly documentationUrl: string;
  constructor(
    status: number,
    message: string,
    extra: {
      errors?: (object | string)[];
      headers?: Record<string, string>;
      documentationUrl?: string;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = extra.errors;
    this.headers = extra.headers ?? {};
    this.documentationUrl = extra.documentationUrl ?? "https://docs.github.com/rest";
  }
}

export const notFound = () => new ApiError(404, "Not Found");
export const badCredentials = () => new ApiError(401, "Bad credentials");
export const requiresAuthentication = () => new ApiError(401, "Requires authentication");
export const notForIntegrations = () => new ApiError(403, "Resource not accessible by integration");

/** 422 with GitHub's list of what is wrong. */
export function validationFailed(
  resource: string,
  field: string,
  code: string,
  message?: string,
): ApiError {
  return new ApiError(422, "Validation Failed", {
    errors: [{ resource, field, code, ...(message ? { message } : {}) }],
  });
}
