-- The id of an interaction that was deleted is not given to another one: lists go on behind ids, and the audit log names them.
CREATE TABLE interactions_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  -- Microseconds since 1970 in UTC: a third of the room of a timestamp, in a table of many millions of rows.
  occurred_at BIGINT NOT NULL,
  channel_id BIGINT NOT NULL,
  -- An exact repeat is no second interaction. Counts of one customer are read from this index alone.
  CONSTRAINT interactions_contact_key UNIQUE (customer_id, occurred_at, channel_id),
  CONSTRAINT interactions_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id),
  CONSTRAINT interactions_channel_fkey FOREIGN KEY (firm_id, channel_id) REFERENCES channels (firm_id, id)
);

INSERT INTO interactions_anew (id, firm_id, customer_id, occurred_at, channel_id)
SELECT id, firm_id, customer_id, occurred_at, channel_id FROM interactions ORDER BY id;

DROP TABLE interactions;
ALTER TABLE interactions_anew RENAME TO interactions;

-- Proportions go with the table they were of.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('interactions', 'sqlite_autoindex_interactions_1', '10000000 100 1 1');
