INSERT INTO interaction_totals (firm_id, grain, bucket, channel_id, customer_type, interaction_count, slot)
SELECT firm_id, grain, bucket, channel_id, customer_type, SUM(interaction_count), -1
FROM interaction_totals GROUP BY firm_id, grain, bucket, channel_id, customer_type;
DELETE FROM interaction_totals WHERE slot >= 0;
ALTER TABLE interaction_totals
  DROP PRIMARY KEY,
  DROP COLUMN slot,
  ADD PRIMARY KEY (firm_id, grain, bucket, channel_id, customer_type);
