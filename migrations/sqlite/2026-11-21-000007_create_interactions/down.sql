DROP TABLE interaction_topics;
DROP TABLE interaction_totals;
DROP TABLE interactions;
DROP TABLE channels;
DELETE FROM sqlite_stat1 WHERE tbl IN ('channels', 'interactions', 'interaction_totals', 'interaction_topics');
