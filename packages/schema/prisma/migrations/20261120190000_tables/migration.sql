-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('RECEIVED', 'ACCEPTED', 'IGNORED', 'REJECTED', 'DEAD');

-- CreateEnum
CREATE TYPE "LabSessionStatus" AS ENUM ('PROVISIONING', 'IN_PROGRESS', 'COMPLETED', 'EXPIRED', 'FAILED', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "AccessState" AS ENUM ('PENDING', 'INVITED', 'ACCEPTED');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('STUDENT', 'ASSISTANT', 'ADMIN', 'SYSTEM', 'WEBHOOK', 'OPERATOR');

-- CreateEnum
CREATE TYPE "LabStatus" AS ENUM ('DRAFT', 'PUBLISHED', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "ResultKind" AS ENUM ('CODE', 'WEB_PAGE');

-- CreateEnum
CREATE TYPE "RepositoryIntentState" AS ENUM ('OPEN', 'BOUND', 'ABANDONED');

-- CreateEnum
CREATE TYPE "RepositoryIntentStep" AS ENUM ('QUEUED', 'CREATING', 'COPYING', 'BINDING', 'INVITING', 'DONE');

-- CreateEnum
CREATE TYPE "MappingStatus" AS ENUM ('PENDING', 'ACTIVE', 'RELEASED', 'TOMBSTONED');

-- CreateEnum
CREATE TYPE "MappingSource" AS ENUM ('PROVISIONED', 'BACKFILL', 'REBIND');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('STUDENT', 'ASSISTANT', 'ADMIN');

-- CreateEnum
CREATE TYPE "GitHubAccountSource" AS ENUM ('SIGN_IN', 'BACKFILL', 'ROSTER');

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "host" TEXT NOT NULL,
    "hook_scope" TEXT NOT NULL,
    "guid" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'RECEIVED',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "correlation_id" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "waiting_repo_id" BIGINT,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "binding_rejections" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "delivery_guid" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "provider_repo_id" BIGINT,
    "full_name" TEXT,
    "ref" TEXT,
    "before_sha" TEXT,
    "after_sha" TEXT,
    "sender_id" BIGINT,
    "lab_session_id" UUID,
    "mapping_id" UUID,
    "session_status_seen" "LabSessionStatus",
    "session_version_seen" INTEGER,
    "rule_set_version" INTEGER NOT NULL,
    "correlation_id" TEXT NOT NULL,

    CONSTRAINT "binding_rejections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "lab_session_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "ref" TEXT NOT NULL,
    "commit_sha" TEXT NOT NULL,
    "before_sha" TEXT NOT NULL,
    "forced" BOOLEAN NOT NULL DEFAULT false,
    "provider_pushed_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "not_counted_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lab_sessions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "lab_version_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "trial" BOOLEAN NOT NULL DEFAULT false,
    "status" "LabSessionStatus" NOT NULL DEFAULT 'PROVISIONING',
    "version" INTEGER NOT NULL DEFAULT 1,
    "user_fork_url" TEXT,
    "failure_code" TEXT,
    "hold_reason" TEXT,
    "held_at" TIMESTAMPTZ(3),
    "access_state" "AccessState" NOT NULL DEFAULT 'PENDING',
    "invitation_expires_at" TIMESTAMPTZ(3),
    "bound_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "last_push_at" TIMESTAMPTZ(3),
    "last_verified_at" TIMESTAMPTZ(3),
    "event_seq" INTEGER NOT NULL DEFAULT 0,
    "event_hash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lab_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_events" (
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "lab_session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT NOT NULL,
    "from_status" "LabSessionStatus",
    "to_status" "LabSessionStatus",
    "actor_kind" "ActorKind" NOT NULL,
    "actor_id" UUID,
    "acting_as_id" UUID,
    "data" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "prev_hash" BYTEA NOT NULL DEFAULT '\x',
    "hash" BYTEA NOT NULL DEFAULT '\x',

    CONSTRAINT "session_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_notes" (
    "event_id" BIGINT NOT NULL,
    "salt" BYTEA NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_notes_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "commands" (
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commands_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "labs" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "status" "LabStatus" NOT NULL DEFAULT 'DRAFT',
    "base_repo_url" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "max_attempts" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "labs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lab_versions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "lab_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "source_host" TEXT NOT NULL,
    "source_repo_id" BIGINT NOT NULL,
    "source_full_name" TEXT NOT NULL,
    "source_commit_sha" TEXT NOT NULL,
    "template_host" TEXT NOT NULL,
    "template_repo_id" BIGINT NOT NULL,
    "template_full_name" TEXT NOT NULL,
    "template_tree_sha" TEXT NOT NULL,
    "instructions" TEXT NOT NULL,
    "duration_minutes" INTEGER,
    "result_kind" "ResultKind" NOT NULL DEFAULT 'CODE',
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lab_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repository_intents" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "host" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lab_version_id" UUID NOT NULL,
    "lab_session_id" UUID,
    "provider_repo_id" BIGINT,
    "state" "RepositoryIntentState" NOT NULL DEFAULT 'OPEN',
    "step" "RepositoryIntentStep" NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error_code" TEXT,
    "lease_owner" TEXT,
    "lease_epoch" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "accept_token" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repository_intents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "github_repo_mappings" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "host" TEXT NOT NULL,
    "provider_repo_id" BIGINT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lab_session_id" UUID NOT NULL,
    "status" "MappingStatus" NOT NULL DEFAULT 'PENDING',
    "source" "MappingSource" NOT NULL,
    "bound_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "last_verified_at" TIMESTAMPTZ(3),
    "verify_after" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "github_repo_mappings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'STUDENT',
    "banned_at" TIMESTAMPTZ(3),
    "session_epoch" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "github_accounts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "host" TEXT NOT NULL,
    "provider_user_id" BIGINT NOT NULL,
    "login" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "source" "GitHubAccountSource" NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "github_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "worker_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE INDEX "webhook_deliveries_state_received_at_idx" ON "webhook_deliveries"("state", "received_at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_body_sha256_idx" ON "webhook_deliveries"("body_sha256");

-- CreateIndex
CREATE INDEX "webhook_deliveries_waiting_repo_id_idx" ON "webhook_deliveries"("waiting_repo_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_host_hook_scope_guid_key" ON "webhook_deliveries"("host", "hook_scope", "guid");

-- CreateIndex
CREATE INDEX "binding_rejections_decided_at_id_idx" ON "binding_rejections"("decided_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_delivery_id_key" ON "snapshots"("delivery_id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_lab_session_id_number_key" ON "snapshots"("lab_session_id", "number");

-- CreateIndex
CREATE INDEX "lab_sessions_updated_at_id_idx" ON "lab_sessions"("updated_at", "id");

-- CreateIndex
CREATE INDEX "lab_sessions_status_updated_at_id_idx" ON "lab_sessions"("status", "updated_at", "id");

-- CreateIndex
CREATE INDEX "lab_sessions_lab_id_status_updated_at_id_idx" ON "lab_sessions"("lab_id", "status", "updated_at", "id");

-- CreateIndex
CREATE INDEX "lab_sessions_user_id_updated_at_idx" ON "lab_sessions"("user_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "lab_sessions_user_id_lab_id_trial_attempt_key" ON "lab_sessions"("user_id", "lab_id", "trial", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "lab_sessions_id_lab_version_id_key" ON "lab_sessions"("id", "lab_version_id");

-- CreateIndex
CREATE INDEX "session_events_xid_id_idx" ON "session_events"("xid", "id");

-- CreateIndex
CREATE UNIQUE INDEX "session_events_lab_session_id_seq_key" ON "session_events"("lab_session_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "labs_slug_key" ON "labs"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "lab_versions_lab_id_number_key" ON "lab_versions"("lab_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "lab_versions_id_lab_id_key" ON "lab_versions"("id", "lab_id");

-- CreateIndex
CREATE INDEX "repository_intents_lab_session_id_idx" ON "repository_intents"("lab_session_id");

-- CreateIndex
CREATE INDEX "github_repo_mappings_host_provider_repo_id_idx" ON "github_repo_mappings"("host", "provider_repo_id");

-- CreateIndex
CREATE INDEX "github_repo_mappings_lab_session_id_idx" ON "github_repo_mappings"("lab_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "github_accounts_host_provider_user_id_key" ON "github_accounts"("host", "provider_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "github_accounts_user_id_host_key" ON "github_accounts"("user_id", "host");

-- AddForeignKey
ALTER TABLE "binding_rejections" ADD CONSTRAINT "binding_rejections_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_lab_session_id_fkey" FOREIGN KEY ("lab_session_id") REFERENCES "lab_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lab_sessions" ADD CONSTRAINT "lab_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lab_sessions" ADD CONSTRAINT "lab_sessions_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lab_sessions" ADD CONSTRAINT "lab_sessions_lab_version_id_lab_id_fkey" FOREIGN KEY ("lab_version_id", "lab_id") REFERENCES "lab_versions"("id", "lab_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_lab_session_id_fkey" FOREIGN KEY ("lab_session_id") REFERENCES "lab_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_notes" ADD CONSTRAINT "event_notes_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "session_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lab_versions" ADD CONSTRAINT "lab_versions_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_intents" ADD CONSTRAINT "repository_intents_lab_version_id_fkey" FOREIGN KEY ("lab_version_id") REFERENCES "lab_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_intents" ADD CONSTRAINT "repository_intents_lab_session_id_lab_version_id_fkey" FOREIGN KEY ("lab_session_id", "lab_version_id") REFERENCES "lab_sessions"("id", "lab_version_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "github_repo_mappings" ADD CONSTRAINT "github_repo_mappings_lab_session_id_fkey" FOREIGN KEY ("lab_session_id") REFERENCES "lab_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "github_accounts" ADD CONSTRAINT "github_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


