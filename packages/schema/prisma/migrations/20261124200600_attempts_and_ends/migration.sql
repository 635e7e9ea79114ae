-- A student's own further attempts end at the lab's max_attempts, and an end that a person set is known
-- as such, so that a later change of the lab's due time never shortens it.

ALTER TABLE public.lab_sessions ADD COLUMN ends_by_hand boolean NOT NULL DEFAULT false;

-- Who caused a move stands in its event only, so the rule is the event's. A reset by staff may exceed it.
CREATE FUNCTION forgea.guard_students_attempt() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind = 'archive' THEN
    IF NEW.from_status NOT IN ('COMPLETED', 'EXPIRED', 'FAILED') THEN
      RAISE EXCEPTION 'a student replaces an ended lab session only, not one that is %', NEW.from_status
        USING ERRCODE = 'FG011', TABLE = 'session_events';
    END IF;
  ELSIF EXISTS (
    SELECT FROM public.lab_sessions s JOIN public.labs l ON l.id = s.lab_id
    WHERE s.id = NEW.lab_session_id AND s.attempt > 1 AND s.attempt > l.max_attempts
  ) THEN
    RAISE EXCEPTION 'the lab allows a student no further attempt'
      USING ERRCODE = 'FG011', TABLE = 'session_events';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER guard_students_attempt BEFORE INSERT ON public.session_events FOR EACH ROW
  WHEN (NEW.actor_kind = 'STUDENT' AND NEW.kind IN ('start', 'archive'))
  EXECUTE FUNCTION forgea.guard_students_attempt();

-- A trigger's function needs no right of the writer.
REVOKE ALL ON FUNCTION forgea.guard_students_attempt FROM PUBLIC;

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT UPDATE (ends_by_hand) ON public.lab_sessions TO %I', role);
  END LOOP;
END;
$$;
