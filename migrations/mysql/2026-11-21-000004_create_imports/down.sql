DROP TABLE import_rejects;
DROP TABLE imports;
