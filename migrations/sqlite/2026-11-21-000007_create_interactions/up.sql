CREATE TABLE channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  name VARCHAR(128) NOT NULL,
  -- Without case, white space and punctuation: what names are compared by.
  name_folded VARCHAR(256) NOT NULL,
  CONSTRAINT channels_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT channels_name_folded_key UNIQUE (firm_id, name_folded),
  CONSTRAINT channels_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

CREATE TABLE interactions (
  id INTEGER PRIMARY KEY,
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

-- How many interactions of living customers a quarter of an hour (grain 0), a day (1) or a month (2) of UTC has. Always
-- changed in the transaction that changes interactions; `frontdesk doctor` counts anew.
CREATE TABLE interaction_totals (
  firm_id BIGINT NOT NULL,
  grain SMALLINT NOT NULL,
  -- Quarters and days since 1970, months since the year 0.
  bucket INTEGER NOT NULL,
  channel_id BIGINT NOT NULL,
  -- The type that the customer has now; empty for none.
  customer_type VARCHAR(128) NOT NULL,
  interaction_count INTEGER NOT NULL,
  -- Always read by firm, grain and a range of buckets.
  CONSTRAINT interaction_totals_pkey PRIMARY KEY (firm_id, grain, bucket, channel_id, customer_type),
  CONSTRAINT interaction_totals_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) WITHOUT ROWID;

CREATE TABLE interaction_topics (
  firm_id BIGINT NOT NULL,
  -- Months since the year 0.
  month_number INTEGER NOT NULL,
  -- Without case: what topics are compared by.
  topic_folded VARCHAR(256) NOT NULL,
  topic VARCHAR(128) NOT NULL,
  -- A firm has a few topics a month, and they are read by the firm.
  CONSTRAINT interaction_topics_pkey PRIMARY KEY (firm_id, month_number, topic_folded),
  CONSTRAINT interaction_topics_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) WITHOUT ROWID;

-- As for customers: the proportions of a firm with ten million interactions.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('channels', 'sqlite_autoindex_channels_1', '100 10 1'),
  ('channels', 'sqlite_autoindex_channels_2', '100 10 1'),
  ('interactions', 'sqlite_autoindex_interactions_1', '10000000 100 1 1'),
  ('interaction_totals', 'interaction_totals', '1000000 100000 30000 20 4 1'),
  ('interaction_topics', 'interaction_topics', '1000 100 2 1');
