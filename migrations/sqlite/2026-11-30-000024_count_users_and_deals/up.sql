-- The number of users by state, without those of deleted customers: kept in the transactions that write users and delete
-- customers.
CREATE TABLE user_counts (
  firm_id BIGINT NOT NULL,
  -- Several rows for each state, so that concurrent changes do not wait for each other. They are summed.
  slot SMALLINT NOT NULL,
  sync_status VARCHAR(16) NOT NULL,
  users INTEGER NOT NULL,
  CONSTRAINT user_counts_pkey PRIMARY KEY (firm_id, slot, sync_status),
  CONSTRAINT user_counts_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) WITHOUT ROWID;

INSERT INTO user_counts (firm_id, slot, sync_status, users)
SELECT u.firm_id, 0, u.sync_status, COUNT(*) FROM customer_users u JOIN customers c ON c.id = u.customer_id
WHERE c.tombstone = 0 GROUP BY u.firm_id, u.sync_status;

-- Users of deleted customers are not pending: the oldest pending user is the first of an index.
UPDATE customer_users SET pending_since = NULL
WHERE pending_since IS NOT NULL AND customer_id IN (SELECT id FROM customers WHERE tombstone <> 0);

CREATE INDEX customer_users_pending_since_idx ON customer_users (firm_id, pending_since, customer_id);

-- Deals summed by all that a forecast groups them by: kept in the transactions that write deals.
CREATE TABLE deal_sums (
  firm_id BIGINT NOT NULL,
  -- Empty for customers without an area.
  area_key VARCHAR(384) NOT NULL,
  opportunity_status VARCHAR(32) NOT NULL,
  is_one_off BOOLEAN NOT NULL,
  -- Months since January of the year 0; -1 without a delivery date.
  delivery_month INTEGER NOT NULL,
  deals INTEGER NOT NULL,
  -- The revenue in hundredths is parts * 1000000000 + rest: the sum of a few large ones exceeds 64 bits.
  revenue_parts BIGINT NOT NULL,
  revenue_rest BIGINT NOT NULL,
  CONSTRAINT deal_sums_pkey PRIMARY KEY (firm_id, area_key, opportunity_status, is_one_off, delivery_month),
  CONSTRAINT deal_sums_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) WITHOUT ROWID;

INSERT INTO deal_sums (firm_id, area_key, opportunity_status, is_one_off, delivery_month, deals, revenue_parts, revenue_rest)
SELECT firm_id, COALESCE(area_key, ''), opportunity_status, is_one_off, COALESCE(delivery_month, -1), COUNT(*),
  SUM(COALESCE(monthly_estimated_revenue, 0) / 1000000000),
  SUM(COALESCE(monthly_estimated_revenue, 0) % 1000000000)
FROM opportunities
GROUP BY firm_id, COALESCE(area_key, ''), opportunity_status, is_one_off, COALESCE(delivery_month, -1);

-- The proportions of a firm with a million users and a hundred thousand deals.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('user_counts', 'user_counts', '30 3 3 1'),
  ('customer_users', 'customer_users_pending_since_idx', '1000000 100000 100 1'),
  ('deal_sums', 'deal_sums', '20000 2000 200 40 20 1');
