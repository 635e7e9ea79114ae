import type { StaffLabSessionView } from "@forgea/session";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { RelativeTime } from "@forgea/ui/relative-time";
import {
  failureSentence,
  holdSentence,
  stepLabel,
  labSession as words,
} from "../../../lib/sentences.ts";

/** What needs to be known before anything else: being checked, stopped, or still being set up. */
export function StateNotice({ labSession }: { labSession: StaffLabSessionView }) {
  const { heldAt, holdReason, status, failureCode, step } = labSession;
  if (heldAt !== null) {
    return (
      <NoticeBanner title={words.beingChecked} tone="hold">
        {holdReason === null ? null : <p>{holdSentence(holdReason)}</p>}
        <p>
          {words.since} <RelativeTime at={heldAt} />. {words.heldExplained}
        </p>
      </NoticeBanner>
    );
  }
  if (status === "FAILED" && failureCode !== null) {
    return (
      <NoticeBanner title={failureSentence(failureCode)} tone="danger">
        {words.stoppedExplained}
      </NoticeBanner>
    );
  }
  if (status === "PROVISIONING") {
    return (
      <NoticeBanner title={words.settingUp} tone="info">
        {step === null ? null : `${stepLabel(step)}.`}
      </NoticeBanner>
    );
  }
  return null;
}
