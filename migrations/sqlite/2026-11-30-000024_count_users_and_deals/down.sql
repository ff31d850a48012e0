DROP TABLE deal_sums;
DROP INDEX customer_users_pending_since_idx;
DROP TABLE user_counts;
