ALTER TABLE interactions DROP COLUMN recorded_at;
ALTER TABLE interaction_topics DROP COLUMN updated_at;
ALTER TABLE interaction_topics DROP COLUMN created_at;
ALTER TABLE opportunity_statuses DROP COLUMN updated_at;
ALTER TABLE opportunity_statuses DROP COLUMN created_at;
ALTER TABLE operators DROP COLUMN updated_at;
