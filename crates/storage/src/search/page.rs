//! A page of a list in search order.

use std::collections::HashMap;

use super::hits::Search;
use crate::engine::error::StorageError;
use crate::engine::order::Slice;
use crate::engine::scope::Scoped;

/// The least number of hits per look-up, as few pages are shorter than this.
const AT_LEAST: usize = 50;

/// The most hits per look-up.
const AT_MOST: usize = 1_000;
/// Entries that are read for one page. When words are common and few records have all of them, the page ends here.
const MOST_ENTRIES: usize = 10_000;

/// A row of a searchable list.
pub(crate) trait Placed {
    /// Its id in the index.
    fn record_id(&self) -> i64;

    /// Sets its position in the list.
    fn put(&mut self, place: String);
}

/// The rows of a page. `load` returns those of the records that belong to the list, in any order. A page may end early:
/// then [`Scoped::stopped_search`] says where the next one begins.
pub(crate) fn page<R: Placed>(
    scoped: &mut Scoped<'_>,
    search: &Search,
    slice: &Slice,
    load: impl FnMut(&mut Scoped<'_>, &[i64]) -> Result<Vec<R>, StorageError>,
) -> Result<Vec<R>, StorageError> {
    page_within(scoped, search, slice, MOST_ENTRIES, load)
}

/// A page from at most so many entries of a common word, and one look-up more.
pub(super) fn page_within<R: Placed>(
    scoped: &mut Scoped<'_>,
    search: &Search,
    slice: &Slice,
    most: usize,
    mut load: impl FnMut(&mut Scoped<'_>, &[i64]) -> Result<Vec<R>, StorageError>,
) -> Result<Vec<R>, StorageError> {
    let limit = usize::try_from(slice.limit).unwrap_or_default();
    let mut hits = search.hits(scoped, slice.after.as_ref())?;
    scoped.stopped_search = None;
    let (mut page, mut at_least) = (Vec::new(), AT_LEAST);
    while page.len() < limit {
        if let Some(hit) = hits.stopped_at(most) {
            scoped.stopped_search = Some((hit.id, hit.place));
            break;
        }
        let about = (limit - page.len()).max(at_least);
        let Some(found) = search.next(scoped, &mut hits, about)? else { break };
        // Where few entries are hits, further ones are read in larger pieces.
        at_least = (2 * at_least).min(AT_MOST);
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
