//! The number of search results.

use super::hits::Search;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::engine::total::Total;

/// Hits per look-up.
const AT_ONCE: usize = 1_000;
/// The most entries that are read. A record can have several, so that this is more than [`Total::MOST`].
const MOST_ENTRIES: usize = 20_000;

/// The number of hits in a list. `count` returns how many of these records the list contains.
pub(crate) fn count(
    scoped: &mut Scoped<'_>,
    search: &Search,
    count: impl FnMut(&mut Scoped<'_>, &[i64]) -> Result<i64, StorageError>,
) -> Result<Total, StorageError> {
    count_within(scoped, search, MOST_ENTRIES, count)
}

/// Counts within the first entries of a common word.
pub(super) fn count_within(
    scoped: &mut Scoped<'_>,
    search: &Search,
    most: usize,
    mut count: impl FnMut(&mut Scoped<'_>, &[i64]) -> Result<i64, StorageError>,
) -> Result<Total, StorageError> {
    let mut hits = search.hits(scoped, None)?;
    let mut total = 0;
    while total <= Total::MOST
        && let Some(found) = search.next(scoped, &mut hits, AT_ONCE.min(most))?
    {
        let ids: Vec<i64> = found.iter().map(|hit| hit.id).collect();
        if !ids.is_empty() {
            total += count(scoped, &ids)?;
        }
        if hits.stopped_at(most).is_some() {
            return Ok(Total::MoreThan(total.min(Total::MOST)));
        }
    }
    Ok(Total::up_to_most(total))
}
