import type { SessionDeps } from "@forgea/session/ports";
import { publishLab } from "@forgea/session/server";

/** The demo's labs; their templates are folders under templates/. */
const demoLabs = [
  {
    slug: "lab-template",
    title: "First steps in JavaScript",
    summary: "Write three small functions and let the tests tell you when they are right.",
    durationMinutes: 120,
    resultKind: "CODE",
    instructions: `Clone your repository, open \`README.md\`, and work through the three tasks in \`src/\`.

Run the tests as often as you like:

\`\`\`
node --test
\`\`\`

Commit and push whenever something works. **Every push is kept**; the last one that counts is what you hand in.`,
  },
  {
    slug: "git-basics",
    title: "Git basics",
    summary: "Commit, branch and merge: the handful of commands you will use every day.",
    durationMinutes: null,
    resultKind: "CODE",
    instructions: `Follow the steps in \`README.md\`. Each step ends with a commit on \`main\`.

Nothing here can break anything: your repository is yours alone.`,
  },
  {
    slug: "web-page",
    title: "A page about you",
    summary: "Build a small web page with HTML and CSS, and make it do something on a click.",
    durationMinutes: 180,
    resultKind: "WEB_PAGE",
    instructions: `Open \`index.html\` in your browser, then change it until it is about you.

1. Put your own words into the page.
2. Give it a look of its own in \`style.css\`.
3. Make the button do something in \`script.js\`.`,
  },
] as const;

/** Makes sure that the labs exist and are published; answers their ids by slug. */
export async function ensureLabs(deps: SessionDeps): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const { prisma } = deps.database;
  for (const { slug, title, summary, ...version } of demoLabs) {
    const lab = await prisma.lab.upsert({
      where: { slug },
      update: {},
      create: {
        slug,
        title,
        summary,
        baseRepoUrl: `${deps.github.webUrl}/${deps.organisation}/${slug}`,
      },
      select: { id: true, versions: { take: 1, select: { id: true } } },
    });
    if (lab.versions.length === 0) await publishLab(deps, { labId: lab.id, ...version });
    ids.set(slug, lab.id);
  }
  return ids;
}
