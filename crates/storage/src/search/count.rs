//! The number of search results.

use super::hits::Search;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::engine::total::Total;

/// Hits per look-up.
const AT_ONCE: usize = 1_000;

/// The number of hits in a list. `count` returns how many of these records the list contains.
pub(crate) fn count(
    scoped: &mut Scoped<'_>,
    search: &Search,
    mut count: impl FnMut(&mut Scoped<'_>, &[i64]) -> Result<i64, StorageError>,
) -> Result<Total, StorageError> {
    let mut hits = search.hits(scoped, None)?;
    let mut total = 0;
    while total <= Total::MOST
        && let Some(found) = search.next(scoped, &mut hits, AT_ONCE)?
    {
        let ids: Vec<i64> = found.iter().map(|hit| hit.id).collect();
        if !ids.is_empty() {
            total += count(scoped, &ids)?;
        }
    }
    Ok(Total::up_to_most(total))
}
