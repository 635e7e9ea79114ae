-- Session events: chained by hash, append-only, and never missing. Encoding: docs/architecture/database.md,
-- its twin in TypeScript: src/event-hash.ts.

ALTER TABLE public.session_events
  ADD CONSTRAINT session_events_kind_check CHECK (kind ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$'),
  ADD CONSTRAINT session_events_data_check CHECK (data IS JSON OBJECT),
  ADD CONSTRAINT session_events_status_check
    CHECK (from_status IS DISTINCT FROM to_status OR to_status IS NULL),
  ADD CONSTRAINT session_events_from_status_check CHECK (from_status IS NULL OR to_status IS NOT NULL),
  ADD CONSTRAINT session_events_chain_check
    CHECK (seq >= 1 AND octet_length(prev_hash) = 32 AND octet_length(hash) = 32),
  -- Four-digit years: both sides of the hash write the time in the same way.
  ADD CONSTRAINT session_events_at_check CHECK (at >= '2000-01-01Z' AND at < '10000-01-01Z');

-- The events that moved the status, newest first: looked up at every move.
CREATE INDEX session_events_status_idx
  ON public.session_events (lab_session_id, seq DESC) WHERE to_status IS NOT NULL;

-- One field: four bytes of length and the UTF-8 bytes; null is the length -1.
CREATE FUNCTION forgea.hash_field(field text) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN field IS NULL THEN '\xffffffff'::bytea
    ELSE int4send(octet_length(convert_to(field, 'UTF8'))) || convert_to(field, 'UTF8') END
$$;

CREATE FUNCTION forgea.event_hash(event public.session_events) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(
    forgea.hash_field('forgea.session-event.1')
    || (event).prev_hash
    || forgea.hash_field((event).lab_session_id::text)
    || forgea.hash_field((event).seq::text)
    || forgea.hash_field((event).kind)
    || forgea.hash_field((event).from_status::text)
    || forgea.hash_field((event).to_status::text)
    || forgea.hash_field((event).actor_kind::text)
    || forgea.hash_field((event).actor_id::text)
    || forgea.hash_field((event).acting_as_id::text)
    || forgea.hash_field((event).data)
    || forgea.hash_field((event).correlation_id)
    || forgea.hash_field(to_char((event).at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  )
$$;

-- Runs as the owner: it writes the head, which no other role may.
CREATE FUNCTION forgea.append_session_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head record;
  previous public."LabSessionStatus";
BEGIN
  SELECT s.status, s.event_seq, s.event_hash INTO head
    FROM public.lab_sessions s WHERE s.id = NEW.lab_session_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no lab session for this event' USING ERRCODE = 'foreign_key_violation', TABLE = 'session_events';
  END IF;

  IF NEW.to_status IS NOT NULL THEN
    SELECT e.to_status INTO previous FROM public.session_events e
      WHERE e.lab_session_id = NEW.lab_session_id AND e.to_status IS NOT NULL ORDER BY e.seq DESC LIMIT 1;
    -- An event tells what just happened: from where the last one led, to where the row is now.
    IF NEW.to_status <> head.status OR NEW.from_status IS DISTINCT FROM previous THEN
      RAISE EXCEPTION 'the event says % to %, the chain stands at %, the lab session at %',
        coalesce(NEW.from_status::text, 'nothing'), NEW.to_status, coalesce(previous::text, 'nothing'), head.status
        USING ERRCODE = 'FG007', TABLE = 'session_events';
    END IF;
    IF NOT (
      CASE WHEN NEW.from_status IS NULL THEN NEW.kind = 'start' AND NEW.to_status = 'PROVISIONING'
      ELSE EXISTS (
        SELECT FROM forgea.lifecycle_transition t
        WHERE t.from_status = NEW.from_status AND t.event = NEW.kind AND t.to_status = NEW.to_status
      ) END
    ) THEN
      RAISE EXCEPTION 'no "%" leads from % to %', NEW.kind, coalesce(NEW.from_status::text, 'nothing'), NEW.to_status
        USING ERRCODE = 'FG007', TABLE = 'session_events', COLUMN = 'kind';
    END IF;
  ELSIF head.event_seq = 0 THEN
    RAISE EXCEPTION 'the first event of a lab session is its start' USING ERRCODE = 'FG007', TABLE = 'session_events';
  END IF;

  NEW.xid := pg_current_xact_id();
  NEW.seq := head.event_seq + 1;
  -- The first link is the session's own id: a chain cannot be passed off as another session's.
  NEW.prev_hash := coalesce(head.event_hash, sha256(convert_to(NEW.lab_session_id::text, 'UTF8')));
  NEW.hash := forgea.event_hash(NEW);
  UPDATE public.lab_sessions SET event_seq = NEW.seq, event_hash = NEW.hash WHERE id = NEW.lab_session_id;
  RETURN NEW;
END;
$$;

CREATE TRIGGER append BEFORE INSERT ON public.session_events
  FOR EACH ROW EXECUTE FUNCTION forgea.append_session_event();

-- At commit. Whoever wrote the row holds its lock since, so what follows OLD.event_seq is ours.
CREATE FUNCTION forgea.require_decision_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  moved boolean := TG_OP = 'INSERT' OR NEW.status IS DISTINCT FROM OLD.status;
BEGIN
  IF NOT EXISTS (
    SELECT FROM public.session_events e
    WHERE e.lab_session_id = NEW.id AND e.seq > coalesce(OLD.event_seq, 0) AND e.xid = pg_current_xact_id()
      AND (NOT moved OR (e.from_status IS NOT DISTINCT FROM OLD.status AND e.to_status = NEW.status))
  ) THEN
    RAISE EXCEPTION 'lab session %: version % was decided without its event', NEW.id, NEW.version
      USING ERRCODE = 'FG004', TABLE = 'lab_sessions';
  END IF;
  -- Moved there and back with one event for three moves: the chain would end elsewhere than the row.
  IF moved AND (
    SELECT s.status FROM public.lab_sessions s WHERE s.id = NEW.id
  ) IS DISTINCT FROM (
    SELECT e.to_status FROM public.session_events e
    WHERE e.lab_session_id = NEW.id AND e.to_status IS NOT NULL ORDER BY e.seq DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION 'lab session %: its status is not where its events lead', NEW.id
      USING ERRCODE = 'FG004', TABLE = 'lab_sessions';
  END IF;
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER start_needs_event AFTER INSERT ON public.lab_sessions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION forgea.require_decision_event();
CREATE CONSTRAINT TRIGGER decision_needs_event AFTER UPDATE ON public.lab_sessions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.version IS DISTINCT FROM NEW.version)
  EXECUTE FUNCTION forgea.require_decision_event();

-- For everybody, the owner included.
CREATE FUNCTION forgea.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is refused: % is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'FG005', TABLE = TG_TABLE_NAME;
END;
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.session_events
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.event_notes
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.binding_rejections
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON public.lab_sessions
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();

-- A note is the one that its event was chained with, or none.
ALTER TABLE public.event_notes ADD CONSTRAINT event_notes_salt_check CHECK (octet_length(salt) >= 16);

CREATE FUNCTION forgea.guard_event_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF encode(sha256(NEW.salt || convert_to(NEW.text, 'UTF8')), 'hex') IS DISTINCT FROM (
    SELECT e.data::json ->> 'noteHash' FROM public.session_events e WHERE e.id = NEW.event_id
  ) THEN
    RAISE EXCEPTION 'the note is not the one its event holds the hash of'
      USING ERRCODE = 'FG007', TABLE = 'event_notes';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER guard BEFORE INSERT ON public.event_notes
  FOR EACH ROW EXECUTE FUNCTION forgea.guard_event_note();
