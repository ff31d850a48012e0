//! Months and what was talked about in them, one month at a time: looked at, corrected, deleted.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_interactions::{Month, TopicName};

use super::topics::topics;
use crate::audit::Action;
use crate::content_version::content_version;
use crate::error::StorageError;
use crate::hold_firm::hold_firm;
use crate::schema::interactions::interaction_topics;
use crate::scope::{Page, Scoped};

/// A month that has topics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthTopics {
    /// The month.
    pub month: Month,
    /// Its topics, in alphabetical order.
    pub topics: Vec<String>,
    /// Another number for other topics.
    pub version: i64,
}

/// Which months a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthFilter {
    /// Those with this topic.
    pub topic: Option<TopicName>,
}

/// What became of a month that was to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonthOutcome {
    /// It has these topics now.
    Saved(MonthTopics),
    /// It has none any more.
    Deleted,
    /// It had none.
    NotFound,
    /// It has others than the caller has seen.
    Stale,
}

impl MonthTopics {
    fn new(month: Month, topics: Vec<String>) -> Self {
        let version = content_version(topics.iter().cloned());
        Self { month, topics, version }
    }
}

/// A page of the months that have topics, the earliest first. A firm has a few hundred at the most.
///
/// # Errors
/// The database did not answer.
pub fn list_months(
    scoped: &mut Scoped<'_>,
    filter: &MonthFilter,
    page: Page,
) -> Result<Vec<MonthTopics>, StorageError> {
    let limit = usize::try_from(page.limit).unwrap_or_default();
    let behind = |month: &MonthTopics| page.after.is_none_or(|after| i64::from(month.month.number()) > after);
    Ok(months(scoped, filter)?.into_iter().filter(behind).take(limit).collect())
}

/// How many months a list holds in all.
///
/// # Errors
/// The database did not answer.
pub fn count_months(scoped: &mut Scoped<'_>, filter: &MonthFilter) -> Result<i64, StorageError> {
    Ok(i64::try_from(months(scoped, filter)?.len()).unwrap_or(i64::MAX))
}

fn months(scoped: &mut Scoped<'_>, filter: &MonthFilter) -> Result<Vec<MonthTopics>, StorageError> {
    let mut found: BTreeMap<Month, Vec<String>> = BTreeMap::new();
    for (month, topic) in topics(scoped, None)? {
        found.entry(month).or_default().push(topic);
    }
    if let Some(wanted) = &filter.topic {
        let wanted = wanted.folded();
        let is_it = |topic: &String| TopicName::parse(topic).is_ok_and(|topic| topic.folded() == wanted);
        found.retain(|_, topics| topics.iter().any(is_it));
    }
    Ok(found.into_iter().map(|(month, topics)| MonthTopics::new(month, topics)).collect())
}

/// The topics of a month; `None` when it has none.
///
/// # Errors
/// The database did not answer.
pub fn find_month(scoped: &mut Scoped<'_>, month: Month) -> Result<Option<MonthTopics>, StorageError> {
    let topics: Vec<String> = interaction_topics::table
        .filter(interaction_topics::firm_id.eq(scoped.firm_id()))
        .filter(interaction_topics::month_number.eq(month.number()))
        .order(interaction_topics::topic_folded)
        .select(interaction_topics::topic)
        .load(scoped.conn)?;
    Ok((!topics.is_empty()).then(|| MonthTopics::new(month, topics)))
}

/// Puts topics in the place of those that a month has, if `accepts` takes the version that is there. Of a month without
/// topics that is 0.
///
/// # Errors
/// The database did not answer.
pub fn put_month(
    scoped: &mut Scoped<'_>,
    month: Month,
    topics: &[TopicName],
    accepts: impl Fn(i64) -> bool,
    now: DateTime<Utc>,
) -> Result<MonthOutcome, StorageError> {
    hold_firm(scoped)?;
    let before = find_month(scoped, month)?;
    if !accepts(before.as_ref().map_or(0, |before| before.version)) {
        return Ok(MonthOutcome::Stale);
    }
    remove(scoped, month)?;
    for topic in topics {
        let row = (
            interaction_topics::firm_id.eq(scoped.firm_id()),
            interaction_topics::month_number.eq(month.number()),
            interaction_topics::topic_folded.eq(topic.folded()),
            interaction_topics::topic.eq(topic.as_str()),
        );
        diesel::insert_into(interaction_topics::table).values(row).execute(scoped.conn)?;
    }
    let after = find_month(scoped, month)?.ok_or(StorageError::Conflict)?;
    if before.as_ref() != Some(&after) {
        let action = if before.is_none() { Action::Created } else { Action::Updated };
        scoped.note(action, "topics", month, now);
    }
    Ok(MonthOutcome::Saved(after))
}

/// Takes a month its topics, if `accepts` takes the version that is there.
///
/// # Errors
/// The database did not answer.
pub fn delete_month(
    scoped: &mut Scoped<'_>,
    month: Month,
    accepts: impl Fn(i64) -> bool,
    now: DateTime<Utc>,
) -> Result<MonthOutcome, StorageError> {
    hold_firm(scoped)?;
    match find_month(scoped, month)? {
        None => Ok(MonthOutcome::NotFound),
        Some(before) if !accepts(before.version) => Ok(MonthOutcome::Stale),
        Some(_) => {
            remove(scoped, month)?;
            scoped.note(Action::Deleted, "topics", month, now);
            Ok(MonthOutcome::Deleted)
        }
    }
}

fn remove(scoped: &mut Scoped<'_>, month: Month) -> Result<(), StorageError> {
    let of_month = interaction_topics::table
        .filter(interaction_topics::firm_id.eq(scoped.firm_id()))
        .filter(interaction_topics::month_number.eq(month.number()));
    diesel::delete(of_month).execute(scoped.conn)?;
    Ok(())
}
