-- Promises the database keeps by itself, whatever path a row takes.

-- Every new customer has a running subscription: the Guest trial, unless one runs already.
CREATE FUNCTION open_guest_trial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A row that arrives already merged away or deleted (an import of history) gets no trial.
  IF NEW.merged_into_id IS NOT NULL OR NEW.deleted_at IS NOT NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO subscriptions (customer_id, plan_code, start_date, end_date, amount_paid_per_cycle, currency)
  SELECT NEW.id, plan.code, now(), now() + make_interval(days => plan.duration_days), 0, plan.currency
  FROM subscription_plans plan WHERE plan.code = 'guest'
  ON CONFLICT DO NOTHING;
  IF NOT FOUND AND NOT EXISTS (SELECT 1 FROM subscription_plans WHERE code = 'guest') THEN
    INSERT INTO subscription_plans (code, name, price_amount, currency, duration_days, shipping_discount_percent,
      service_fee_discount_percent, service_fee_percent, open_quote_limit)
    VALUES ('guest', 'Guest', 0, 'UGX', 30, 0, 0, 15, 1)
    ON CONFLICT (code) DO NOTHING;
    INSERT INTO subscriptions (customer_id, plan_code, start_date, end_date, amount_paid_per_cycle, currency)
    SELECT NEW.id, plan.code, now(), now() + make_interval(days => plan.duration_days), 0, plan.currency
    FROM subscription_plans plan WHERE plan.code = 'guest'
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_open_guest_trial AFTER INSERT ON customers
  FOR EACH ROW EXECUTE FUNCTION open_guest_trial();
--> statement-breakpoint
INSERT INTO subscription_plans (code, name, price_amount, currency, duration_days, shipping_discount_percent,
  service_fee_discount_percent, service_fee_percent, open_quote_limit)
VALUES ('guest', 'Guest', 0, 'UGX', 30, 0, 0, 15, 1),
  ('standard', 'Standard', 50000, 'UGX', 30, 5, 0, 9, 5),
  ('plus', 'Plus', 120000, 'UGX', 30, 10, 0, 9, 20)
ON CONFLICT (code) DO NOTHING;
--> statement-breakpoint
-- A customer's last contact only moves forward, in whatever order events arrive.
CREATE FUNCTION keep_last_seen_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.last_seen_at := greatest(OLD.last_seen_at, NEW.last_seen_at);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_last_seen_forward BEFORE UPDATE OF last_seen_at ON customers
  FOR EACH ROW EXECUTE FUNCTION keep_last_seen_forward();
--> statement-breakpoint
CREATE TRIGGER contact_points_last_seen_forward BEFORE UPDATE OF last_seen_at ON contact_points
  FOR EACH ROW EXECUTE FUNCTION keep_last_seen_forward();
--> statement-breakpoint
-- Whoever is merged away or deleted stops owning numbers at that moment, so that the number is free.
CREATE FUNCTION end_contact_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE contact_points SET valid_to = greatest(now(), valid_from)
  WHERE customer_id = NEW.id AND valid_to IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_end_contact_points AFTER UPDATE OF merged_into_id, deleted_at ON customers
  FOR EACH ROW WHEN (
    (NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS NULL) OR (NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL)
  ) EXECUTE FUNCTION end_contact_points();
--> statement-breakpoint
CREATE FUNCTION refuse_contact_point_of_gone_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM customers WHERE id = NEW.customer_id AND (merged_into_id IS NOT NULL OR deleted_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'A merged or deleted customer cannot own a contact point' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'contact_points_owner_is_live';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER contact_points_owner_is_live AFTER INSERT OR UPDATE OF customer_id, valid_to ON contact_points
  FOR EACH ROW WHEN (NEW.valid_to IS NULL) EXECUTE FUNCTION refuse_contact_point_of_gone_customer();
--> statement-breakpoint
-- The audit trail is append only.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append only' USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- Staff start with the lists' usual placeholders; admins edit them.
INSERT INTO placeholder_numbers (digits, note) VALUES
  ('5555555555', 'typed when there is none'), ('5550000', 'typed when there is none')
ON CONFLICT DO NOTHING;
