-- Since when records are there, and when they last changed, where tables did not say so. What is there already gets the
-- best that is known: an operator has never been changed, a catalogue and topics came after their firm.
ALTER TABLE operators ADD COLUMN updated_at TIMESTAMP(6) NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE operators SET updated_at = created_at;

ALTER TABLE opportunity_statuses ADD COLUMN created_at TIMESTAMP(6) NOT NULL DEFAULT '1970-01-01 00:00:00';
ALTER TABLE opportunity_statuses ADD COLUMN updated_at TIMESTAMP(6) NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE opportunity_statuses SET created_at = (SELECT firms.created_at FROM firms WHERE firms.id = firm_id);
UPDATE opportunity_statuses SET updated_at = created_at;

ALTER TABLE interaction_topics ADD COLUMN created_at TIMESTAMP(6) NOT NULL DEFAULT '1970-01-01 00:00:00';
ALTER TABLE interaction_topics ADD COLUMN updated_at TIMESTAMP(6) NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE interaction_topics SET created_at = (SELECT firms.created_at FROM firms WHERE firms.id = firm_id);
UPDATE interaction_topics SET updated_at = created_at;

-- Microseconds since 1970. Null for those that were recorded before this column: there may be millions, and they count
-- as recorded when they occurred.
ALTER TABLE interactions ADD COLUMN recorded_at BIGINT;
