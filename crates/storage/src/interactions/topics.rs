//! Topics discussed in each month.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FieldValue, NamedValue, Recorded};
use frontdesk_interactions::{Month, TopicName, TopicRow};

use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interaction_topics;
use crate::engine::scope::Scoped;
use crate::journal::{self, Kind};

/// The firm's topics with their months, or only the named one, by month and name.
///
/// # Errors
/// The database did not answer.
pub fn topics(
    scoped: &mut Scoped<'_>,
    named: Option<&TopicName>,
) -> Result<Vec<(Month, String)>, StorageError> {
    let all = interaction_topics::table
        .of_firm(scoped.firm)
        .order((interaction_topics::month_number, interaction_topics::topic_folded))
        .select((
            interaction_topics::month_number,
            interaction_topics::topic,
            interaction_topics::topic_folded,
        ));
    let rows: Vec<(i32, String, String)> = all.load(scoped.conn)?;
    let wanted = named.map(TopicName::folded);
    let rows =
        rows.into_iter().filter(|(_, _, folded)| wanted.as_ref().is_none_or(|wanted| wanted == folded));
    rows.map(|(number, topic, _)| {
        let corrupt = StorageError::Corrupt {
            table: "interaction_topics",
            column: "month_number",
            id: i64::from(number),
        };
        Ok((Month::from_index(number).ok_or(corrupt)?, topic))
    })
    .collect()
}

/// Adds topics to months, and returns for each whether it was new there.
pub(crate) fn add_topics(
    scoped: &mut Scoped<'_>,
    rows: &[&TopicRow],
    now: DateTime<Utc>,
) -> Result<Vec<bool>, StorageError> {
    let firm = scoped.firm_id();
    let stored: Vec<(i32, String, String)> = interaction_topics::table
        .of_firm(scoped.firm)
        .select((
            interaction_topics::month_number,
            interaction_topics::topic_folded,
            interaction_topics::topic,
        ))
        .load(scoped.conn)?;
    let (mut known, mut by_month) = (HashSet::new(), BTreeMap::<i32, Vec<String>>::new());
    for (month, folded, topic) in stored {
        known.insert((month, folded));
        by_month.entry(month).or_default().push(topic);
    }
    let mut added_to: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    let mut added = Vec::with_capacity(rows.len());
    for row in rows {
        let key = (row.month.index(), row.topic.folded());
        let is_new = known.insert(key.clone());
        if is_new {
            diesel::insert_into(interaction_topics::table)
                .values((
                    interaction_topics::firm_id.eq(firm),
                    interaction_topics::month_number.eq(key.0),
                    interaction_topics::topic_folded.eq(key.1),
                    interaction_topics::topic.eq(row.topic.as_str()),
                    interaction_topics::created_at.eq(now.naive_utc()),
                    interaction_topics::updated_at.eq(now.naive_utc()),
                ))
                .execute(scoped.conn)?;
        }
        if is_new {
            added_to.entry(row.month.index()).or_default().push(row.topic.as_str().to_owned());
        }
        added.push(is_new);
    }
    for (month, topics) in added_to {
        let before = by_month.remove(&month).unwrap_or_default();
        let after = [before.clone(), topics].concat();
        keep_topics(scoped, month, before, after, now);
    }
    Ok(added)
}

/// The topics of a month, in alphabetical order.
struct TopicsOfMonth(Vec<String>);

impl Recorded for TopicsOfMonth {
    fn fields(&self) -> Vec<NamedValue> {
        let topics = Some(self.0.clone()).filter(|topics| !topics.is_empty());
        vec![("topics".into(), topics.map(FieldValue::Texts))]
    }
}

/// Keeps a change of the topics of a month.
pub(super) fn keep_topics(
    scoped: &mut Scoped<'_>,
    month: i32,
    mut before: Vec<String>,
    mut after: Vec<String>,
    now: DateTime<Utc>,
) {
    before.sort_unstable();
    after.sort_unstable();
    let (before, after) = (TopicsOfMonth(before), TopicsOfMonth(after));
    let of = (Kind::Topics, month.into(), 0);
    match (before.0.is_empty(), after.0.is_empty()) {
        (true, _) => journal::created(scoped, of, &after, now),
        (false, true) => journal::deleted(scoped, of, &before, now),
        (false, false) => journal::updated(scoped, of, &before, &after, now),
    }
}
