-- The way down from 0000_core_tables: everything it made.
DROP TABLE "api_keys", "sign_in_failures", "users", "appointments", "call_sessions", "conversations", "messages", "contact_points", "customer_notes", "customers", "identity_resolutions", "audit_events", "outbox_messages", "webhook_events", "leads", "branches", "calendar_feeds", "own_lines", "placeholder_numbers", "subscription_plans", "subscriptions" CASCADE;
DROP FUNCTION uuid_v7();
DROP FUNCTION fold_name(text);
