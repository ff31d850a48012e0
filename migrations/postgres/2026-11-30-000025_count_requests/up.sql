-- Requests by operator and status: kept in the transactions that write requests.
CREATE TABLE request_counts (
  firm_id BIGINT NOT NULL,
  -- 0 for requests that were never assigned.
  operator_id BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  archived BOOLEAN NOT NULL,
  requests INTEGER NOT NULL,
  CONSTRAINT request_counts_pkey PRIMARY KEY (firm_id, operator_id, status, archived),
  CONSTRAINT request_counts_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

INSERT INTO request_counts (firm_id, operator_id, status, archived, requests)
SELECT firm_id, COALESCE(processed_by, 0), status, archived, COUNT(*) FROM requests
GROUP BY firm_id, COALESCE(processed_by, 0), status, archived;

-- How long requests took, by operator, in buckets of similar durations. A bucket is the least duration in it: one second wide
-- below 128 seconds, then 64 buckets for each doubling.
CREATE TABLE request_times (
  firm_id BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  -- 1 until the assignment, 2 until the resolution.
  kind SMALLINT NOT NULL,
  bucket BIGINT NOT NULL,
  requests INTEGER NOT NULL,
  -- The sum of their durations.
  seconds BIGINT NOT NULL,
  CONSTRAINT request_times_pkey PRIMARY KEY (firm_id, operator_id, kind, bucket),
  CONSTRAINT request_times_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

INSERT INTO request_times (firm_id, operator_id, kind, bucket, requests, seconds)
SELECT firm_id, operator_id, 1, bucket, COUNT(*), CAST(SUM(seconds) AS BIGINT) FROM (
  SELECT firm_id, COALESCE(processed_by, 0) AS operator_id, seconds_to_assign AS seconds, CASE
    WHEN seconds_to_assign < 128 THEN seconds_to_assign
    WHEN seconds_to_assign < 256 THEN seconds_to_assign - seconds_to_assign % 2
    WHEN seconds_to_assign < 512 THEN seconds_to_assign - seconds_to_assign % 4
    WHEN seconds_to_assign < 1024 THEN seconds_to_assign - seconds_to_assign % 8
    WHEN seconds_to_assign < 2048 THEN seconds_to_assign - seconds_to_assign % 16
    WHEN seconds_to_assign < 4096 THEN seconds_to_assign - seconds_to_assign % 32
    WHEN seconds_to_assign < 8192 THEN seconds_to_assign - seconds_to_assign % 64
    WHEN seconds_to_assign < 16384 THEN seconds_to_assign - seconds_to_assign % 128
    WHEN seconds_to_assign < 32768 THEN seconds_to_assign - seconds_to_assign % 256
    WHEN seconds_to_assign < 65536 THEN seconds_to_assign - seconds_to_assign % 512
    WHEN seconds_to_assign < 131072 THEN seconds_to_assign - seconds_to_assign % 1024
    WHEN seconds_to_assign < 262144 THEN seconds_to_assign - seconds_to_assign % 2048
    WHEN seconds_to_assign < 524288 THEN seconds_to_assign - seconds_to_assign % 4096
    WHEN seconds_to_assign < 1048576 THEN seconds_to_assign - seconds_to_assign % 8192
    WHEN seconds_to_assign < 2097152 THEN seconds_to_assign - seconds_to_assign % 16384
    WHEN seconds_to_assign < 4194304 THEN seconds_to_assign - seconds_to_assign % 32768
    WHEN seconds_to_assign < 8388608 THEN seconds_to_assign - seconds_to_assign % 65536
    WHEN seconds_to_assign < 16777216 THEN seconds_to_assign - seconds_to_assign % 131072
    WHEN seconds_to_assign < 33554432 THEN seconds_to_assign - seconds_to_assign % 262144
    WHEN seconds_to_assign < 67108864 THEN seconds_to_assign - seconds_to_assign % 524288
    WHEN seconds_to_assign < 134217728 THEN seconds_to_assign - seconds_to_assign % 1048576
    WHEN seconds_to_assign < 268435456 THEN seconds_to_assign - seconds_to_assign % 2097152
    WHEN seconds_to_assign < 536870912 THEN seconds_to_assign - seconds_to_assign % 4194304
    WHEN seconds_to_assign < 1073741824 THEN seconds_to_assign - seconds_to_assign % 8388608
    WHEN seconds_to_assign < 2147483648 THEN seconds_to_assign - seconds_to_assign % 16777216
    ELSE seconds_to_assign - seconds_to_assign % 33554432 END AS bucket
  FROM requests WHERE seconds_to_assign IS NOT NULL
) timed GROUP BY firm_id, operator_id, bucket;

INSERT INTO request_times (firm_id, operator_id, kind, bucket, requests, seconds)
SELECT firm_id, operator_id, 2, bucket, COUNT(*), CAST(SUM(seconds) AS BIGINT) FROM (
  SELECT firm_id, COALESCE(processed_by, 0) AS operator_id, seconds_to_resolve AS seconds, CASE
    WHEN seconds_to_resolve < 128 THEN seconds_to_resolve
    WHEN seconds_to_resolve < 256 THEN seconds_to_resolve - seconds_to_resolve % 2
    WHEN seconds_to_resolve < 512 THEN seconds_to_resolve - seconds_to_resolve % 4
    WHEN seconds_to_resolve < 1024 THEN seconds_to_resolve - seconds_to_resolve % 8
    WHEN seconds_to_resolve < 2048 THEN seconds_to_resolve - seconds_to_resolve % 16
    WHEN seconds_to_resolve < 4096 THEN seconds_to_resolve - seconds_to_resolve % 32
    WHEN seconds_to_resolve < 8192 THEN seconds_to_resolve - seconds_to_resolve % 64
    WHEN seconds_to_resolve < 16384 THEN seconds_to_resolve - seconds_to_resolve % 128
    WHEN seconds_to_resolve < 32768 THEN seconds_to_resolve - seconds_to_resolve % 256
    WHEN seconds_to_resolve < 65536 THEN seconds_to_resolve - seconds_to_resolve % 512
    WHEN seconds_to_resolve < 131072 THEN seconds_to_resolve - seconds_to_resolve % 1024
    WHEN seconds_to_resolve < 262144 THEN seconds_to_resolve - seconds_to_resolve % 2048
    WHEN seconds_to_resolve < 524288 THEN seconds_to_resolve - seconds_to_resolve % 4096
    WHEN seconds_to_resolve < 1048576 THEN seconds_to_resolve - seconds_to_resolve % 8192
    WHEN seconds_to_resolve < 2097152 THEN seconds_to_resolve - seconds_to_resolve % 16384
    WHEN seconds_to_resolve < 4194304 THEN seconds_to_resolve - seconds_to_resolve % 32768
    WHEN seconds_to_resolve < 8388608 THEN seconds_to_resolve - seconds_to_resolve % 65536
    WHEN seconds_to_resolve < 16777216 THEN seconds_to_resolve - seconds_to_resolve % 131072
    WHEN seconds_to_resolve < 33554432 THEN seconds_to_resolve - seconds_to_resolve % 262144
    WHEN seconds_to_resolve < 67108864 THEN seconds_to_resolve - seconds_to_resolve % 524288
    WHEN seconds_to_resolve < 134217728 THEN seconds_to_resolve - seconds_to_resolve % 1048576
    WHEN seconds_to_resolve < 268435456 THEN seconds_to_resolve - seconds_to_resolve % 2097152
    WHEN seconds_to_resolve < 536870912 THEN seconds_to_resolve - seconds_to_resolve % 4194304
    WHEN seconds_to_resolve < 1073741824 THEN seconds_to_resolve - seconds_to_resolve % 8388608
    WHEN seconds_to_resolve < 2147483648 THEN seconds_to_resolve - seconds_to_resolve % 16777216
    ELSE seconds_to_resolve - seconds_to_resolve % 33554432 END AS bucket
  FROM requests WHERE seconds_to_resolve IS NOT NULL
) timed GROUP BY firm_id, operator_id, bucket;
