-- People, labs, deliveries and snapshots: what each row must be, and what never changes again.

ALTER TABLE public.users
  ADD CONSTRAINT users_name_check CHECK (name <> ''),
  ADD CONSTRAINT users_session_epoch_check CHECK (session_epoch >= 0);

ALTER TABLE public.github_accounts
  ADD CONSTRAINT github_accounts_host_check CHECK (host ~ '^[a-z0-9.-]+(:[0-9]+)?$'),
  ADD CONSTRAINT github_accounts_provider_user_id_check CHECK (provider_user_id > 0),
  ADD CONSTRAINT github_accounts_login_check CHECK (login ~ '^[^/\s]{1,100}$');

ALTER TABLE public.labs
  -- Repositories are named <slug>-<short id>, and providers allow 100 characters.
  ADD CONSTRAINT labs_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
  ADD CONSTRAINT labs_title_check CHECK (title <> ''),
  ADD CONSTRAINT labs_base_repo_url_check CHECK (base_repo_url ~ '^https?://[^\s]+$'),
  ADD CONSTRAINT labs_dates_check CHECK (due_at > opens_at),
  ADD CONSTRAINT labs_max_attempts_check CHECK (max_attempts >= 1);

ALTER TABLE public.lab_versions
  ADD CONSTRAINT lab_versions_number_check CHECK (number >= 1),
  ADD CONSTRAINT lab_versions_hosts_check
    CHECK (source_host ~ '^[a-z0-9.-]+(:[0-9]+)?$' AND template_host ~ '^[a-z0-9.-]+(:[0-9]+)?$'),
  ADD CONSTRAINT lab_versions_repo_ids_check CHECK (source_repo_id > 0 AND template_repo_id > 0),
  ADD CONSTRAINT lab_versions_shas_check
    CHECK (source_commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$' AND template_tree_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  ADD CONSTRAINT lab_versions_duration_check CHECK (duration_minutes > 0);

CREATE FUNCTION forgea.guard_published_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a published lab version never changes' USING ERRCODE = 'FG006', TABLE = 'lab_versions';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$;

CREATE TRIGGER guard_published BEFORE UPDATE OR DELETE ON public.lab_versions
  FOR EACH ROW EXECUTE FUNCTION forgea.guard_published_version();
CREATE TRIGGER keep BEFORE TRUNCATE ON public.lab_versions
  FOR EACH STATEMENT EXECUTE FUNCTION forgea.refuse_change();

ALTER TABLE public.webhook_deliveries
  ADD CONSTRAINT webhook_deliveries_host_check CHECK (host ~ '^[a-z0-9.-]+(:[0-9]+)?$'),
  ADD CONSTRAINT webhook_deliveries_body_sha256_check CHECK (octet_length(body_sha256) = 32),
  ADD CONSTRAINT webhook_deliveries_counters_check CHECK (attempts >= 0 AND duplicates >= 0),
  ADD CONSTRAINT webhook_deliveries_waiting_repo_id_check CHECK (waiting_repo_id > 0),
  ADD CONSTRAINT webhook_deliveries_decided_check CHECK (state = 'RECEIVED' OR decided_at IS NOT NULL),
  ADD CONSTRAINT webhook_deliveries_reason_check CHECK (state IN ('RECEIVED', 'ACCEPTED') OR reason IS NOT NULL),
  -- Compressing what is read once costs more than it saves.
  ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE public.binding_rejections
  ADD CONSTRAINT binding_rejections_reason_check CHECK (reason ~ '^[A-Z][A-Z0-9_]*$'),
  ADD CONSTRAINT binding_rejections_rule_set_version_check CHECK (rule_set_version >= 1);

ALTER TABLE public.snapshots
  ADD CONSTRAINT snapshots_number_check CHECK (number >= 1),
  ADD CONSTRAINT snapshots_ref_check CHECK (ref LIKE 'refs/%'),
  ADD CONSTRAINT snapshots_shas_check
    CHECK (commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$' AND before_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  ADD CONSTRAINT snapshots_counted_check CHECK (counted = (not_counted_reason IS NULL));

ALTER TABLE public.commands
  ADD CONSTRAINT commands_key_check CHECK (length(key) BETWEEN 1 AND 200),
  ADD CONSTRAINT commands_request_hash_check CHECK (octet_length(request_hash) = 32);
