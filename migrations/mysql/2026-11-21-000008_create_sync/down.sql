DROP TABLE sync_sweeps;
DROP TABLE crm_connection;
DROP TABLE user_history;
DROP TABLE crm_webhooks;
DROP TABLE outbox;
DROP TABLE customer_users;
