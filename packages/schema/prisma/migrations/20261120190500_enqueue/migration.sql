-- Jobs are added in the transaction that needs them, through these functions only: graphile-worker's
-- tables have row-level security without policies, so no role but their owner can add a job.

-- The tasks that may be asked for, with what graphile-worker is told when the caller says nothing.
CREATE TABLE forgea.task (
  name text PRIMARY KEY CHECK (name ~ '^[a-z]+(-[a-z]+)*$'),
  max_attempts integer NOT NULL CHECK (max_attempts BETWEEN 1 AND 100),
  -- lower runs first
  priority integer NOT NULL
);

-- 15 attempts on graphile-worker's exponential schedule are a little more than 24 hours.
INSERT INTO forgea.task (name, max_attempts, priority) VALUES
  ('process-delivery', 15, -10),
  ('provision-lab-session', 15, 0),
  ('expire-lab-session', 15, -5),
  ('sweep-heartbeats', 3, 10);

CREATE FUNCTION forgea.enqueue_many(
  task text,
  payloads jsonb[],
  run_at timestamptz DEFAULT now(),
  job_keys text[] DEFAULT NULL,
  max_attempts integer DEFAULT NULL,
  priority integer DEFAULT NULL
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  known forgea.task;
  added integer;
BEGIN
  SELECT t.* INTO known FROM forgea.task t WHERE t.name = task;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no task named %', task USING ERRCODE = 'FG010';
  END IF;
  IF job_keys IS NOT NULL AND cardinality(job_keys) <> cardinality(payloads) THEN
    RAISE EXCEPTION 'one job key for each payload, or none' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF cardinality(payloads) = 0 THEN
    RETURN 0;
  END IF;
  -- graphile_worker is named in the body only: a shadow database has no such schema.
  SELECT count(*) INTO added FROM graphile_worker.add_jobs((
    SELECT array_agg(ROW(
      task, item.payload::json, NULL, run_at,
      coalesce(max_attempts, known.max_attempts)::smallint, item.job_key,
      coalesce(priority, known.priority)::smallint, NULL
    )::graphile_worker.job_spec ORDER BY item.position)
    FROM unnest(payloads, job_keys) WITH ORDINALITY AS item(payload, job_key, position)
  ));
  RETURN added;
END;
$$;

CREATE FUNCTION forgea.enqueue(
  task text,
  payload jsonb,
  run_at timestamptz DEFAULT now(),
  job_key text DEFAULT NULL,
  max_attempts integer DEFAULT NULL,
  priority integer DEFAULT NULL
) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT forgea.enqueue_many(
    $1, ARRAY[$2], $3, CASE WHEN $4 IS NULL THEN NULL ELSE ARRAY[$4] END, $5, $6
  )
$$;
