import type { FaultRule } from "@forgea/testing/test-control";

/** A part of the sessions, by the first hexadecimal digit of the random end in the repository's name. */
const repository = (digits: string) => `-[${digits}][0-9a-f]{9}(-[0-9]+)?$`;
const generate = { method: "POST", path: "/generate$" } as const;

/**
 * What the provider does to whom: half of all sessions meet something, each request of theirs with a
 * probability, so that a second try may meet it too. The rest meet crashes only.
 */
export function providerFaults(stallMs: number): FaultRule[] {
  return [
    {
      id: "lost-answer",
      ...generate,
      repository: repository("01"),
      kind: "lost-answer",
      probability: 0.6,
    },
    { id: "5xx", repository: repository("23"), kind: "status", status: 502, probability: 0.3 },
    {
      id: "secondary-limit",
      ...generate,
      repository: repository("4"),
      kind: "status",
      status: 403,
      retryAfterSeconds: 2,
      probability: 0.5,
    },
    {
      id: "stall",
      ...generate,
      repository: repository("5"),
      kind: "stall",
      ms: stallMs,
      probability: 0.5,
    },
    { id: "no-answer", repository: repository("6"), kind: "drop", probability: 0.25 },
    {
      id: "lost-deletion-or-invitation",
      path: "/(collaborators/|[^/]+$)",
      method: "DELETE",
      repository: repository("7"),
      kind: "lost-answer",
      probability: 0.6,
    },
    {
      id: "lost-invitation",
      path: "/collaborators/",
      method: "PUT",
      repository: repository("7"),
      kind: "lost-answer",
      probability: 0.5,
    },
  ];
}
