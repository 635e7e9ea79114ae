/** The people of the demo. Their ids never change, so that a second start finds them again. */
export const demoAccounts = [
  { providerUserId: 1001, login: "ada-admin", name: "Ada Lindqvist", role: "ADMIN" },
  { providerUserId: 1002, login: "sam-assistant", name: "Sam Okafor", role: "ASSISTANT" },
  { providerUserId: 2001, login: "mia", name: "Mia Sørensen", role: "STUDENT" },
  { providerUserId: 2002, login: "noah", name: "Noah Weber", role: "STUDENT" },
  { providerUserId: 2003, login: "lin", name: "Lin Chen", role: "STUDENT" },
  { providerUserId: 2004, login: "omar", name: "Omar Haddad", role: "STUDENT" },
  { providerUserId: 2005, login: "zoe", name: "Zoë Martin", role: "STUDENT" },
] as const;

/** The labs of the demo: folders under templates/, repositories of the organisation. */
export const demoTemplates = ["lab-template", "git-basics", "web-page"] as const;

/** The organisation that owns the students' repositories on local-github. */
export const demoOrganisation = "forgea";
