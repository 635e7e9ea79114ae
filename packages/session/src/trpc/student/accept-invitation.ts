import { AcceptInvitationOutput } from "../../contracts/account.ts";
import { LabSessionByIdInput } from "../../contracts/lab-session.ts";
import { acceptOwnInvitation } from "../../use-cases/accept-invitation.ts";
import { signedInProcedure } from "../init.ts";

export const acceptInvitationProcedure = signedInProcedure
  .input(LabSessionByIdInput)
  .output(AcceptInvitationOutput)
  .mutation(({ ctx, input }) =>
    acceptOwnInvitation(ctx.deps, ctx.actor, input.id, ctx.correlationId),
  );
