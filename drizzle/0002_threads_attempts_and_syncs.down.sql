-- The way down from 0002_threads_attempts_and_syncs.
DROP TABLE "webhook_event_attempts", "webhook_event_subjects", "sync_runs", "channel_alerts", "lead_events", "settings";
DROP INDEX "conversations_participant_key";
ALTER TABLE "conversations" DROP COLUMN "channel_scope", DROP COLUMN "participant_key", DROP COLUMN "last_inbound_at";
