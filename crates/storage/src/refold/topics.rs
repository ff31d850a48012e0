//! Keys of topics.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use frontdesk_interactions::TopicName;

use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interaction_topics;
use crate::engine::scope::Scoped;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = interaction_topics)]
struct Topic {
    firm_id: i64,
    month_number: i32,
    topic_folded: String,
    topic: String,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

/// Topics of a month that become equal are merged into the oldest. The key is part of the primary key: where one is
/// stale, the firm's few rows are rewritten.
pub(super) fn refold(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let own = || interaction_topics::table.of_firm(scoped.firm);
    let mut topics: Vec<Topic> = own()
        .order((interaction_topics::created_at, interaction_topics::topic_folded))
        .select(Topic::as_select())
        .load(scoped.conn)?;
    let mut is_stale = false;
    for topic in &mut topics {
        let key = TopicName::parse(&topic.topic).ok().map(|name| name.folded());
        if let Some(key) = key.filter(|key| *key != topic.topic_folded) {
            topic.topic_folded = key;
            is_stale = true;
        }
    }
    if !is_stale {
        return Ok(());
    }
    let mut seen = HashSet::new();
    topics.retain(|topic| seen.insert((topic.month_number, topic.topic_folded.clone())));
    diesel::delete(own()).execute(scoped.conn)?;
    for topic in topics {
        diesel::insert_into(interaction_topics::table).values(topic).execute(scoped.conn)?;
    }
    Ok(())
}
