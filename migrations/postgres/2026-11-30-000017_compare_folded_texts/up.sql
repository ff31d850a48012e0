-- What filters compare types, names, areas and sales groups by: without case, accents composed, nothing invisible.
-- Statements can do it for plain texts; where there is more to do, the step behind all migrations does it, for firms
-- whose keys were made by an older rule than `folding` says.
ALTER TABLE firms ADD COLUMN folding INTEGER NOT NULL DEFAULT 0;

ALTER TABLE customers ADD COLUMN first_name_folded VARCHAR(384);
ALTER TABLE customers ADD COLUMN last_name_folded VARCHAR(384);
ALTER TABLE customers ADD COLUMN customer_type_folded VARCHAR(384);
-- Outside ids are matched as they are; this finds two that differ in nothing but case. Null where there is no case.
ALTER TABLE customers ADD COLUMN integration_id_folded VARCHAR(384);
UPDATE customers SET
  first_name_folded = LOWER(first_name),
  last_name_folded = LOWER(last_name),
  customer_type_folded = LOWER(customer_type);
UPDATE customers SET integration_id_folded = LOWER(integration_id) WHERE LOWER(integration_id) <> UPPER(integration_id);

ALTER TABLE customer_accounts ADD COLUMN area_key VARCHAR(384);
UPDATE customer_accounts SET area_key = LOWER(REPLACE(area, ' ', '')) WHERE area IS NOT NULL;

ALTER TABLE opportunities ADD COLUMN sales_group_folded VARCHAR(96);
UPDATE opportunities SET sales_group_folded = LOWER(opportunity_sales_group) WHERE opportunity_sales_group IS NOT NULL;

CREATE INDEX customers_first_name_idx ON customers (first_name_folded, firm_id, id) WHERE first_name_folded IS NOT NULL;
CREATE INDEX customers_last_name_idx ON customers (last_name_folded, firm_id, id) WHERE last_name_folded IS NOT NULL;
CREATE INDEX customers_type_idx ON customers (customer_type_folded, firm_id, id) WHERE customer_type_folded IS NOT NULL;
CREATE INDEX customers_integration_id_folded_idx ON customers (integration_id_folded, firm_id) WHERE integration_id_folded IS NOT NULL;
CREATE INDEX customer_accounts_area_idx ON customer_accounts (area_key, firm_id, customer_id) WHERE area_key IS NOT NULL;
CREATE INDEX opportunities_sales_group_idx ON opportunities (sales_group_folded, firm_id, id) WHERE sales_group_folded IS NOT NULL;
