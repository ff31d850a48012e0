CREATE TABLE crm_webhooks_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Whose it is, once that is known.
  firm_id BIGINT,
  customer_id BIGINT,
  -- What the sender calls it, or the digest of an unsigned body: the same one again is the same event.
  webhook_id VARCHAR(255) NOT NULL,
  crm_id VARCHAR(255) NOT NULL,
  -- A JSON object of fields and values.
  payload TEXT NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  occurred_at TIMESTAMP NOT NULL,
  received_at TIMESTAMP NOT NULL,
  CONSTRAINT crm_webhooks_webhook_id_key UNIQUE (webhook_id),
  CONSTRAINT crm_webhooks_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id),
  CONSTRAINT crm_webhooks_outcome_check CHECK (outcome IN ('applied', 'stale', 'duplicate', 'parked', 'not_found'))
);

-- Names that two senders share cannot both stay.
INSERT INTO crm_webhooks_anew (id, firm_id, customer_id, webhook_id, crm_id, payload, outcome, occurred_at, received_at)
SELECT id, firm_id, customer_id, webhook_id, crm_id, payload, outcome, occurred_at, received_at FROM crm_webhooks
WHERE id IN (SELECT MIN(id) FROM crm_webhooks GROUP BY webhook_id) ORDER BY id;

DROP TABLE crm_webhooks;
ALTER TABLE crm_webhooks_anew RENAME TO crm_webhooks;

CREATE INDEX crm_webhooks_customer_idx ON crm_webhooks (customer_id, firm_id);
CREATE INDEX crm_webhooks_crm_id_idx ON crm_webhooks (crm_id, outcome);
CREATE INDEX crm_webhooks_received_at_idx ON crm_webhooks (outcome, received_at);

-- Proportions go with the table they were of.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('crm_webhooks', 'sqlite_autoindex_crm_webhooks_1', '1000000 1'),
  ('crm_webhooks', 'crm_webhooks_customer_idx', '1000000 5 5'),
  ('crm_webhooks', 'crm_webhooks_crm_id_idx', '1000000 5 2'),
  ('crm_webhooks', 'crm_webhooks_received_at_idx', '1000000 300000 2');

ALTER TABLE customer_users DROP COLUMN unsettled_until;
ALTER TABLE customer_users DROP COLUMN sent_phone;
ALTER TABLE customer_users DROP COLUMN sent_email;
ALTER TABLE customer_users DROP COLUMN sent_name;
ALTER TABLE customer_users DROP COLUMN held_phone;
ALTER TABLE customer_users DROP COLUMN held_email;
ALTER TABLE customer_users DROP COLUMN held_name;
