-- The lifecycle of a lab session, enforced for every writer. Error codes: src/database-errors.ts.

-- Prisma resets only "public": on a reset or reused shadow database the schema is still there.
DROP SCHEMA IF EXISTS forgea CASCADE;
CREATE SCHEMA forgea;

-- The database's copy of the transition table. "start" is missing: it is the INSERT.
CREATE TABLE forgea.lifecycle_transition (
  from_status public."LabSessionStatus" NOT NULL,
  event text NOT NULL,
  to_status public."LabSessionStatus" NOT NULL,
  -- null: whether a repository was ever bound does not matter
  bound boolean,
  PRIMARY KEY (from_status, event)
);

INSERT INTO forgea.lifecycle_transition (from_status, event, to_status, bound) VALUES
  ('PROVISIONING', 'bind', 'IN_PROGRESS', NULL),
  ('PROVISIONING', 'provisioning-failed', 'FAILED', NULL),
  ('PROVISIONING', 'fail', 'FAILED', NULL),
  ('PROVISIONING', 'archive', 'ARCHIVED', NULL),
  ('IN_PROGRESS', 'fail', 'FAILED', NULL),
  ('IN_PROGRESS', 'complete', 'COMPLETED', NULL),
  ('IN_PROGRESS', 'force-complete', 'COMPLETED', NULL),
  ('IN_PROGRESS', 'expire', 'EXPIRED', NULL),
  ('IN_PROGRESS', 'repository-lost', 'FAILED', NULL),
  ('IN_PROGRESS', 'archive', 'ARCHIVED', NULL),
  ('COMPLETED', 'reopen', 'IN_PROGRESS', NULL),
  ('COMPLETED', 'revert', 'EXPIRED', NULL),
  ('COMPLETED', 'archive', 'ARCHIVED', NULL),
  ('EXPIRED', 'force-complete', 'COMPLETED', NULL),
  ('EXPIRED', 'extend', 'IN_PROGRESS', NULL),
  ('EXPIRED', 'archive', 'ARCHIVED', NULL),
  ('FAILED', 'retry', 'PROVISIONING', false),
  ('FAILED', 'reopen', 'IN_PROGRESS', true),
  ('FAILED', 'archive', 'ARCHIVED', NULL);

-- What is true of every row, whatever happened before.
ALTER TABLE public.lab_sessions
  ADD CONSTRAINT lab_sessions_counters_check
    CHECK (attempt >= 1 AND version >= 1 AND event_seq >= 0),
  ADD CONSTRAINT lab_sessions_hold_check
    CHECK ((hold_reason IS NULL) = (held_at IS NULL)),
  ADD CONSTRAINT lab_sessions_in_progress_check
    CHECK (status <> 'IN_PROGRESS' OR (user_fork_url IS NOT NULL AND started_at IS NOT NULL AND bound_at IS NOT NULL)),
  ADD CONSTRAINT lab_sessions_bound_check
    CHECK (bound_at IS NULL OR user_fork_url IS NOT NULL),
  ADD CONSTRAINT lab_sessions_failed_check
    CHECK (status <> 'FAILED' OR failure_code IS NOT NULL),
  -- A cause that outlives its failure would be shown beside a running session.
  ADD CONSTRAINT lab_sessions_failure_code_check
    CHECK (failure_code IS NULL OR (failure_code <> '' AND status IN ('FAILED', 'ARCHIVED'))),
  ADD CONSTRAINT lab_sessions_completed_check
    CHECK (status <> 'COMPLETED' OR completed_at IS NOT NULL),
  -- A push counts until completed_at: left behind by a reopen it would refuse all that follow.
  ADD CONSTRAINT lab_sessions_completed_at_check
    CHECK (completed_at IS NULL OR status IN ('COMPLETED', 'ARCHIVED')),
  ADD CONSTRAINT lab_sessions_end_check
    CHECK (ends_at > started_at),
  ADD CONSTRAINT lab_sessions_head_check
    CHECK ((event_seq = 0) = (event_hash IS NULL) AND octet_length(event_hash) = 32);

CREATE UNIQUE INDEX lab_sessions_one_open_key
  ON public.lab_sessions (user_id, lab_id, trial) WHERE status <> 'ARCHIVED';

