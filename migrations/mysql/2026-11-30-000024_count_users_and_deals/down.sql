DROP TABLE deal_sums;
ALTER TABLE customer_users DROP INDEX customer_users_pending_since_idx;
DROP TABLE user_counts;
