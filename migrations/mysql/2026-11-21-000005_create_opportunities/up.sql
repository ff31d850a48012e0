CREATE TABLE opportunities (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  oid BINARY(16) NOT NULL,
  customer_id BIGINT NOT NULL,
  -- What the area of the customer's account is compared by. It follows the account, in the transaction that changes it,
  -- so that a forecast reads one index and joins nothing.
  area_key VARCHAR(256),
  opportunity_sales_group VARCHAR(32),
  opportunity_status VARCHAR(32) NOT NULL,
  -- In hundredths.
  monthly_estimated_revenue BIGINT,
  estimated_delivery_date DATE,
  -- Months since January of the year 0: the month of the delivery, to be grouped by.
  delivery_month INTEGER,
  non_recurring VARCHAR(32),
  -- Whether non_recurring says yes.
  is_one_off BOOLEAN NOT NULL,
  last_updated_on DATE NOT NULL,
  version BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT opportunities_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT opportunities_oid_key UNIQUE (oid, firm_id),
  CONSTRAINT opportunities_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX opportunities_customer_idx ON opportunities (customer_id, firm_id);

-- All that a forecast reads, in the order in which it is added up.
CREATE INDEX opportunities_forecast_idx ON opportunities (
  area_key, opportunity_status, is_one_off, delivery_month, firm_id, monthly_estimated_revenue
);

-- The statuses of a firm that has chosen its own. A firm without any goes by the default catalogue.
CREATE TABLE opportunity_statuses (
  firm_id BIGINT NOT NULL,
  position SMALLINT NOT NULL,
  name VARCHAR(32) NOT NULL,
  -- In percent.
  probability SMALLINT NOT NULL,
  closed BOOLEAN NOT NULL,
  CONSTRAINT opportunity_statuses_pkey PRIMARY KEY (firm_id, position),
  CONSTRAINT opportunity_statuses_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id),
  CONSTRAINT opportunity_statuses_probability_check CHECK (probability BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE revenue_actuals (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  area_key VARCHAR(256) NOT NULL,
  area VARCHAR(128) NOT NULL,
  -- Months since January of the year 0.
  month_index INTEGER NOT NULL,
  -- In hundredths.
  amount BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT revenue_actuals_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT revenue_actuals_area_month_key UNIQUE (area_key, month_index, firm_id),
  CONSTRAINT revenue_actuals_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE revenue_targets (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  area_key VARCHAR(256) NOT NULL,
  area VARCHAR(128) NOT NULL,
  fiscal_year INTEGER NOT NULL,
  -- In hundredths.
  amount BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT revenue_targets_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT revenue_targets_area_year_key UNIQUE (area_key, fiscal_year, firm_id),
  CONSTRAINT revenue_targets_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;
