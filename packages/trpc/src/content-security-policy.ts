export interface PolicySettings {
  /** Fresh for every answer. */
  readonly nonce: string;
  /** True behind TLS. */
  readonly secure: boolean;
  /** Development needs eval for stack traces and a web socket for hot reload. */
  readonly development: boolean;
}

/**
 * The Content-Security-Policy of both apps' pages. Scripts run by nonce only. Styles need
 * 'unsafe-inline': several of the interface's packages set style attributes. Signing in leaves by
 * `location.assign`, so that forms may stay on our own origin.
 */
export function contentSecurityPolicy({ nonce, secure, development }: PolicySettings): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}

/** Headers of every answer, page or not, that need no knowledge of the request. */
export const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  },
] as const;

/** The policy of answers that are data: nothing in them may ever run, load or be framed. */
export const dataPolicy = {
  key: "Content-Security-Policy",
  value: "default-src 'none'; frame-ancestors 'none'",
} as const;
