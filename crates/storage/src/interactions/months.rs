//! The topics of one month: read, replace, delete.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_interactions::{Month, TopicName, spell_month};

use super::topics::keep_topics;
use crate::engine::audit::Action;
use crate::engine::content_version::content_version;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::hold_firm::hold_firm;
use crate::engine::order::{Position, Slice, SortField, SortKey, SortKind};
use crate::engine::schema::interactions::interaction_topics;
use crate::engine::scope::Scoped;

/// A month that has topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthTopics {
    pub month: Month,
    /// Its topics, in alphabetical order.
    pub topics: Vec<String>,
    /// Different for different topics.
    pub version: i64,
    /// When the month got its first topics.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

/// Filter of a list of months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthFilter {
    /// Months with this topic.
    pub topic: Option<TopicName>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Outcome of changing a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonthOutcome {
    /// The month has these topics now.
    Saved(MonthTopics),
    /// The month has no topics any more.
    Deleted,
    /// The month had no topics.
    NotFound,
    /// Its topics have changed since the caller read them.
    Stale,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = interaction_topics)]
struct TopicRow {
    month_number: i32,
    topic: String,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

/// Fields that lists of months can be sorted by.
pub const MONTH_SORTS: &[SortField] = &[
    SortField::new("month", SortKind::Id, ""),
    SortField::time("created_at", ""),
    SortField::time("updated_at", ""),
];

impl MonthTopics {
    /// `None` for a month without rows.
    fn of(month: Month, rows: Vec<TopicRow>) -> Option<Self> {
        let created_at = rows.iter().map(|row| row.created_at).min()?.and_utc();
        let updated_at = rows.iter().map(|row| row.updated_at).max()?.and_utc();
        let topics: Vec<String> = rows.into_iter().map(|row| row.topic).collect();
        let version = content_version(topics.iter().cloned());
        Some(Self { month, topics, version, created_at, updated_at })
    }
}

/// One page of the months with topics, in order. A firm has a few hundred at most.
///
/// # Errors
/// The database did not answer.
pub fn list_months(
    scoped: &mut Scoped<'_>,
    filter: &MonthFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<MonthTopics>, StorageError> {
    let slice = slice.into();
    let key = |month: &MonthTopics| match slice.order.field.name {
        "created_at" => Some(SortKey::Time(month.created_at.naive_utc())),
        "updated_at" => Some(SortKey::Time(month.updated_at.naive_utc())),
        _ => None,
    };
    let place = |month: &MonthTopics| Position { id: month.month.index().into(), key: key(month) };
    Ok(slice.of(months(scoped, filter)?, place))
}

/// The number of months that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count_months(scoped: &mut Scoped<'_>, filter: &MonthFilter) -> Result<i64, StorageError> {
    Ok(i64::try_from(months(scoped, filter)?.len()).unwrap_or(i64::MAX))
}

fn months(scoped: &mut Scoped<'_>, filter: &MonthFilter) -> Result<Vec<MonthTopics>, StorageError> {
    let rows: Vec<TopicRow> = interaction_topics::table
        .of_firm(scoped.firm)
        .order((interaction_topics::month_number, interaction_topics::topic_folded))
        .select(TopicRow::as_select())
        .load(scoped.conn)?;
    let mut by_month: BTreeMap<i32, Vec<TopicRow>> = BTreeMap::new();
    for row in rows {
        by_month.entry(row.month_number).or_default().push(row);
    }
    let mut found: Vec<MonthTopics> = Vec::with_capacity(by_month.len());
    for (number, rows) in by_month {
        found.extend(MonthTopics::of(month_of(number)?, rows));
    }
    if let Some(since) = filter.updated_since {
        found.retain(|month| month.updated_at >= since);
    }
    if let Some(wanted) = &filter.topic {
        let wanted = wanted.folded();
        let is_it = |topic: &String| TopicName::parse(topic).is_ok_and(|topic| topic.folded() == wanted);
        found.retain(|month| month.topics.iter().any(is_it));
    }
    Ok(found)
}

fn month_of(number: i32) -> Result<Month, StorageError> {
    let corrupt =
        StorageError::Corrupt { table: "interaction_topics", column: "month_number", id: i64::from(number) };
    Month::from_index(number).ok_or(corrupt)
}

/// The topics of a month; `None` when it has none.
///
/// # Errors
/// The database did not answer.
pub fn find_month(scoped: &mut Scoped<'_>, month: Month) -> Result<Option<MonthTopics>, StorageError> {
    let rows: Vec<TopicRow> = interaction_topics::table
        .of_firm(scoped.firm)
        .filter(interaction_topics::month_number.eq(month.index()))
        .order(interaction_topics::topic_folded)
        .select(TopicRow::as_select())
        .load(scoped.conn)?;
    Ok(MonthTopics::of(month, rows))
}

/// Replaces the topics of a month if their version is `expected`. The version of a month without topics is 0.
///
/// # Errors
/// The database did not answer.
pub fn put_month(
    scoped: &mut Scoped<'_>,
    month: Month,
    topics: &[TopicName],
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<MonthOutcome, StorageError> {
    hold_firm(scoped)?;
    let before = find_month(scoped, month)?;
    if !expected.accepts(before.as_ref().map(|before| before.version)) {
        return Ok(MonthOutcome::Stale);
    }
    let wanted: BTreeSet<&str> = topics.iter().map(TopicName::as_str).collect();
    if let Some(before) = &before
        && before.topics.iter().map(String::as_str).collect::<BTreeSet<_>>() == wanted
    {
        return Ok(MonthOutcome::Saved(before.clone()));
    }
    let created_at = before.as_ref().map_or(now, |before| before.created_at);
    remove(scoped, month)?;
    for topic in topics {
        let row = (
            interaction_topics::firm_id.eq(scoped.firm_id()),
            interaction_topics::month_number.eq(month.index()),
            interaction_topics::topic_folded.eq(topic.folded()),
            interaction_topics::topic.eq(topic.as_str()),
            interaction_topics::created_at.eq(created_at.naive_utc()),
            interaction_topics::updated_at.eq(now.naive_utc()),
        );
        diesel::insert_into(interaction_topics::table).values(row).execute(scoped.conn)?;
    }
    let after = find_month(scoped, month)?.ok_or(StorageError::Conflict)?;
    let action = if before.is_none() { Action::Created } else { Action::Updated };
    scoped.note(action, "topics", spell_month(month), now);
    let topics_before = before.map(|before| before.topics).unwrap_or_default();
    keep_topics(scoped, month.index(), topics_before, after.topics.clone(), now);
    Ok(MonthOutcome::Saved(after))
}

/// Deletes the topics of a month if their version is `expected`.
///
/// # Errors
/// The database did not answer.
pub fn delete_month(
    scoped: &mut Scoped<'_>,
    month: Month,
    expected: &Expected,
    now: DateTime<Utc>,
) -> Result<MonthOutcome, StorageError> {
    hold_firm(scoped)?;
    match find_month(scoped, month)? {
        None => Ok(MonthOutcome::NotFound),
        Some(before) if !expected.accepts(Some(before.version)) => Ok(MonthOutcome::Stale),
        Some(before) => {
            remove(scoped, month)?;
            scoped.note(Action::Deleted, "topics", spell_month(month), now);
            keep_topics(scoped, month.index(), before.topics, Vec::new(), now);
            Ok(MonthOutcome::Deleted)
        }
    }
}

fn remove(scoped: &mut Scoped<'_>, month: Month) -> Result<(), StorageError> {
    let of_month = interaction_topics::table
        .of_firm(scoped.firm)
        .filter(interaction_topics::month_number.eq(month.index()));
    diesel::delete(of_month).execute(scoped.conn)?;
    Ok(())
}
