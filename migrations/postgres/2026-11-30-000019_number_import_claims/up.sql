-- Which claim on an import is the current one. Apart from `imports`, whose counts change while a long transaction of the
-- owner is open: the owner checks its claim at the end of that transaction.
CREATE TABLE import_claims (
  import_id BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  -- Grows by one with each claim. A process with an older number has lost the import.
  attempt BIGINT NOT NULL,
  CONSTRAINT import_claims_pkey PRIMARY KEY (import_id),
  CONSTRAINT import_claims_import_fkey FOREIGN KEY (firm_id, import_id) REFERENCES imports (firm_id, id)
);

CREATE INDEX import_claims_import_idx ON import_claims (firm_id, import_id);
