//! The channels of a firm.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FirmId, NamedValue, Recorded};
use frontdesk_interactions::{ChannelName, Channels, MOST_CHANNELS};

use crate::engine::audit::Action;
use crate::engine::connection::{MultiBackend, each};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::interactions::{channels, interaction_totals, interactions};
use crate::engine::scope::Scoped;
use crate::journal::{self, Kind};

/// The channels of the firm.
///
/// # Errors
/// The database did not answer.
pub fn channels(scoped: &mut Scoped<'_>) -> Result<Channels, StorageError> {
    let names = each!(scoped.conn, conn => channels::table
        .of_firm(scoped.firm)
        .select((channels::id, channels::name))
        .load::<(i64, String)>(conn)?);
    Ok(Channels::new(names))
}

/// A channel of the firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    pub id: i64,
    /// The display name.
    pub name: String,
    /// When the channel was added.
    pub created_at: DateTime<Utc>,
}

/// The contents of a channel.
struct Named<'a>(&'a str);

impl Recorded for Named<'_> {
    fn fields(&self) -> Vec<NamedValue> {
        vec![("name".into(), Some(self.0.into()))]
    }
}

/// Filter of a list of channels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChannelFilter {
    /// Only channels added at this time or later: a channel never changes.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Outcome of deleting a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelDeletion {
    /// It is gone.
    Deleted,
    /// The firm has no such channel.
    NotFound,
    /// It has interactions, possibly of deleted customers.
    InUse,
}

/// Fields that lists of channels can be sorted by.
pub const CHANNEL_SORTS: &[SortField] = &[
    SortField::ID,
    SortField::text("name", "channels.name"),
    SortField::time("created_at", "channels.created_at"),
    SortField::time("updated_at", "channels.created_at"),
];

/// One page of the firm's channels.
///
/// # Errors
/// The database did not answer.
pub fn list_channels(
    scoped: &mut Scoped<'_>,
    filter: &ChannelFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Channel>, StorageError> {
    let rows: Vec<(i64, String, NaiveDateTime)> =
        in_slice!(matching(scoped.firm, *filter), "channels.id", &slice.into())
            .select((channels::id, channels::name, channels::created_at))
            .load(scoped.conn)?;
    let channel =
        |(id, name, at): (i64, String, NaiveDateTime)| Channel { id, name, created_at: at.and_utc() };
    Ok(rows.into_iter().map(channel).collect())
}

/// The number of channels that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count_channels(scoped: &mut Scoped<'_>, filter: &ChannelFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped.firm, *filter).count().get_result(scoped.conn)?)
}

fn matching(firm: FirmId, filter: ChannelFilter) -> channels::BoxedQuery<'static, MultiBackend> {
    let query = channels::table.of_firm(firm).into_boxed::<MultiBackend>();
    match filter.updated_since {
        Some(since) => query.filter(channels::created_at.ge(since.naive_utc())),
        None => query,
    }
}

/// Adds the channels that the firm lacks, and returns all of its channels. Adds none if the firm would have too many.
///
/// # Errors
/// The database did not answer.
pub fn declare_channels(
    scoped: &mut Scoped<'_>,
    names: &[ChannelName],
    now: DateTime<Utc>,
) -> Result<Option<Vec<Channel>>, StorageError> {
    let mut known = ChannelIds::load(scoped)?;
    let new: Vec<&ChannelName> = names.iter().filter(|name| known.find(name).is_none()).collect();
    if known.0.len() + new.len() > MOST_CHANNELS {
        return Ok(None);
    }
    for name in new {
        if let Ok(id) = known.find_or_add(scoped, name, now)? {
            scoped.note(Action::Created, "channel", id, now);
        }
    }
    list_channels(scoped, &ChannelFilter::default(), crate::Page { after: None, limit: i64::MAX }).map(Some)
}

/// Deletes a channel without interactions.
///
/// # Errors
/// The database did not answer.
pub fn delete_channel(
    scoped: &mut Scoped<'_>,
    name: &ChannelName,
    now: DateTime<Utc>,
) -> Result<ChannelDeletion, StorageError> {
    let Some(id) = ChannelIds::load(scoped)?.find(name) else { return Ok(ChannelDeletion::NotFound) };
    let through_it = interactions::table.of_firm(scoped.firm).filter(interactions::channel_id.eq(id));
    if diesel::select(diesel::dsl::exists(through_it)).get_result(scoped.conn)? {
        return Ok(ChannelDeletion::InUse);
    }
    // Totals that fell to zero refer to the channel until the next recount.
    let totals = interaction_totals::table.of_firm(scoped.firm).filter(interaction_totals::channel_id.eq(id));
    diesel::delete(totals).execute(scoped.conn)?;
    let channel = channels::table.of_firm(scoped.firm).filter(channels::id.eq(id));
    if diesel::delete(channel).execute(scoped.conn)? == 0 {
        return Ok(ChannelDeletion::NotFound);
    }
    scoped.note(Action::Deleted, "channel", id, now);
    journal::deleted(scoped, (Kind::Channel, id, 0), &Named(name.as_str()), now);
    Ok(ChannelDeletion::Deleted)
}

/// The firm has reached the limit of channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooManyChannels;

/// The ids of channels by name, for imports that add channels.
pub(crate) struct ChannelIds(HashMap<String, i64>);

impl ChannelIds {
    pub(crate) fn load(scoped: &mut Scoped<'_>) -> Result<Self, StorageError> {
        let ids = each!(scoped.conn, conn => channels::table
            .of_firm(scoped.firm)
            .select((channels::name_folded, channels::id))
            .load::<(String, i64)>(conn)?);
        Ok(Self(ids.into_iter().collect()))
    }

    /// The id of an existing channel.
    pub(crate) fn find(&self, name: &ChannelName) -> Option<i64> {
        self.0.get(name.folded()).copied()
    }

    /// The id of a channel; adds a new one to the firm.
    pub(crate) fn find_or_add(
        &mut self,
        scoped: &mut Scoped<'_>,
        name: &ChannelName,
        now: DateTime<Utc>,
    ) -> Result<Result<i64, TooManyChannels>, StorageError> {
        if let Some(id) = self.find(name) {
            return Ok(Ok(id));
        }
        if self.0.len() >= MOST_CHANNELS {
            return Ok(Err(TooManyChannels));
        }
        let firm = scoped.firm_id();
        // On a concurrent insert of the same channel the unique key fails, and the transaction is retried.
        diesel::insert_into(channels::table)
            .values((
                channels::firm_id.eq(firm),
                channels::name.eq(name.as_str()),
                channels::name_folded.eq(name.folded()),
                channels::created_at.eq(now.naive_utc()),
            ))
            .execute(scoped.conn)?;
        let id = channels::table
            .of_firm(scoped.firm)
            .filter(channels::name_folded.eq(name.folded()))
            .select(channels::id)
            .get_result::<i64>(scoped.conn)?;
        journal::created(scoped, (Kind::Channel, id, 0), &Named(name.as_str()), now);
        self.0.insert(name.folded().to_owned(), id);
        Ok(Ok(id))
    }
}
