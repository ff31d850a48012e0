-- How many customers a firm has, by type: kept in the transactions that make, change and delete customers.
CREATE TABLE customer_counts (
  firm_id BIGINT NOT NULL,
  -- Several rows for each type, so that those who change a count at the same time do not wait for each other. They are
  -- summed.
  slot SMALLINT NOT NULL,
  -- As customers have it; empty for none.
  customer_type VARCHAR(128) NOT NULL,
  customers INTEGER NOT NULL,
  CONSTRAINT customer_counts_pkey PRIMARY KEY (firm_id, slot, customer_type),
  CONSTRAINT customer_counts_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) WITHOUT ROWID;

INSERT INTO customer_counts (firm_id, slot, customer_type, customers)
SELECT firm_id, 0, COALESCE(customer_type, ''), COUNT(*) FROM customers WHERE tombstone = 0
GROUP BY firm_id, COALESCE(customer_type, '');

-- The proportions of a firm with a hundred types.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('customer_counts', 'customer_counts', '1000 100 100 1');
