DROP TABLE request_events;
DROP TABLE request_feeds;
DROP TABLE requests;
DROP TABLE operators;
