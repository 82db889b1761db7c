-- The way down from 0001_guest_trial_and_promises: triggers and their functions. Subscriptions and plans stay; they are data.
DROP TRIGGER customers_open_guest_trial ON customers;
DROP TRIGGER customers_last_seen_forward ON customers;
DROP TRIGGER contact_points_last_seen_forward ON contact_points;
DROP TRIGGER customers_end_contact_points ON customers;
DROP TRIGGER contact_points_owner_is_live ON contact_points;
DROP TRIGGER audit_events_append_only ON audit_events;
DROP FUNCTION open_guest_trial(), keep_last_seen_forward(), end_contact_points(), refuse_contact_point_of_gone_customer(),
  refuse_audit_change();
