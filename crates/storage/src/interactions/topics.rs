//! Topics discussed in each month.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_interactions::{Month, TopicName, TopicRow};

use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interaction_topics;
use crate::engine::scope::Scoped;

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
    let stored: Vec<(i32, String)> = interaction_topics::table
        .of_firm(scoped.firm)
        .select((interaction_topics::month_number, interaction_topics::topic_folded))
        .load(scoped.conn)?;
    let mut known: HashSet<(i32, String)> = stored.into_iter().collect();
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
        added.push(is_new);
    }
    Ok(added)
}
