// The arrows of the house, all errors: who may import whom. `node tooling/lint/check-arrows.mjs` runs them, and runs
// them over tooling/lint/seeded-violation too, where every rule below has to find what it forbids.

/** A module of npm, wherever pnpm puts it, and also when it cannot be resolved. */
const npm = (...names) => `(^|/)(${names.join("|")})(@|/|$)`;

// A test, what only tests use (builders, fakes, rows), or its configuration.
const tests =
  "\\.test\\.tsx?$|/src/test-[^/]+\\.tsx?$|^packages/session/src/testing(\\.ts$|/)|vitest\\.config\\.ts$";
const ours = "^(apps|packages|tooling|e2e|bench)/";
const database = npm("@prisma", "prisma", "pg", "graphile-worker");

/** What a package may import of ours besides itself; tests may import @forgea/testing too. */
const packageArrows = {
  schema: [],
  lifecycle: [],
  trpc: [],
  ui: [],
  session: ["lifecycle", "schema", "trpc"],
  auth: ["schema", "trpc"],
  github: ["session"],
};

/** What a folder of packages/session must not import of the package. */
const sessionArrows = {
  domain: {
    never: ["store", "use-cases", "webhook", "tasks", "trpc", "live", "ports.ts", "server.ts"],
    why: "is pure and knows nobody",
  },
  contracts: {
    never: ["store", "use-cases", "webhook", "tasks", "trpc", "live", "ports.ts", "server.ts"],
    why: "are read by browsers",
  },
  store: {
    never: ["use-cases", "webhook", "tasks", "trpc", "server.ts"],
    why: "is used by use cases, not the other way round",
  },
  "use-cases": {
    never: ["webhook", "tasks", "trpc", "server.ts"],
    why: "do not know who calls them",
  },
  "(trpc|webhook|tasks)": { never: ["store"], why: "go through a use case" },
};

const error = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    error(
      "not-to-unresolvable",
      "The import leads nowhere: a missing dependency, or a path that the package does not export.",
      { path: ours },
      // Next's bundler knows server-only itself.
      { couldNotResolve: true, pathNot: "^server-only$" },
    ),
    error(
      "no-circular",
      "Modules that need each other can only be understood and loaded together.",
      { path: ours },
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    error(
      "no-app-to-app",
      "Apps meet in the database and over HTTP.",
      { path: "^apps/([^/]+)/" },
      { path: "^apps/", pathNot: "^apps/$1/" },
    ),
    error(
      "no-package-to-app",
      "Packages are used by apps, not the other way round.",
      { path: "^(packages|tooling|e2e|bench)/" },
      { path: "^apps/" },
    ),
    error(
      "no-product-to-tooling",
      "What builds and starts the product is no part of it.",
      { path: "^(apps|packages)/", pathNot: `^packages/testing/|${tests}` },
      { path: "^(tooling|e2e|bench)/" },
    ),
    error(
      "no-production-to-tests",
      "Production code must not need what only tests have.",
      { path: "^(apps|packages)/", pathNot: `^packages/testing/|${tests}` },
      { path: `^packages/testing/|${tests}|${npm("vitest", "fast-check", "@playwright")}` },
    ),
    error(
      "no-relative-import-out-of-a-package",
      "Another package is imported by its name and through its entries.",
      { path: "^(apps|packages|tooling)/([^/]+)/" },
      { path: ours, pathNot: "^$1/$2/", dependencyTypes: ["local"] },
    ),
    error(
      "e2e-and-bench-use-testing-only",
      "They drive running processes from outside, as a person would.",
      { path: "^(e2e|bench)/" },
      { path: ours, pathNot: "^(e2e|bench|packages/testing)/" },
    ),
    ...Object.entries(packageArrows).map(([name, allowed]) =>
      error(
        `arrows-of-${name}`,
        `packages/${name} imports of ours only: ${allowed.join(", ") || "nothing"}.`,
        { path: `^packages/${name}/`, pathNot: tests },
        { path: "^packages/", pathNot: `^packages/(${[name, ...allowed].join("|")})/` },
      ),
    ),
    error(
      "github-sees-ports-only",
      "packages/github implements the ports and must not know what is behind them.",
      { path: "^packages/github/", pathNot: tests },
      { path: "^packages/session/", pathNot: "^packages/session/src/ports\\.ts$" },
    ),
    ...Object.entries(sessionArrows).map(([folder, { never, why }]) =>
      error(
        `session-${folder.replace(/[()]/g, "").replaceAll("|", "-")}`,
        `src/${folder} ${why}.`,
        { path: `^packages/session/src/${folder}/`, pathNot: tests },
        { path: `^packages/session/src/(${never.join("|").replaceAll(".", "\\.")})(/|$)` },
      ),
    ),
    error(
      "domain-has-no-io",
      "The rules are pure: no clock, no disk, no network, no database.",
      { path: "^packages/session/src/domain/", pathNot: tests },
      { dependencyTypes: ["core"] },
    ),
    error(
      "domain-imports-no-package",
      "The rules are pure: what they need is passed to them.",
      { path: "^packages/session/src/domain/", pathNot: tests },
      {
        path: `^packages/(?!session/|lifecycle/src/define-lifecycle)|${database}|${npm("@trpc", "pino", "hono", "octokit", "next")}`,
      },
    ),
    error(
      "session-database-in-store-only",
      "src/store is the only folder of the domain that knows Prisma and SQL.",
      { path: "^packages/session/src/(trpc|webhook|tasks|use-cases|contracts)/", pathNot: tests },
      { path: `^packages/schema/|${npm("@prisma", "prisma", "pg")}` },
    ),
    error(
      "prisma-in-schema-only",
      "Prisma is reached through packages/schema.",
      { path: ours, pathNot: "^(packages/schema|tooling/prisma)/" },
      { path: npm("@prisma", "prisma"), pathNot: "^(packages|tooling)/" },
    ),
    error(
      "octokit-in-github-only",
      "Everybody else speaks to the provider through the port.",
      { path: "^(apps|packages)/", pathNot: `^packages/github/|^apps/local-github/|${tests}` },
      { path: npm("octokit", "@octokit") },
    ),
    error(
      "next-auth-in-auth-only",
      "Who signs in how is known in one place.",
      { path: ours, pathNot: "^packages/auth/|^apps/[^/]+/src/app/api/auth/" },
      { path: npm("next-auth") },
    ),
    error(
      "no-server-in-the-browser",
      "What runs in a browser must not pull in the server: types only.",
      { path: "^packages/ui/|^apps/[^/]+/src/features/.*(client\\.tsx$|/components/)" },
      {
        path: `^packages/session/src/(server\\.ts|store|use-cases|webhook|tasks)|^packages/(schema|github)/|/src/env\\.ts$|${database}`,
        dependencyTypesNot: ["type-only"],
      },
    ),
    error(
      "no-node-in-the-browser",
      "What runs in a browser has no Node.",
      {
        path: "^packages/ui/|^packages/session/src/contracts/|^apps/[^/]+/src/features/.*(client\\.tsx$|/components/)",
        pathNot: tests,
      },
      { dependencyTypes: ["core"], dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    combinedDependencies: false,
    preserveSymlinks: false,
    doNotFollow: { path: "(^|/)node_modules/|^packages/schema/src/generated/" },
    exclude: {
      path: "(^|/)(\\.next|\\.turbo|out)/|^templates/|next-env\\.d\\.ts$|^tooling/lint/seeded-violation/",
    },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".jsx", ".d.ts", ".json", ".css"],
      mainFields: ["module", "main", "types"],
    },
  },
};
