export interface Counts {
  /** Requests to the REST interface, those that a fault swallowed too. */
  requests: number;
  /** Requests that count as content creation on GitHub and were let through; invitations are counted apart. */
  creations: number;
  /** Invitations that were really made. */
  invitations: number;
  /** Refusals by a limit, not those by a fault rule. */
  limitAnswers: number;
  faultsApplied: Record<string, number>;
  deliveries: { sent: number; dropped: number; doubled: number };
}

/** Everything at zero. */
export function noCounts(): Counts {
  return {
    requests: 0,
    creations: 0,
    invitations: 0,
    limitAnswers: 0,
    faultsApplied: {},
    deliveries: { sent: 0, dropped: 0, doubled: 0 },
  };
}
