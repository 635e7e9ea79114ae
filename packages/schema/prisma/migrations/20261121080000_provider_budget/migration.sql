-- The provider's limits as one budget for all workers, and the ways an intent can end.

ALTER TYPE "RepositoryIntentState" ADD VALUE 'DISCARDED';
ALTER TYPE "RepositoryIntentState" ADD VALUE 'SET_ASIDE';

ALTER TABLE "repository_intents" ADD COLUMN "turn_at" TIMESTAMPTZ(3),
  ADD COLUMN "progress_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "provider_budgets" (
    "host" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "calls" TIMESTAMPTZ(3)[],
    "blocked_until" TIMESTAMPTZ(3),
    "invitations_needed" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "provider_budgets_pkey" PRIMARY KEY ("host","owner")
);

CREATE TABLE "template_breakers" (
    "host" TEXT NOT NULL,
    "repo_id" BIGINT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),

    CONSTRAINT "template_breakers_pkey" PRIMARY KEY ("host","repo_id")
);

INSERT INTO forgea.task (name, max_attempts, priority) VALUES ('compensate-repository', 15, 5);

-- The queue: who waits for a turn, in the order of asking.
CREATE INDEX repository_intents_waiting_idx ON public.repository_intents (host, owner, created_at, id)
  WHERE state = 'OPEN' AND turn_at IS NULL;

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT SELECT ON public.provider_budgets, public.template_breakers TO %I', role);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_worker') THEN
    GRANT INSERT, UPDATE ON public.provider_budgets, public.template_breakers TO forgea_worker;
  END IF;
END;
$$;
