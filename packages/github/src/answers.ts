import { z } from "zod";

/** The fields that Forgea reads of the provider's answers: they are input too. */

const Sha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const Id = z.number().positive();

export const InstallationInfo = z.object({
  id: z.int().positive(),
  suspended_at: z.string().nullish().default(null),
  repository_selection: z.enum(["all", "selected"]),
});

export const ReachableIds = z.object({
  repositories: z.array(z.object({ id: Id })).max(100),
});

export const Branch = z.object({
  commit: z.object({ sha: Sha, commit: z.object({ tree: z.object({ sha: Sha }) }) }),
});

export const Commits = z.array(z.object({ sha: Sha })).max(100);

export const Invitation = z.object({ id: Id, created_at: z.iso.datetime({ offset: true }) });

export const InvitationList = z
  .array(
    Invitation.extend({
      expired: z.boolean().nullish(),
      invitee: z.object({ login: z.string() }).nullable(),
    }),
  )
  .max(100);
