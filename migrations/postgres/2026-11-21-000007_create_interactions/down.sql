DROP TABLE interaction_topics;
DROP TABLE interaction_totals;
DROP TABLE interactions;
DROP TABLE channels;
