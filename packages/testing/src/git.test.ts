import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { createGitClient } from "./git.ts";

test("git works in an empty HOME: no configuration of this machine is seen", async () => {
  const client = await createGitClient({ name: "Mia", email: "mia@example.test" });
  try {
    expect(await client.git(["config", "--list", "--global"]).catch(() => "")).toBe("");
    await client.git(["init", "--quiet", "work"]);
    await writeFile(path.join(client.home, "work/a.txt"), "a");
    await client.git(["add", "."], { cwd: "work" });
    await client.git(["commit", "--quiet", "-m", "first"], { cwd: "work" });
    expect(await client.git(["log", "--format=%an <%ae>"], { cwd: "work" })).toBe(
      "Mia <mia@example.test>\n",
    );
  } finally {
    await client.dispose();
  }
});

test("git is given the person's token as the password, and never asks", async () => {
  const client = await createGitClient(
    { name: "Mia", email: "mia@example.test" },
    { login: "mia", token: "ghp_secret" },
  );
  try {
    await writeFile(path.join(client.home, "question"), "protocol=https\nhost=example.test\n\n");
    const answer = await client.git([
      "-c",
      "alias.answer=!git credential fill < question",
      "answer",
    ]);
    expect(answer).toContain("username=mia\npassword=ghp_secret");
  } finally {
    await client.dispose();
  }
});
