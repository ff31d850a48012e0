CREATE TABLE operators (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  name VARCHAR(128) NOT NULL,
  email VARCHAR(128),
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  CONSTRAINT operators_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT operators_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

CREATE TABLE requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  firm_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  -- What it was last while it was in sight; an archived request keeps it.
  status VARCHAR(16) NOT NULL,
  archived BOOLEAN NOT NULL,
  -- Who is at it, or ended it.
  processed_by BIGINT,
  resolution_comment TEXT,
  -- When whoever is at it got it.
  assigned_at TIMESTAMP,
  resolved_at TIMESTAMP,
  -- From its creation until it was first given to an operator, and until it ended: what statistics are made of.
  seconds_to_assign BIGINT,
  seconds_to_resolve BIGINT,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CONSTRAINT requests_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT requests_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id),
  CONSTRAINT requests_operator_fkey FOREIGN KEY (firm_id, processed_by) REFERENCES operators (firm_id, id),
  CONSTRAINT requests_status_check CHECK (status IN ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'REJECTED'))
);

-- Each list is one piece of one index, in the order of the ids: a page costs the same wherever it starts.
CREATE INDEX requests_status_idx ON requests (status, firm_id, archived, id);
CREATE INDEX requests_operator_idx ON requests (processed_by, firm_id, archived, id);
CREATE INDEX requests_customer_idx ON requests (customer_id, firm_id, archived, id);
CREATE INDEX requests_archived_idx ON requests (archived, firm_id, id);

-- The number of a firm's last move. Whoever makes a move holds this row until the move is committed, so that moves are
-- numbered in the order in which they can be seen, without gaps.
CREATE TABLE request_feeds (
  firm_id BIGINT NOT NULL,
  last_event_id BIGINT NOT NULL,
  CONSTRAINT request_feeds_pkey PRIMARY KEY (firm_id),
  CONSTRAINT request_feeds_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

CREATE TABLE request_events (
  firm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  request_id BIGINT NOT NULL,
  -- NULL where the request came to be.
  from_status VARCHAR(16),
  to_status VARCHAR(16) NOT NULL,
  operator_id BIGINT,
  comment TEXT,
  happened_at TIMESTAMP NOT NULL,
  CONSTRAINT request_events_pkey PRIMARY KEY (firm_id, id),
  CONSTRAINT request_events_request_fkey FOREIGN KEY (firm_id, request_id) REFERENCES requests (firm_id, id),
  CONSTRAINT request_events_operator_fkey FOREIGN KEY (firm_id, operator_id) REFERENCES operators (firm_id, id)
) WITHOUT ROWID;

CREATE INDEX request_events_request_idx ON request_events (request_id, firm_id, id);
CREATE INDEX request_events_operator_idx ON request_events (operator_id, firm_id);

-- The proportions of a firm with a million requests: see the statistics of the customers' tables.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('requests', 'sqlite_autoindex_requests_1', '1000000 1000000 1'),
  ('requests', 'requests_status_idx', '1000000 250000 250000 125000 1'),
  ('requests', 'requests_operator_idx', '1000000 20000 20000 10000 1'),
  ('requests', 'requests_customer_idx', '1000000 3 3 2 1'),
  ('requests', 'requests_archived_idx', '1000000 500000 500000 1'),
  ('request_events', 'request_events', '3000000 3000000 1'),
  ('request_events', 'request_events_request_idx', '3000000 3 3 1'),
  ('request_events', 'request_events_operator_idx', '3000000 60000 60000');
