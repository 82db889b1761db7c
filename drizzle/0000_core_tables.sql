CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- Version 7 UUIDs on any PostgreSQL from 15 on: 48 bits of milliseconds, then random bits.
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;
--> statement-breakpoint
-- A name as it is searched: no case, no accents, no vowel marks ("josé" and "Jose" meet).
CREATE FUNCTION fold_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g'));
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"key_hash" text NOT NULL,
	"key_prefix" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_role_known" CHECK ("role" in ('admin', 'reviewer', 'receptionist', 'relationship_manager', 'finance', 'service', 'delivery', 'customer'))
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"subject" text NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"customer_id" uuid,
	"branch_id" uuid,
	"session_version" integer DEFAULT 1 NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_signed_in_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_role_known" CHECK ("role" in ('admin', 'reviewer', 'receptionist', 'relationship_manager', 'finance', 'service', 'delivery', 'customer')),
	CONSTRAINT "users_customer_role_has_customer" CHECK (role = 'customer' or customer_id is null)
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid,
	"conversation_id" uuid,
	"call_session_id" uuid,
	"branch_id" uuid NOT NULL,
	"service" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"duration_minutes" integer DEFAULT 30 NOT NULL,
	"status" text DEFAULT 'booked' NOT NULL,
	"notes" text,
	"contact_name" text,
	"contact_phone" text,
	"contact_email" text,
	"sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appointments_status_known" CHECK ("status" in ('booked', 'completed', 'cancelled', 'no_show')),
	CONSTRAINT "appointments_duration_sane" CHECK (duration_minutes between 1 and 1440),
	CONSTRAINT "appointments_service_not_blank" CHECK (btrim(service) <> '')
);
--> statement-breakpoint
CREATE TABLE "call_sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"conversation_id" uuid,
	"customer_id" uuid,
	"branch_id" uuid,
	"direction" text DEFAULT 'inbound' NOT NULL,
	"status" text DEFAULT 'ended' NOT NULL,
	"outcome" text,
	"end_reason" text,
	"from_number" text,
	"to_number" text,
	"customer_phone" text,
	"phone_match_key" text,
	"caller_name" text,
	"caller_email" text,
	"agent_number" text,
	"summary" text,
	"unlinked_reason" text,
	"recording_url" text,
	"recording_expires_at" timestamp with time zone,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"duration_seconds" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_sessions_status_known" CHECK ("status" in ('ringing', 'in_progress', 'ended')),
	CONSTRAINT "call_sessions_outcome_known" CHECK ("outcome" in ('completed', 'no_answer', 'busy', 'failed', 'voicemail', 'transferred')),
	CONSTRAINT "call_sessions_duration_not_negative" CHECK (duration_seconds >= 0)
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid,
	"channel" text NOT NULL,
	"branch_id" uuid,
	"status" text DEFAULT 'open' NOT NULL,
	"contact_name" text,
	"contact_phone" text,
	"phone_match_key" text,
	"summary" text,
	"started_at" timestamp with time zone NOT NULL,
	"last_message_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_channel_known" CHECK ("channel" in ('voice', 'whatsapp', 'knowlarity')),
	CONSTRAINT "conversations_status_known" CHECK ("status" in ('open', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"external_scope" text DEFAULT '' NOT NULL,
	"external_id" text,
	"direction" text NOT NULL,
	"author" text NOT NULL,
	"author_user_id" uuid,
	"type" text DEFAULT 'text' NOT NULL,
	"body" text,
	"payload" jsonb,
	"status" text DEFAULT 'received' NOT NULL,
	"status_reason" text,
	"position" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_direction_known" CHECK ("direction" in ('in', 'out')),
	CONSTRAINT "messages_author_known" CHECK ("author" in ('customer', 'agent', 'staff', 'system')),
	CONSTRAINT "messages_status_known" CHECK ("status" in ('received', 'queued', 'sent', 'delivered', 'read', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "contact_points" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"value" text NOT NULL,
	"match_key" text NOT NULL,
	"country" text,
	"is_unusual" boolean DEFAULT false NOT NULL,
	"source" text,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"shared_at" timestamp with time zone,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_to" timestamp with time zone,
	CONSTRAINT "contact_points_kind_known" CHECK ("kind" in ('phone', 'wa_bsuid', 'wa_parent_bsuid', 'email')),
	CONSTRAINT "contact_points_phone_e164" CHECK (kind <> 'phone' or value ~ '^[+][1-9][0-9]{5,14}$'),
	CONSTRAINT "contact_points_over_after_start" CHECK (valid_to >= valid_from)
);
--> statement-breakpoint
CREATE TABLE "customer_notes" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"body" text NOT NULL,
	"author_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "customer_notes_body_not_blank" CHECK (btrim(body) <> '')
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"phone_number" text,
	"display_name" text,
	"email" text,
	"whatsapp_id" text,
	"address" text,
	"area" text,
	"customer_status" text DEFAULT 'PROSPECT' NOT NULL,
	"ltv_usd" numeric(14, 2) DEFAULT '0' NOT NULL,
	"credits_balance" integer DEFAULT 0 NOT NULL,
	"is_new_client" boolean DEFAULT true NOT NULL,
	"consent_status" text DEFAULT 'pending' NOT NULL,
	"consent_changed_at" timestamp with time zone,
	"source" text,
	"branch_id" uuid,
	"merged_into_id" uuid,
	"deleted_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_status_known" CHECK ("customer_status" in ('PROSPECT', 'LEAD_QUALIFIED', 'CUSTOMER', 'CHURNED', 'LEAD_EXHAUSTED')),
	CONSTRAINT "customers_consent_known" CHECK ("consent_status" in ('pending', 'granted', 'withdrawn')),
	CONSTRAINT "customers_source_known" CHECK ("source" in ('knowlarity', 'meta', 'walk_in', 'voice', 'whatsapp', 'import', 'api')),
	CONSTRAINT "customers_phone_e164" CHECK (phone_number ~ '^[+][1-9][0-9]{5,14}$'),
	CONSTRAINT "customers_name_not_blank" CHECK (btrim(display_name) <> ''),
	CONSTRAINT "customers_not_merged_into_itself" CHECK (merged_into_id <> id)
);
--> statement-breakpoint
CREATE TABLE "identity_resolutions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"customer_id" uuid,
	"outcome" text NOT NULL,
	"is_new_customer" boolean DEFAULT false NOT NULL,
	"raw_value" text,
	"normal_form" text,
	"rule" text NOT NULL,
	"country_assumed" text,
	"country_source" text,
	"reason" text,
	"alternatives" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_resolutions_outcome_known" CHECK ("outcome" in ('created', 'matched', 'unlinked', 'late_linked'))
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text,
	"subject_id" text,
	"request_id" text,
	"changes" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"message_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"customer_id" uuid,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"payload" jsonb NOT NULL,
	"held_until" timestamp with time zone DEFAULT now() NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"uncertain_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "outbox_messages_one_end" CHECK (num_nonnulls(sent_at, failed_at, cancelled_at) <= 1)
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"processed_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	CONSTRAINT "webhook_events_one_end" CHECK (processed_at is null or dead_at is null)
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid,
	"source" text NOT NULL,
	"external_id" text,
	"phone_number" text,
	"phone_number_normalized" text,
	"phone_digits" text GENERATED ALWAYS AS (regexp_replace(translate(phone_number,
  '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९', '012345678901234567890123456789'), '[^0-9]', '', 'g')) STORED,
	"display_name" text,
	"email" text,
	"interest" text,
	"branch_id" uuid,
	"status" text DEFAULT 'new' NOT NULL,
	"assignee_id" uuid,
	"is_test" boolean DEFAULT false NOT NULL,
	"junk_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"unlinked_reason" text,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leads_status_known" CHECK ("status" in ('new', 'contacted', 'qualified', 'converted', 'lost')),
	CONSTRAINT "leads_source_known" CHECK ("source" in ('knowlarity', 'meta', 'walk_in', 'voice', 'whatsapp', 'import', 'api')),
	CONSTRAINT "leads_normalized_e164" CHECK (phone_number_normalized ~ '^[+][1-9][0-9]{5,14}$')
);
--> statement-breakpoint
CREATE TABLE "branches" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"time_zone" text NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"branch_id" uuid NOT NULL,
	"label" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_read_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "own_lines" (
	"match_key" text PRIMARY KEY NOT NULL,
	"phone_number" text NOT NULL,
	"label" text,
	"branch_id" uuid,
	"learned_from" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "placeholder_numbers" (
	"digits" text PRIMARY KEY NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription_plans" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"price_amount" numeric(14, 2) NOT NULL,
	"currency" text NOT NULL,
	"duration_days" integer NOT NULL,
	"shipping_discount_percent" numeric(5, 2) NOT NULL,
	"service_fee_discount_percent" numeric(5, 2) NOT NULL,
	"service_fee_percent" numeric(5, 2) NOT NULL,
	"open_quote_limit" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscription_plans_price_not_negative" CHECK (price_amount >= 0),
	CONSTRAINT "subscription_plans_duration_positive" CHECK (duration_days > 0),
	CONSTRAINT "subscription_plans_quotes_not_negative" CHECK (open_quote_limit >= 0)
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"plan_code" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"start_date" timestamp with time zone DEFAULT now() NOT NULL,
	"end_date" timestamp with time zone NOT NULL,
	"amount_paid_per_cycle" numeric(14, 2) DEFAULT '0' NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_status_known" CHECK ("status" in ('active', 'cancel_scheduled', 'cancelled', 'ended')),
	CONSTRAINT "subscriptions_end_after_start" CHECK (end_date > start_date)
);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_call_session_id_call_sessions_id_fk" FOREIGN KEY ("call_session_id") REFERENCES "public"."call_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_sessions" ADD CONSTRAINT "call_sessions_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_sessions" ADD CONSTRAINT "call_sessions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_sessions" ADD CONSTRAINT "call_sessions_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_points" ADD CONSTRAINT "contact_points_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_merged_into_id_customers_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_resolutions" ADD CONSTRAINT "identity_resolutions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_lines" ADD CONSTRAINT "own_lines_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_code_subscription_plans_code_fk" FOREIGN KEY ("plan_code") REFERENCES "public"."subscription_plans"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "sign_in_failures_subject_idx" ON "sign_in_failures" USING btree ("subject","failed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_customer_id_key" ON "users" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_call_key" ON "appointments" USING btree ("call_session_id","starts_at","service");--> statement-breakpoint
CREATE INDEX "appointments_branch_day_idx" ON "appointments" USING btree ("branch_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointments_day_idx" ON "appointments" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "appointments_customer_idx" ON "appointments" USING btree ("customer_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "call_sessions_external_key" ON "call_sessions" USING btree ("provider","external_id");--> statement-breakpoint
CREATE INDEX "call_sessions_conversation_idx" ON "call_sessions" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "call_sessions_customer_idx" ON "call_sessions" USING btree ("customer_id","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "call_sessions_unlinked_idx" ON "call_sessions" USING btree ("phone_match_key") WHERE customer_id is null;--> statement-breakpoint
CREATE INDEX "conversations_newest_idx" ON "conversations" USING btree ("last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_customer_idx" ON "conversations" USING btree ("customer_id","last_message_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_unlinked_idx" ON "conversations" USING btree ("phone_match_key") WHERE customer_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_external_key" ON "messages" USING btree ("external_scope","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "messages_conversation_idx" ON "messages" USING btree ("conversation_id","sent_at" DESC NULLS FIRST,"position" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "contact_points_owner_key" ON "contact_points" USING btree ("kind","scope","match_key") WHERE valid_to is null and shared_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_points_shared_key" ON "contact_points" USING btree ("kind","scope","match_key","customer_id") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "contact_points_customer_idx" ON "contact_points" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "contact_points_last4_idx" ON "contact_points" USING btree (right("value", 4),"last_seen_at" DESC NULLS FIRST) WHERE kind = 'phone' and valid_to is null;--> statement-breakpoint
CREATE INDEX "contact_points_reverse_idx" ON "contact_points" USING btree (reverse("value") text_pattern_ops) WHERE kind = 'phone' and valid_to is null;--> statement-breakpoint
CREATE INDEX "contact_points_trigram_idx" ON "contact_points" USING gin ("value" gin_trgm_ops) WHERE kind = 'phone' and valid_to is null;--> statement-breakpoint
CREATE INDEX "customer_notes_customer_idx" ON "customer_notes" USING btree ("customer_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "customers_phone_number_idx" ON "customers" USING btree ("phone_number");--> statement-breakpoint
CREATE INDEX "customers_email_idx" ON "customers" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "customers_name_prefix_idx" ON "customers" USING btree (fold_name("display_name") text_pattern_ops) WHERE merged_into_id is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customers_surname_prefix_idx" ON "customers" USING btree (fold_name(substring("display_name" from '[^ ]+$')) text_pattern_ops) WHERE merged_into_id is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customers_name_trigram_idx" ON "customers" USING gin (fold_name("display_name") gin_trgm_ops) WHERE merged_into_id is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customers_created_idx" ON "customers" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE merged_into_id is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customers_status_created_idx" ON "customers" USING btree ("customer_status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE merged_into_id is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "customers_merged_into_idx" ON "customers" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "identity_resolutions_subject_idx" ON "identity_resolutions" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "identity_resolutions_customer_idx" ON "identity_resolutions" USING btree ("customer_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_events_subject_idx" ON "audit_events" USING btree ("subject_kind","subject_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("actor_kind","actor_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_messages_message_key" ON "outbox_messages" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "outbox_messages_due_idx" ON "outbox_messages" USING btree ("run_at") WHERE sent_at is null and failed_at is null and cancelled_at is null and uncertain_at is null;--> statement-breakpoint
CREATE INDEX "outbox_messages_customer_idx" ON "outbox_messages" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_events_external_key" ON "webhook_events" USING btree ("source","external_id");--> statement-breakpoint
CREATE INDEX "webhook_events_waiting_idx" ON "webhook_events" USING btree ("run_at") WHERE processed_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "webhook_events_dead_idx" ON "webhook_events" USING btree ("dead_at" DESC NULLS FIRST) WHERE dead_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_events_newest_idx" ON "webhook_events" USING btree ("received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "leads_external_key" ON "leads" USING btree ("source","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "leads_customer_idx" ON "leads" USING btree ("customer_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leads_newest_idx" ON "leads" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leads_unlinked_normalized_idx" ON "leads" USING btree ("phone_number_normalized") WHERE customer_id is null and phone_number_normalized is not null;--> statement-breakpoint
CREATE INDEX "leads_unlinked_last4_idx" ON "leads" USING btree (right("phone_digits", 4),"created_at" DESC NULLS FIRST) WHERE customer_id is null;--> statement-breakpoint
CREATE INDEX "leads_unlinked_reverse_idx" ON "leads" USING btree (reverse("phone_digits") text_pattern_ops) WHERE customer_id is null;--> statement-breakpoint
CREATE INDEX "leads_unlinked_trigram_idx" ON "leads" USING gin ("phone_digits" gin_trgm_ops) WHERE customer_id is null;--> statement-breakpoint
CREATE INDEX "leads_unlinked_name_idx" ON "leads" USING btree (fold_name("display_name") text_pattern_ops) WHERE customer_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "branches_code_key" ON "branches" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "calendar_feeds_branch_idx" ON "calendar_feeds" USING btree ("branch_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "own_lines_branch_idx" ON "own_lines" USING btree ("branch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_running_key" ON "subscriptions" USING btree ("customer_id") WHERE status in ('active', 'cancel_scheduled');--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_one_guest_trial_key" ON "subscriptions" USING btree ("customer_id") WHERE plan_code = 'guest';--> statement-breakpoint
CREATE INDEX "subscriptions_customer_idx" ON "subscriptions" USING btree ("customer_id","start_date" DESC NULLS FIRST);