CREATE FUNCTION forgea.guard_lab_session_insert() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.status <> 'PROVISIONING' THEN
    RAISE EXCEPTION 'a lab session starts as PROVISIONING, not as %', NEW.status
      USING ERRCODE = 'FG001', TABLE = 'lab_sessions';
  END IF;
  IF NEW.version <> 1 THEN
    RAISE EXCEPTION 'a lab session starts with version 1' USING ERRCODE = 'FG002', TABLE = 'lab_sessions';
  END IF;
  -- "Never bound" is read from bound_at, so nobody may begin with one.
  IF num_nonnulls(NEW.bound_at, NEW.started_at, NEW.completed_at, NEW.failure_code, NEW.held_at, NEW.event_hash) > 0
     OR NEW.event_seq <> 0 THEN
    RAISE EXCEPTION 'a lab session starts without a past' USING ERRCODE = 'FG006', TABLE = 'lab_sessions';
  END IF;
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

CREATE FUNCTION forgea.guard_lab_session_update() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  moved boolean := NEW.status IS DISTINCT FROM OLD.status;
BEGIN
  IF (NEW.id, NEW.user_id, NEW.lab_id, NEW.lab_version_id, NEW.attempt, NEW.trial, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.user_id, OLD.lab_id, OLD.lab_version_id, OLD.attempt, OLD.trial, OLD.created_at) THEN
    RAISE EXCEPTION 'who, which lab and which attempt never change' USING ERRCODE = 'FG006', TABLE = 'lab_sessions';
  END IF;

  -- Only the trigger on session_events moves the head: it runs one level deeper than a statement.
  IF (NEW.event_seq, NEW.event_hash) IS DISTINCT FROM (OLD.event_seq, OLD.event_hash)
     AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the head of the event chain moves by appending an event'
      USING ERRCODE = 'FG005', TABLE = 'lab_sessions';
  END IF;

  IF moved THEN
    IF OLD.held_at IS NOT NULL OR NEW.held_at IS NOT NULL THEN
      RAISE EXCEPTION 'a held lab session keeps its status' USING ERRCODE = 'FG003', TABLE = 'lab_sessions';
    END IF;
    IF NOT EXISTS (
      SELECT FROM forgea.lifecycle_transition t
      WHERE t.from_status = OLD.status AND t.to_status = NEW.status
        AND (t.bound IS NULL OR t.bound = (OLD.bound_at IS NOT NULL))
    ) THEN
      RAISE EXCEPTION 'a % lab session cannot become %', OLD.status, NEW.status
        USING ERRCODE = 'FG001', TABLE = 'lab_sessions';
    END IF;
  END IF;

  -- Set once, by bind: else a session that never had a repository could be reopened.
  IF NEW.bound_at IS DISTINCT FROM OLD.bound_at
     AND NOT (moved AND OLD.bound_at IS NULL AND OLD.status = 'PROVISIONING' AND NEW.status = 'IN_PROGRESS') THEN
    RAISE EXCEPTION 'bound_at is set once, when the repository is bound'
      USING ERRCODE = 'FG006', TABLE = 'lab_sessions', COLUMN = 'bound_at';
  END IF;

  -- A decision is a new version; a rebind raises it without touching these columns.
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) OR (
    NEW.version = OLD.version AND
    (NEW.status, NEW.ends_at, NEW.hold_reason, NEW.held_at, NEW.started_at, NEW.completed_at, NEW.failure_code)
    IS DISTINCT FROM
    (OLD.status, OLD.ends_at, OLD.hold_reason, OLD.held_at, OLD.started_at, OLD.completed_at, OLD.failure_code)
  ) THEN
    RAISE EXCEPTION 'a decision makes version % to %', OLD.version, OLD.version + 1
      USING ERRCODE = 'FG002', TABLE = 'lab_sessions', COLUMN = 'version';
  END IF;

  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

CREATE TRIGGER guard_insert BEFORE INSERT ON public.lab_sessions
  FOR EACH ROW EXECUTE FUNCTION forgea.guard_lab_session_insert();
CREATE TRIGGER guard_update BEFORE UPDATE ON public.lab_sessions
  FOR EACH ROW EXECUTE FUNCTION forgea.guard_lab_session_update();
