-- What is known of the App's access, of repositories that are missing, and how much may be read.

CREATE TYPE "AccessLostReason" AS ENUM ('UNINSTALLED', 'SUSPENDED', 'NARROWED', 'UNREADABLE');

CREATE TABLE "installations" (
    "host" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "access_lost_at" TIMESTAMPTZ(3),
    "access_lost_reason" "AccessLostReason",
    "restored_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lost_checks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "installations_pkey" PRIMARY KEY ("host","owner")
);

CREATE TABLE "read_budgets" (
    "host" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "read_budgets_pkey" PRIMARY KEY ("host","owner")
);

ALTER TABLE "template_breakers" ADD COLUMN "missing_since" TIMESTAMPTZ(3),
  ADD COLUMN "next_look_at" TIMESTAMPTZ(3),
  ADD COLUMN "renamed_to" TEXT;

ALTER TABLE "github_repo_mappings" ADD COLUMN "missing_since" TIMESTAMPTZ(3),
  ADD COLUMN "lost_at" TIMESTAMPTZ(3);

ALTER TABLE public.installations
  ADD CONSTRAINT installations_lost_check
    CHECK ((access_lost_at IS NULL) = (access_lost_reason IS NULL) AND (access_lost_at IS NOT NULL OR lost_checks = 0)),
  ADD CONSTRAINT installations_lost_checks_check CHECK (lost_checks >= 0);
ALTER TABLE public.template_breakers
  ADD CONSTRAINT template_breakers_missing_check CHECK ((missing_since IS NULL) = (next_look_at IS NULL)),
  ADD CONSTRAINT template_breakers_renamed_check CHECK (renamed_to ~ '^[^/\s]{1,100}/[^/\s]{1,100}$');

-- What the sweep takes next, and what the count of recent losses reads.
CREATE INDEX github_repo_mappings_verify_idx ON public.github_repo_mappings (verify_after)
  WHERE status = 'ACTIVE';
CREATE INDEX github_repo_mappings_lost_idx ON public.github_repo_mappings (host, lost_at)
  WHERE lost_at IS NOT NULL;
CREATE INDEX github_repo_mappings_missing_idx ON public.github_repo_mappings (host, missing_since)
  WHERE missing_since IS NOT NULL;

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    EXECUTE format('GRANT SELECT ON public.installations, public.read_budgets TO %I', role);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_worker') THEN
    GRANT INSERT, UPDATE ON public.installations, public.read_budgets TO forgea_worker;
  END IF;
END;
$$;
