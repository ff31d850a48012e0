-- What filters compare types, names, areas and sales groups by: without case, accents composed, nothing invisible.
-- Statements can do it for plain texts; where there is more to do, the step behind all migrations does it, for firms
-- whose keys were made by an older rule than `folding` says.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'firms' AND column_name = 'folding'), 'DO 0',
  'ALTER TABLE firms ADD COLUMN folding INTEGER NOT NULL DEFAULT 0');
PREPARE step FROM @step;
EXECUTE step;

-- Outside ids are matched as they are; their folded form finds two that differ in nothing but case. Null where there is no
-- case.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'customers' AND column_name = 'first_name_folded'), 'DO 0',
  'ALTER TABLE customers
    ADD COLUMN first_name_folded VARCHAR(384), ADD COLUMN last_name_folded VARCHAR(384),
    ADD COLUMN customer_type_folded VARCHAR(384), ADD COLUMN integration_id_folded VARCHAR(384),
    ADD INDEX customers_first_name_idx (first_name_folded, firm_id, id),
    ADD INDEX customers_last_name_idx (last_name_folded, firm_id, id),
    ADD INDEX customers_type_idx (customer_type_folded, firm_id, id),
    ADD INDEX customers_integration_id_folded_idx (integration_id_folded, firm_id)');
PREPARE step FROM @step;
EXECUTE step;
UPDATE customers SET
  first_name_folded = LOWER(first_name),
  last_name_folded = LOWER(last_name),
  customer_type_folded = LOWER(customer_type);
UPDATE customers SET integration_id_folded = LOWER(integration_id) WHERE LOWER(integration_id) <> UPPER(integration_id);

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'customer_accounts' AND column_name = 'area_key'), 'DO 0',
  'ALTER TABLE customer_accounts
    ADD COLUMN area_key VARCHAR(384), ADD INDEX customer_accounts_area_idx (area_key, firm_id, customer_id)');
PREPARE step FROM @step;
EXECUTE step;
UPDATE customer_accounts SET area_key = LOWER(REPLACE(area, ' ', '')) WHERE area IS NOT NULL;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'opportunities' AND column_name = 'sales_group_folded'), 'DO 0',
  'ALTER TABLE opportunities
    ADD COLUMN sales_group_folded VARCHAR(96),
    ADD INDEX opportunities_sales_group_idx (sales_group_folded, firm_id, id)');
PREPARE step FROM @step;
EXECUTE step;
UPDATE opportunities SET sales_group_folded = LOWER(opportunity_sales_group) WHERE opportunity_sales_group IS NOT NULL;
DEALLOCATE PREPARE step;
