DROP TABLE account_numbers;
