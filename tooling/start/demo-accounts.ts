/** A person at the embedded provider. */
export type DemoAccount = {
  providerUserId: number;
  login: string;
  name: string;
  role: "ADMIN" | "ASSISTANT" | "STUDENT";
};

/** The people of the demo. Their ids never change, so that a second start finds them again. */
export const demoAccounts = [
  { providerUserId: 1001, login: "ada-admin", name: "Ada Lindqvist", role: "ADMIN" },
  { providerUserId: 1002, login: "sam-assistant", name: "Sam Okafor", role: "ASSISTANT" },
  { providerUserId: 2001, login: "mia", name: "Mia Sørensen", role: "STUDENT" },
  { providerUserId: 2002, login: "noah", name: "Noah Weber", role: "STUDENT" },
  { providerUserId: 2003, login: "lin", name: "Lin Chen", role: "STUDENT" },
  { providerUserId: 2004, login: "omar", name: "Omar Haddad", role: "STUDENT" },
  { providerUserId: 2005, login: "zoe", name: "Zoë Martin", role: "STUDENT" },
] as const satisfies readonly DemoAccount[];

const firstSpareId = 3001;

/** The demo's people and, for tests and benchmarks, as many students more who have never signed in. */
export function accountsOf({ spareStudents }: { spareStudents: number }): readonly DemoAccount[] {
  const spare = Array.from({ length: spareStudents }, (_, index): DemoAccount => {
    const number = String(index + 1).padStart(2, "0");
    return {
      providerUserId: firstSpareId + index,
      login: `student-${number}`,
      name: `Student ${number}`,
      role: "STUDENT",
    };
  });
  return [...demoAccounts, ...spare];
}

/** Whether somebody is one of those students. */
export function isSpare({ providerUserId }: Pick<DemoAccount, "providerUserId">): boolean {
  return providerUserId >= firstSpareId;
}

/** The labs of the demo: folders under templates/, repositories of the organisation. */
export const demoTemplates = ["lab-template", "git-basics", "web-page"] as const;

/** The organisation that owns the students' repositories on local-github. */
export const demoOrganisation = "forgea";
