-- Several rows for each total, so that transactions that count in the same quarter of an hour do not wait for each other. They
-- are summed. Imports use row 0.
ALTER TABLE interaction_totals ADD COLUMN slot SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE interaction_totals DROP CONSTRAINT interaction_totals_pkey;
ALTER TABLE interaction_totals
  ADD CONSTRAINT interaction_totals_pkey PRIMARY KEY (firm_id, grain, bucket, channel_id, customer_type, slot);
