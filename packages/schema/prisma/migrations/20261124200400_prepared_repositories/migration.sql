-- Repositories made ahead of a class, and a line that stays cheap to read when it is long.

CREATE TYPE "PreparationEnd" AS ENUM ('CLEARED', 'SUPERSEDED', 'LAB_ENDED', 'NOT_WANTED');

CREATE TABLE "preparations" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "lab_version_id" UUID NOT NULL,
    "requested" INTEGER NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "class_starts_at" TIMESTAMPTZ(3),
    "wanted_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended" "PreparationEnd",

    CONSTRAINT "preparations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "preparations_lab_version_id_fkey" FOREIGN KEY ("lab_version_id") REFERENCES "lab_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "preparations_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "preparations_id_lab_version_id_key" ON "preparations"("id", "lab_version_id");
CREATE INDEX "preparations_lab_version_id_idx" ON "preparations"("lab_version_id");

ALTER TABLE "repository_intents" ADD COLUMN "preparation_id" UUID,
  ADD COLUMN "prepared_at" TIMESTAMPTZ(3);
ALTER TABLE "repository_intents" ADD CONSTRAINT "repository_intents_preparation_id_lab_version_id_fkey"
  FOREIGN KEY ("preparation_id", "lab_version_id") REFERENCES "preparations"("id", "lab_version_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "repository_intents_preparation_id_idx" ON "repository_intents"("preparation_id");

ALTER TABLE public.preparations
  ADD CONSTRAINT preparations_requested_check CHECK (requested BETWEEN 1 AND 2000),
  ADD CONSTRAINT preparations_wanted_until_check CHECK (wanted_until > created_at AND wanted_until >= class_starts_at),
  ADD CONSTRAINT preparations_ended_check CHECK ((ended IS NULL) = (ended_at IS NULL));

ALTER TABLE public.repository_intents
  -- What nobody asked for, neither a student nor a preparation, is made for nobody.
  ADD CONSTRAINT repository_intents_wanted_check CHECK (lab_session_id IS NOT NULL OR preparation_id IS NOT NULL),
  ADD CONSTRAINT repository_intents_prepared_check
    CHECK (prepared_at IS NULL OR (preparation_id IS NOT NULL AND provider_repo_id IS NOT NULL));

-- A start takes the oldest of these.
CREATE INDEX repository_intents_prepared_idx ON public.repository_intents (lab_version_id, created_at, id)
  WHERE state = 'OPEN' AND lab_session_id IS NULL AND prepared_at IS NOT NULL;

-- The line: students before preparations, each in the order of asking.
DROP INDEX public.repository_intents_waiting_idx;
CREATE INDEX repository_intents_waiting_idx
  ON public.repository_intents (host, owner, (lab_session_id IS NULL), created_at, id)
  WHERE state = 'OPEN' AND turn_at IS NULL;
-- Who had a turn and is not finished: what is under way, and what is still to be invited.
CREATE INDEX repository_intents_under_way_idx ON public.repository_intents (host, owner, turn_at)
  WHERE state IN ('OPEN', 'BOUND') AND step <> 'DONE' AND turn_at IS NOT NULL;
-- The latest turns: how fast the line moves.
CREATE INDEX repository_intents_turn_idx ON public.repository_intents (host, owner, turn_at)
  WHERE turn_at IS NOT NULL;

-- A session's next repository must not be refused because of one that was cleared away or set aside.
DROP INDEX public.repository_intents_one_open_key;
CREATE UNIQUE INDEX repository_intents_one_open_key
  ON public.repository_intents (lab_session_id) WHERE state IN ('OPEN', 'BOUND');

-- Who asked for how many never changes; a preparation that ended stays ended.
CREATE FUNCTION forgea.guard_preparation_update() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL
     OR (NEW.id, NEW.lab_version_id, NEW.requested, NEW.requested_by_id, NEW.class_starts_at, NEW.wanted_until, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.lab_version_id, OLD.requested, OLD.requested_by_id, OLD.class_starts_at, OLD.wanted_until, OLD.created_at) THEN
    RAISE EXCEPTION 'a preparation only ends, once' USING ERRCODE = 'FG006', TABLE = 'preparations';
  END IF;
  RETURN NEW;
END;
$$;
REVOKE ALL ON FUNCTION forgea.guard_preparation_update FROM PUBLIC;
CREATE TRIGGER guard_update BEFORE UPDATE ON public.preparations
  FOR EACH ROW EXECUTE FUNCTION forgea.guard_preparation_update();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON public.preparations
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();

-- A repository that was given to a student is never taken back for another one.
CREATE FUNCTION forgea.guard_intent_session() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.lab_session_id IS NOT NULL OR NEW.prepared_at IS NULL OR NEW.state <> 'OPEN' THEN
    RAISE EXCEPTION 'only a prepared repository is given to a lab session, and only once'
      USING ERRCODE = 'FG006', TABLE = 'repository_intents', COLUMN = 'lab_session_id';
  END IF;
  RETURN NEW;
END;
$$;
REVOKE ALL ON FUNCTION forgea.guard_intent_session FROM PUBLIC;
CREATE TRIGGER guard_session BEFORE UPDATE OF lab_session_id ON public.repository_intents
  FOR EACH ROW WHEN (NEW.lab_session_id IS DISTINCT FROM OLD.lab_session_id)
  EXECUTE FUNCTION forgea.guard_intent_session();

-- After students' own repositories, before nothing else that anybody waits for.
INSERT INTO forgea.task (name, max_attempts, priority) VALUES ('prepare-repository', 15, 8);

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE (ended_at, ended) ON public.preparations TO %I', role);
  END LOOP;
END;
$$;
