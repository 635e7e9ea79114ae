-- Repositories with our mark that belong to nobody are found by looking at the provider.

CREATE TYPE "StrayVerdict" AS ENUM ('REMOVED', 'SET_ASIDE');

CREATE TABLE "stray_repositories" (
    "host" TEXT NOT NULL,
    "provider_repo_id" BIGINT NOT NULL,
    "full_name" TEXT NOT NULL,
    "intent_id" UUID NOT NULL,
    "verdict" "StrayVerdict" NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "looked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stray_repositories_pkey" PRIMARY KEY ("host","provider_repo_id")
);

CREATE TABLE "repository_sweeps" (
    "host" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "newest_repo_id" BIGINT NOT NULL DEFAULT 0,
    "next_page" INTEGER NOT NULL DEFAULT 2,

    CONSTRAINT "repository_sweeps_pkey" PRIMARY KEY ("host","owner")
);

ALTER TABLE public.repository_sweeps
  ADD CONSTRAINT repository_sweeps_next_page_check CHECK (next_page >= 2);

-- What sweeps look for: few rows among all that were ever asked for.
CREATE INDEX repository_intents_unsettled_idx ON public.repository_intents (updated_at)
  WHERE state IN ('ABANDONED', 'SET_ASIDE');

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT SELECT ON public.stray_repositories, public.repository_sweeps TO %I', role);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_worker') THEN
    GRANT INSERT, UPDATE ON public.stray_repositories, public.repository_sweeps TO forgea_worker;
  END IF;
END;
$$;
