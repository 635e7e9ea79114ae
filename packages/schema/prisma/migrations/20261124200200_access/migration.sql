-- When a student's access was last compared with the provider: invitations that nobody tells us about
-- (a lost webhook, one that ran out, one that was declined) are found by looking.

ALTER TABLE "lab_sessions" ADD COLUMN "access_checked_at" TIMESTAMPTZ(3);

-- The invitations that are still open, those that were not looked at for longest first.
CREATE INDEX lab_sessions_invited_idx ON public.lab_sessions (access_checked_at NULLS FIRST, id)
  WHERE access_state = 'INVITED';

-- An invitation that was accepted cannot run out.
ALTER TABLE public.lab_sessions ADD CONSTRAINT lab_sessions_invitation_check
  CHECK (invitation_expires_at IS NULL OR access_state = 'INVITED');

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT UPDATE (access_checked_at) ON public.lab_sessions TO %I', role);
  END LOOP;
  -- A student who asks for the invitation again takes its share of the budget in the web process.
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_app') THEN
    GRANT INSERT, UPDATE ON public.provider_budgets TO forgea_app;
  END IF;
END;
$$;
