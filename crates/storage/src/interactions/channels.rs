//! The channels that a firm knows.

use std::collections::HashMap;

use diesel::prelude::*;
use frontdesk_interactions::{ChannelName, Channels, MOST_CHANNELS};

use crate::connection::each;
use crate::error::StorageError;
use crate::schema::interactions::channels;
use crate::scope::Scoped;

/// The channels of the firm.
///
/// # Errors
/// The database did not answer.
pub fn channels(scoped: &mut Scoped<'_>) -> Result<Channels, StorageError> {
    let firm = scoped.firm_id();
    let names = each!(scoped.conn, conn => channels::table
        .filter(channels::firm_id.eq(firm))
        .select((channels::id, channels::name))
        .load::<(i64, String)>(conn)?);
    Ok(Channels::new(names))
}

/// The firm has so many channels that one more is a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooManyChannels;

/// The ids of channels by their names, for those who bring new ones.
pub(crate) struct ChannelIds(HashMap<String, i64>);

impl ChannelIds {
    pub(crate) fn load(scoped: &mut Scoped<'_>) -> Result<Self, StorageError> {
        let firm = scoped.firm_id();
        let ids = each!(scoped.conn, conn => channels::table
            .filter(channels::firm_id.eq(firm))
            .select((channels::name_folded, channels::id))
            .load::<(String, i64)>(conn)?);
        Ok(Self(ids.into_iter().collect()))
    }

    /// The id of a channel that the firm knows.
    pub(crate) fn find(&self, name: &ChannelName) -> Option<i64> {
        self.0.get(name.folded()).copied()
    }

    /// The id of a channel; one that is new to the firm is added.
    pub(crate) fn find_or_add(
        &mut self,
        scoped: &mut Scoped<'_>,
        name: &ChannelName,
    ) -> Result<Result<i64, TooManyChannels>, StorageError> {
        if let Some(id) = self.find(name) {
            return Ok(Ok(id));
        }
        if self.0.len() >= MOST_CHANNELS {
            return Ok(Err(TooManyChannels));
        }
        let firm = scoped.firm_id();
        // Somebody else may add the same one meanwhile: the unique key fails, and the transaction is run again.
        diesel::insert_into(channels::table)
            .values((
                channels::firm_id.eq(firm),
                channels::name.eq(name.as_str()),
                channels::name_folded.eq(name.folded()),
            ))
            .execute(scoped.conn)?;
        let id = channels::table
            .filter(channels::firm_id.eq(firm))
            .filter(channels::name_folded.eq(name.folded()))
            .select(channels::id)
            .get_result::<i64>(scoped.conn)?;
        self.0.insert(name.folded().to_owned(), id);
        Ok(Ok(id))
    }
}
