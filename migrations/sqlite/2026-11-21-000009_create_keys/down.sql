DROP TABLE audit_chains;
DROP TABLE audit_entries;
DROP TABLE sessions;
DROP TABLE api_keys;
