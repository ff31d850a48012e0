DROP TABLE journal_feeds;
DROP TABLE journal_ranges;
DROP TABLE journal_entries;
DROP TABLE journal_batches;
