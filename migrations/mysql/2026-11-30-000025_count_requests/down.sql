DROP TABLE request_times;
DROP TABLE request_counts;
