import { expect, test } from "vitest";

import { summary } from "./summary.ts";

test("the summary says where to go, as whom, and that it is a demo", () => {
  const urls = {
    student: "http://localhost:3000",
    admin: "http://localhost:3001",
    preview: "http://127.0.0.1:3002",
    localGithub: "http://localhost:3003",
    worker: "http://127.0.0.1:3004",
  };
  const text = summary(
    {
      version: 1,
      demo: true,
      startedAt: "2026-01-01T00:00:00.000Z",
      urls,
      pids: { supervisor: 1, localGithub: 2, worker: 3, student: 4, admin: 5, preview: 6 },
      database: { superuserUrl: "", ownerUrl: "", appUrl: "", workerUrl: "" },
      provider: {
        host: "local-github",
        organisation: "forgea",
        apiUrl: "http://localhost:3003/api/v3",
        appId: "1",
        clientId: "id",
        webhookSecret: "never shown",
      },
      accounts: [
        {
          login: "mia",
          name: "Mia Sørensen",
          role: "STUDENT",
          providerUserId: 2001,
          token: "ghp_1",
        },
      ],
    },
    "/srv/forgea",
    "4.2 s",
  );
  expect(text).toContain("Forgea is ready (demo, 4.2 s).");
  for (const name of ["student", "admin", "preview", "localGithub"] as const) {
    expect(text).toContain(urls[name]);
  }
  expect(text).toMatch(/mia +Mia Sørensen +student +ghp_1/);
  expect(text).not.toContain("never shown");
});
