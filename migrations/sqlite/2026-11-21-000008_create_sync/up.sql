CREATE TABLE customer_users (
  customer_id BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  -- As they were given, or as the CRM has them. What other views show is derived from them.
  name VARCHAR(1000) NOT NULL,
  email VARCHAR(1000) NOT NULL,
  phone VARCHAR(1000) NOT NULL,
  -- What the CRM calls its record.
  crm_id VARCHAR(255),
  sync_status VARCHAR(8) NOT NULL,
  -- Since when something is on its way.
  pending_since TIMESTAMP,
  -- What both sides last agreed on; without crm_id what was last sent to be created.
  base_name VARCHAR(1000),
  base_email VARCHAR(1000),
  base_phone VARCHAR(1000),
  -- By the CRM's clock, when the last event that was heard of each field happened.
  name_heard_at TIMESTAMP,
  email_heard_at TIMESTAMP,
  phone_heard_at TIMESTAMP,
  -- When the CRM's record was last looked at or changed.
  seen_at TIMESTAMP,
  -- Attempts of the push that is under way, or was the last one.
  attempts INTEGER NOT NULL,
  last_error TEXT,
  -- Counts what was queued for the user: the version of its rows in the outbox.
  sync_version BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CONSTRAINT customer_users_pkey PRIMARY KEY (customer_id),
  CONSTRAINT customer_users_crm_id_key UNIQUE (crm_id),
  CONSTRAINT customer_users_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id),
  CONSTRAINT customer_users_sync_status_check CHECK (sync_status IN ('pending', 'synced', 'failed'))
);

CREATE INDEX customer_users_customer_idx ON customer_users (customer_id, firm_id);
CREATE INDEX customer_users_sync_status_idx ON customer_users (sync_status, firm_id, customer_id);

-- What is to be done outside the database, queued in the transaction that makes it necessary.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  topic VARCHAR(32) NOT NULL,
  entity_id BIGINT NOT NULL,
  -- Rows of the same entity are worked off in this order, one at a time.
  entity_version BIGINT NOT NULL,
  payload TEXT NOT NULL,
  state VARCHAR(8) NOT NULL,
  attempts INTEGER NOT NULL,
  -- From when on somebody may take it, by the database's clock: while it is leased, when the lease runs out.
  -- NULL once nothing is left to be done.
  available_at TIMESTAMP,
  -- When the lease runs out; of a row that is finished, when that was.
  lease_until TIMESTAMP,
  -- Whoever holds it may say what became of the row.
  lease_token VARCHAR(36),
  last_error TEXT,
  CONSTRAINT outbox_entity_key UNIQUE (entity_id, entity_version, topic, firm_id),
  CONSTRAINT outbox_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id),
  CONSTRAINT outbox_state_check CHECK (state IN ('pending', 'leased', 'done', 'dead'))
);

CREATE INDEX outbox_available_at_idx ON outbox (topic, available_at);
CREATE INDEX outbox_lease_until_idx ON outbox (state, lease_until);

-- Events that the CRM sent. A CRM serves all firms, and its events do not say which.
CREATE TABLE crm_webhooks (
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

CREATE INDEX crm_webhooks_customer_idx ON crm_webhooks (customer_id, firm_id);
CREATE INDEX crm_webhooks_crm_id_idx ON crm_webhooks (crm_id, outcome);
CREATE INDEX crm_webhooks_received_at_idx ON crm_webhooks (outcome, received_at);

-- Every value that a user had and has no more.
CREATE TABLE user_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  field VARCHAR(8) NOT NULL,
  old_value VARCHAR(1000) NOT NULL,
  new_value VARCHAR(1000) NOT NULL,
  -- Whether the old value had been changed here and never reached the CRM.
  overridden BOOLEAN NOT NULL,
  cause VARCHAR(8) NOT NULL,
  -- The sweep that found the difference.
  sweep_id BIGINT,
  changed_at TIMESTAMP NOT NULL,
  CONSTRAINT user_history_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id),
  CONSTRAINT user_history_cause_check CHECK (cause IN ('edit', 'webhook', 'fetch', 'sweep', 'import'))
);

CREATE INDEX user_history_customer_idx ON user_history (customer_id, firm_id);
CREATE INDEX user_history_sweep_idx ON user_history (sweep_id, firm_id);

-- What all processes that talk to the CRM know of the connection: one row.
CREATE TABLE crm_connection (
  id BIGINT NOT NULL,
  -- Why nothing is sent until somebody mends it.
  paused_reason TEXT,
  paused_at TIMESTAMP,
  -- The CRM wants to be left alone until then.
  not_before TIMESTAMP,
  breaker VARCHAR(16) NOT NULL,
  breaker_until TIMESTAMP,
  -- When a token was last got. The token itself is nowhere but in memory.
  token_at TIMESTAMP,
  -- Calls a second that are aimed at, in thousandths.
  rate_millis BIGINT,
  -- Calls are spread over time: the next one goes out then at the earliest.
  next_call_at TIMESTAMP,
  -- What was found out about the CRM; NULL while it is not known.
  can_look_up BOOLEAN,
  can_update BOOLEAN,
  CONSTRAINT crm_connection_pkey PRIMARY KEY (id)
);

INSERT INTO crm_connection (id, breaker) VALUES (1, 'closed');

-- Looks at all users of a firm, and what they found.
CREATE TABLE sync_sweeps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  -- Users up to this customer have been queued.
  queued_up_to BIGINT NOT NULL,
  queued_all BOOLEAN NOT NULL,
  users BIGINT NOT NULL,
  checked BIGINT NOT NULL,
  differed BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  started_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  CONSTRAINT sync_sweeps_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT sync_sweeps_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

-- The proportions of a firm with a million users, for the same reason as with customers.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('customer_users', 'sqlite_autoindex_customer_users_1', '1000000 1'),
  ('customer_users', 'sqlite_autoindex_customer_users_2', '1000000 1'),
  ('customer_users', 'customer_users_customer_idx', '1000000 1 1'),
  ('customer_users', 'customer_users_sync_status_idx', '1000000 300000 300000 1'),
  ('outbox', 'sqlite_autoindex_outbox_1', '1000000 3 1 1 1'),
  ('outbox', 'outbox_available_at_idx', '1000000 500000 2'),
  ('outbox', 'outbox_lease_until_idx', '1000000 300000 2'),
  ('crm_webhooks', 'sqlite_autoindex_crm_webhooks_1', '1000000 1'),
  ('crm_webhooks', 'crm_webhooks_customer_idx', '1000000 5 5'),
  ('crm_webhooks', 'crm_webhooks_crm_id_idx', '1000000 5 2'),
  ('crm_webhooks', 'crm_webhooks_received_at_idx', '1000000 300000 2'),
  ('user_history', 'user_history_customer_idx', '1000000 5 5'),
  ('user_history', 'user_history_sweep_idx', '1000000 1000 1000');
