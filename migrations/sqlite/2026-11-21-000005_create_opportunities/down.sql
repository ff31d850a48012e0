DROP TABLE revenue_targets;
DROP TABLE revenue_actuals;
DROP TABLE opportunity_statuses;
DROP TABLE opportunities;
