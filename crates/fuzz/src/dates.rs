//! Days, times, and how long to wait.

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeDelta, Utc};
use frontdesk_core::parse_day;
use frontdesk_import::dates::parse_birth_date;
use frontdesk_interactions::{EARLIEST_YEAR, parse_occurred_at, parse_rfc3339};
use frontdesk_sync::parse_retry_after;
use frontdesk_tables::dates::parse_cell_day;

use crate::text;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_366_400, 0).expect("a time")
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

pub(crate) fn date(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Some(day) = parse_day(text) {
        assert_eq!(iso(day), text, "a day is written in one way");
        assert_eq!(parse_cell_day(text), Some(day));
    }
    if let Some(day) = parse_cell_day(text) {
        assert_eq!(parse_day(&iso(day)), Some(day));
    }
    let today = now().date_naive();
    if let Ok(day) = parse_birth_date(text, today) {
        assert!(day <= today, "born tomorrow");
    }
    for time in [parse_occurred_at(text), parse_rfc3339(text)].into_iter().flatten() {
        assert!((EARLIEST_YEAR..=9999).contains(&time.year()), "{time}");
        let written = time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        assert_eq!(parse_rfc3339(&written), Ok(time), "{written}");
    }
}

pub(crate) fn retry_after(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let wait = parse_retry_after(text, now());
    let later = parse_retry_after(text, now() + TimeDelta::seconds(60));
    assert_eq!(wait.is_some(), later.is_some(), "what it means does not depend on when it is read");
    if let (Some(wait), Some(later)) = (wait, later) {
        assert!(later <= wait, "the longer one waits the longer there is to wait");
        let seconds = wait.as_secs().to_string();
        assert_eq!(parse_retry_after(&seconds, now()), Some(Duration::from_secs(wait.as_secs())));
    }
}
