-- The commit that a student named at Submit: it counts whatever the provider's clock says of its push,
-- and nothing that was pushed after the submission does.

ALTER TABLE public.lab_sessions ADD COLUMN submitted_sha text;

-- The last decision says whether a student submitted, and which commit. No decision is made here, so
-- updated_at stays: else every submitted session would come to the top of the monitor.
ALTER TABLE public.lab_sessions DISABLE TRIGGER USER;
UPDATE public.lab_sessions s
SET submitted_sha = last_move.data::jsonb ->> 'commitSha'
FROM (
  SELECT DISTINCT ON (e.lab_session_id) e.lab_session_id, e.kind, e.data
  FROM public.session_events e
  WHERE e.to_status = 'COMPLETED'
  ORDER BY e.lab_session_id, e.seq DESC
) last_move
WHERE last_move.lab_session_id = s.id AND last_move.kind = 'complete' AND s.completed_at IS NOT NULL;
ALTER TABLE public.lab_sessions ENABLE TRIGGER USER;

ALTER TABLE public.lab_sessions
  ADD CONSTRAINT lab_sessions_submitted_sha_check
    CHECK (submitted_sha IS NULL OR (
      completed_at IS NOT NULL AND submitted_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'));

-- It is named by a decision and forgotten by one, also by code that does not know the column yet.
CREATE FUNCTION forgea.keep_submitted_commit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.completed_at IS NULL THEN
    NEW.submitted_sha := NULL;
  ELSIF NEW.submitted_sha IS DISTINCT FROM OLD.submitted_sha AND NEW.status IS NOT DISTINCT FROM OLD.status THEN
    RAISE EXCEPTION 'the submitted commit changes with the status only'
      USING ERRCODE = 'FG006', TABLE = 'lab_sessions', COLUMN = 'submitted_sha';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER keep_submitted_commit BEFORE UPDATE ON public.lab_sessions FOR EACH ROW
  WHEN (OLD.submitted_sha IS NOT NULL OR NEW.submitted_sha IS NOT NULL)
  EXECUTE FUNCTION forgea.keep_submitted_commit();

-- A trigger's function needs no right of the writer.
REVOKE ALL ON FUNCTION forgea.keep_submitted_commit FROM PUBLIC;

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT UPDATE (submitted_sha) ON public.lab_sessions TO %I', role);
  END LOOP;
END;
$$;
