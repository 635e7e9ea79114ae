-- Pushes to branches and tags that do not count, so that a page can say so: the newest refs of a session,
-- not a row for each push.

CREATE TABLE "untracked_refs" (
    "lab_session_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "default_branch" TEXT NOT NULL,
    "pushes" INTEGER NOT NULL DEFAULT 1,
    "last_received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "untracked_refs_pkey" PRIMARY KEY ("lab_session_id","ref")
);

ALTER TABLE "untracked_refs" ADD CONSTRAINT "untracked_refs_lab_session_id_fkey"
  FOREIGN KEY ("lab_session_id") REFERENCES "lab_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Names are a student's to choose: bounded, or one of them would not fit into the index.
ALTER TABLE public.untracked_refs
  ADD CONSTRAINT untracked_refs_names_check
    CHECK (length(ref) BETWEEN 1 AND 255 AND length(default_branch) BETWEEN 1 AND 255),
  ADD CONSTRAINT untracked_refs_pushes_check CHECK (pushes >= 1);

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT SELECT ON public.untracked_refs TO %I', role);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_worker') THEN
    -- Only the newest refs are kept; the deliveries themselves stay where they are.
    GRANT INSERT, UPDATE, DELETE ON public.untracked_refs TO forgea_worker;
  END IF;
END;
$$;
