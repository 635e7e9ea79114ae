-- Repositories: names and ids are claimed once, bindings follow their own small lifecycle.

ALTER TABLE public.repository_intents
  ADD CONSTRAINT repository_intents_host_check CHECK (host ~ '^[a-z0-9.-]+(:[0-9]+)?$'),
  ADD CONSTRAINT repository_intents_name_check CHECK (owner ~ '^[^/\s]{1,100}$' AND name ~ '^[^/\s]{1,100}$'),
  ADD CONSTRAINT repository_intents_provider_repo_id_check CHECK (provider_repo_id > 0),
  ADD CONSTRAINT repository_intents_counters_check CHECK (attempts >= 0 AND lease_epoch >= 0),
  ADD CONSTRAINT repository_intents_lease_check CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
  ADD CONSTRAINT repository_intents_bound_check
    CHECK (state <> 'BOUND' OR (lab_session_id IS NOT NULL AND provider_repo_id IS NOT NULL));

CREATE UNIQUE INDEX repository_intents_full_name_key
  ON public.repository_intents (host, lower(owner || '/' || name));
CREATE UNIQUE INDEX repository_intents_one_open_key
  ON public.repository_intents (lab_session_id) WHERE state <> 'ABANDONED';

ALTER TABLE public.github_repo_mappings
  ADD CONSTRAINT github_repo_mappings_host_check CHECK (host ~ '^[a-z0-9.-]+(:[0-9]+)?$'),
  ADD CONSTRAINT github_repo_mappings_name_check CHECK (owner ~ '^[^/\s]{1,100}$' AND name ~ '^[^/\s]{1,100}$'),
  ADD CONSTRAINT github_repo_mappings_provider_repo_id_check CHECK (provider_repo_id > 0),
  ADD CONSTRAINT github_repo_mappings_bound_check CHECK (status <> 'ACTIVE' OR bound_at IS NOT NULL),
  ADD CONSTRAINT github_repo_mappings_released_check
    CHECK (CASE WHEN status IN ('PENDING', 'ACTIVE') THEN released_at IS NULL ELSE released_at IS NOT NULL END);

CREATE UNIQUE INDEX github_repo_mappings_repository_key
  ON public.github_repo_mappings (host, provider_repo_id) WHERE status IN ('PENDING', 'ACTIVE');
CREATE UNIQUE INDEX github_repo_mappings_lab_session_key
  ON public.github_repo_mappings (lab_session_id) WHERE status IN ('PENDING', 'ACTIVE');
CREATE UNIQUE INDEX github_repo_mappings_full_name_key
  ON public.github_repo_mappings (host, lower(owner || '/' || name)) WHERE status IN ('PENDING', 'ACTIVE');

CREATE FUNCTION forgea.guard_mapping_update() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.host, NEW.provider_repo_id, NEW.lab_session_id, NEW.source, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.host, OLD.provider_repo_id, OLD.lab_session_id, OLD.source, OLD.created_at) THEN
    RAISE EXCEPTION 'a mapping keeps its repository and its lab session'
      USING ERRCODE = 'FG006', TABLE = 'github_repo_mappings';
  END IF;
  IF NEW.status IS DISTINCT FROM OLD.status AND NOT (
    -- RELEASED to ACTIVE is "rebind back": the unique indexes protect it.
    (OLD.status = 'PENDING') OR
    (OLD.status = 'ACTIVE' AND NEW.status IN ('RELEASED', 'TOMBSTONED')) OR
    (OLD.status = 'RELEASED' AND NEW.status IN ('ACTIVE', 'TOMBSTONED'))
  ) THEN
    RAISE EXCEPTION 'a % mapping cannot become %', OLD.status, NEW.status
      USING ERRCODE = 'FG009', TABLE = 'github_repo_mappings';
  END IF;
  RETURN NEW;
END;
$$;

CREATE TRIGGER guard_update BEFORE UPDATE ON public.github_repo_mappings
  FOR EACH ROW EXECUTE FUNCTION forgea.guard_mapping_update();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON public.github_repo_mappings
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();

-- At commit: a session in progress that is not held has its one ACTIVE mapping (never two: unique index).
CREATE FUNCTION forgea.require_active_mapping() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- The argument names the column: one function for both tables.
  session_id uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  -- The lock makes a release and a reopen at the same time see each other.
  PERFORM FROM public.lab_sessions s
    WHERE s.id = session_id AND s.status = 'IN_PROGRESS' AND s.held_at IS NULL FOR SHARE;
  IF FOUND AND NOT EXISTS (
    SELECT FROM public.github_repo_mappings m WHERE m.lab_session_id = session_id AND m.status = 'ACTIVE'
  ) THEN
    RAISE EXCEPTION 'lab session % is in progress without an active mapping', session_id
      USING ERRCODE = 'FG008', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER in_progress_needs_mapping AFTER UPDATE ON public.lab_sessions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status = 'IN_PROGRESS' AND NEW.held_at IS NULL AND (OLD.status <> 'IN_PROGRESS' OR OLD.held_at IS NOT NULL))
  EXECUTE FUNCTION forgea.require_active_mapping('id');
CREATE CONSTRAINT TRIGGER in_progress_keeps_mapping AFTER UPDATE ON public.github_repo_mappings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status = 'ACTIVE' AND NEW.status <> 'ACTIVE')
  EXECUTE FUNCTION forgea.require_active_mapping('lab_session_id');
