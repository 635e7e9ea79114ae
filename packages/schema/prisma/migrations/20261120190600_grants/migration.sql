-- Who may do what. Roles belong to the cluster: where they are missing (a bare shadow database) there
-- is nothing to grant. Their timeouts are set with the roles, in src/ensure-roles.ts.

-- Prisma's record is the owner's alone; readiness checks ask this. Bound late: a shadow database has no record.
CREATE FUNCTION forgea.newest_migration() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT max(m.migration_name COLLATE "C") FROM public._prisma_migrations m
    WHERE m.finished_at IS NOT NULL AND m.rolled_back_at IS NULL
  );
END;
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA forgea FROM PUBLIC;

DO $$
DECLARE
  role text;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());

  FOREACH role IN ARRAY ARRAY['forgea_app', 'forgea_worker'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);

    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role);
    EXECUTE format('GRANT USAGE ON SCHEMA public, forgea TO %I', role);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA public TO %I', role);
    IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
      EXECUTE format('REVOKE ALL ON public._prisma_migrations FROM %I', role);
    END IF;
    EXECUTE format('GRANT SELECT ON forgea.lifecycle_transition, forgea.task TO %I', role);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', role);

    -- Neither who and which lab, nor the head of the chain.
    EXECUTE format('GRANT INSERT ON public.lab_sessions TO %I', role);
    EXECUTE format(
      'GRANT UPDATE (status, version, user_fork_url, failure_code, hold_reason, held_at, access_state, '
      'invitation_expires_at, bound_at, started_at, ends_at, completed_at, last_push_at, last_verified_at, '
      'updated_at) ON public.lab_sessions TO %I', role);
    -- The id orders readers, the xid is the writing transaction: neither is the writer's to choose.
    EXECUTE format(
      'GRANT INSERT (lab_session_id, seq, kind, from_status, to_status, actor_kind, actor_id, acting_as_id, '
      'data, correlation_id, at, prev_hash, hash) ON public.session_events TO %I', role);
    EXECUTE format('GRANT INSERT ON public.event_notes, public.binding_rejections TO %I', role);
    EXECUTE format('GRANT INSERT, UPDATE (result) ON public.commands TO %I', role);
    EXECUTE format('GRANT INSERT, UPDATE ON public.repository_intents, public.github_repo_mappings TO %I', role);
    EXECUTE format('GRANT INSERT, UPDATE ON public.lab_versions TO %I', role);
    EXECUTE format(
      'GRANT INSERT, UPDATE (state, reason, attempts, duplicates, decided_at, waiting_repo_id) '
      'ON public.webhook_deliveries TO %I', role);
    EXECUTE format('GRANT INSERT, UPDATE (counted, not_counted_reason) ON public.snapshots TO %I', role);
    EXECUTE format('GRANT UPDATE (login, verified_at) ON public.github_accounts TO %I', role);
    EXECUTE format('GRANT EXECUTE ON FUNCTION forgea.enqueue, forgea.enqueue_many, forgea.newest_migration TO %I', role);
  END LOOP;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_app') THEN
    GRANT INSERT, UPDATE ON public.users, public.labs TO forgea_app;
    GRANT INSERT ON public.github_accounts TO forgea_app;
  END IF;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'forgea_worker') THEN
    GRANT INSERT, UPDATE, DELETE ON public.worker_heartbeats TO forgea_worker;
    -- Enqueueing runs as the owner of the job tables. CREATE is needed to take ownership, no longer.
    GRANT CREATE ON SCHEMA forgea TO forgea_worker;
    ALTER FUNCTION forgea.enqueue OWNER TO forgea_worker;
    ALTER FUNCTION forgea.enqueue_many OWNER TO forgea_worker;
    REVOKE CREATE ON SCHEMA forgea FROM forgea_worker;
  END IF;
END;
$$;
