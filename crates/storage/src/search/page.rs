//! A page of a list in search order.

use std::collections::HashMap;

use super::hits::Search;
use crate::engine::error::StorageError;
use crate::engine::order::Slice;
use crate::engine::scope::Scoped;

/// The least number of hits per look-up, as few pages are shorter than this.
const AT_LEAST: usize = 50;

/// A row of a searchable list.
pub(crate) trait Placed {
    /// Its id in the index.
    fn record_id(&self) -> i64;

    /// Sets its position in the list.
    fn put(&mut self, place: String);
}

/// The rows of a page. `load` returns those of the records that belong to the list, in any order.
pub(crate) fn page<R: Placed>(
    scoped: &mut Scoped<'_>,
    search: &Search,
    slice: &Slice,
    mut load: impl FnMut(&mut Scoped<'_>, &[i64]) -> Result<Vec<R>, StorageError>,
) -> Result<Vec<R>, StorageError> {
    let limit = usize::try_from(slice.limit).unwrap_or_default();
    let mut hits = search.hits(scoped, slice.after.as_ref())?;
    let mut page = Vec::new();
    while page.len() < limit
        && let Some(found) = search.next(scoped, &mut hits, (limit - page.len()).max(AT_LEAST))?
    {
        if found.is_empty() {
            continue;
        }
        let ids: Vec<i64> = found.iter().map(|hit| hit.id).collect();
        let mut rows: HashMap<i64, R> =
            load(scoped, &ids)?.into_iter().map(|row| (row.record_id(), row)).collect();
        for hit in found {
            if let Some(mut row) = rows.remove(&hit.id) {
                row.put(hit.place);
                page.push(row);
            }
        }
    }
    page.truncate(limit);
    Ok(page)
}
