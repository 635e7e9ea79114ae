/**
 * Reads of one installation: 600 points in any minute, of GitHub's 900 for REST (docs: "Rate limits
 * for the REST API", secondary limits). A bucket that holds `burst` and fills with `perMinute`: the
 * most that a minute can spend is their sum.
 */
export const readLimits = { burst: 150, perMinute: 450 } as const;

/** Points that a sweep leaves in the bucket, so that starts never find it empty because of one. */
export const keptForStarts = 50;

/** What a piece of work costs, in points: GitHub counts a read as one. */
export const readCosts = {
  /** Looking for the content, twice on average, and for an existing repository. */
  provisioningTry: 3,
  verifyMapping: 1,
  lookForTemplate: 1,
} as const;
