-- Several rows for each total, so that transactions that count in the same quarter of an hour do not wait for each other. They
-- are summed. Here, with one writer, there is row 0 alone.
CREATE TABLE interaction_totals_anew (
  firm_id BIGINT NOT NULL,
  grain SMALLINT NOT NULL,
  bucket INTEGER NOT NULL,
  channel_id BIGINT NOT NULL,
  customer_type VARCHAR(128) NOT NULL,
  interaction_count INTEGER NOT NULL,
  slot SMALLINT NOT NULL DEFAULT 0,
  CONSTRAINT interaction_totals_pkey PRIMARY KEY (firm_id, grain, bucket, channel_id, customer_type, slot),
  CONSTRAINT interaction_totals_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) WITHOUT ROWID;
INSERT INTO interaction_totals_anew
SELECT firm_id, grain, bucket, channel_id, customer_type, interaction_count, 0 FROM interaction_totals;
DROP TABLE interaction_totals;
ALTER TABLE interaction_totals_anew RENAME TO interaction_totals;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
VALUES ('interaction_totals', 'interaction_totals', '1000000 100000 30000 20 4 1 1');
