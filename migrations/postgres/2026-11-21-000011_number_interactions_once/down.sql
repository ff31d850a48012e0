-- Here no id is ever given twice.
SELECT 1;
