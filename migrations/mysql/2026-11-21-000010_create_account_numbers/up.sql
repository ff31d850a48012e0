-- Customers whom the files of their firm call by another number than their id, as that was another firm's already.
CREATE TABLE account_numbers (
  number BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  CONSTRAINT account_numbers_pkey PRIMARY KEY (number, firm_id),
  CONSTRAINT account_numbers_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX account_numbers_customer_idx ON account_numbers (firm_id, customer_id);
