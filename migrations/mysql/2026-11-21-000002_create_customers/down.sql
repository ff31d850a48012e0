DROP TABLE customer_secrets;
DROP TABLE customer_accounts;
DROP TABLE customer_phones;
DROP TABLE customers;
