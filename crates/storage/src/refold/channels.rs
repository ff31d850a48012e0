//! Keys of channels.

use std::collections::HashMap;

use diesel::prelude::*;
use frontdesk_interactions::ChannelName;

use crate::engine::error::StorageError;
use crate::engine::schema::interactions::{channels, interactions};
use crate::engine::scope::Scoped;
use crate::interactions::recount;

/// Ids per statement.
const BATCH: usize = 500;

/// Channels that become equal are merged into the oldest, with the interactions of all.
pub(super) fn refold(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let stored: Vec<(i64, String, String)> = channels::table
        .of_firm(scoped.firm)
        .order(channels::id)
        .select((channels::id, channels::name, channels::name_folded))
        .load(scoped.conn)?;
    let (mut kept, mut stale, mut twins) = (HashMap::new(), Vec::new(), Vec::new());
    for (id, name, stored) in stored {
        let key = ChannelName::parse(&name).map_or_else(|_| stored.clone(), |name| name.folded().to_owned());
        match kept.get(&key) {
            Some(first) => twins.push((*first, id)),
            None => {
                kept.insert(key.clone(), id);
                stale.extend((key != stored).then_some((id, key)));
            }
        }
    }
    for (first, twin) in &twins {
        merge(scoped, *first, *twin)?;
    }
    if !twins.is_empty() {
        recount(scoped)?;
    }
    for (id, key) in stale {
        diesel::update(channels::table.of_firm(scoped.firm).filter(channels::id.eq(id)))
            .set(channels::name_folded.eq(key))
            .execute(scoped.conn)?;
    }
    Ok(())
}

/// An interaction that exists for both channels becomes one.
fn merge(scoped: &mut Scoped<'_>, first: i64, twin: i64) -> Result<(), StorageError> {
    let other = diesel::alias!(interactions as other);
    let of_twin = interactions::table
        .of_firm(scoped.firm)
        .inner_join(
            other.on(other
                .field(interactions::customer_id)
                .eq(interactions::customer_id)
                .and(other.field(interactions::occurred_at).eq(interactions::occurred_at))),
        )
        .filter(interactions::channel_id.eq(twin))
        .filter(other.field(interactions::channel_id).eq(first));
    let repeats: Vec<i64> = of_twin.select(interactions::id).load(scoped.conn)?;
    for repeats in repeats.chunks(BATCH) {
        diesel::delete(interactions::table.of_firm(scoped.firm).filter(interactions::id.eq_any(repeats)))
            .execute(scoped.conn)?;
    }
    let rest = interactions::table.of_firm(scoped.firm).filter(interactions::channel_id.eq(twin));
    diesel::update(rest).set(interactions::channel_id.eq(first)).execute(scoped.conn)?;
    diesel::delete(channels::table.of_firm(scoped.firm).filter(channels::id.eq(twin)))
        .execute(scoped.conn)?;
    Ok(())
}
