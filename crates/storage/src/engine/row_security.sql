DO $$
DECLARE
  unguarded text;
BEGIN
  FOR unguarded IN
    SELECT c.relname
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'firm_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p')
      AND c.relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'own_firm')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', unguarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', unguarded);
    -- In subqueries, so that the settings are read once per statement, not per row.
    EXECUTE format($policy$
      CREATE POLICY own_firm ON %I USING (
        firm_id = (SELECT CASE WHEN current_setting('app.firm', true) ~ '^[0-9]+$'
                               THEN current_setting('app.firm', true)::bigint END)
        OR (SELECT current_setting('app.firm', true) = '*'))
    $policy$, unguarded);
  END LOOP;
END $$;
