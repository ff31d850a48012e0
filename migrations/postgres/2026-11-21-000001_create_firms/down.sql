DROP TABLE firms;
