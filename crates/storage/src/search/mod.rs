//! The search index: the terms of records, written in the transaction that writes the record.

mod count;
mod entries;
mod hits;
mod narrow;
mod page;
mod pending;
mod terms;
#[cfg(all(test, feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod tests;

pub(crate) use count::count;
pub(crate) use hits::Search;
pub(crate) use narrow::{bounds, narrowed};
pub(crate) use page::{Placed, page};
pub(crate) use pending::PendingTerms;
pub(crate) use terms::replace;

use frontdesk_core::SearchQuery;

use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::firms;

/// The query for records with phone numbers; `None` if it is blank.
pub(crate) fn query_of(
    scoped: &mut Scoped<'_>,
    q: Option<&str>,
) -> Result<Option<SearchQuery>, StorageError> {
    let Some(q) = q.filter(|q| !q.trim().is_empty()) else { return Ok(None) };
    Ok(Some(SearchQuery::parse(q, Some(firms::settings(scoped)?.default_region))))
}

/// The kind of a record. The numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A live customer.
    Customer = 1,
    /// A deleted customer.
    DeletedCustomer = 2,
    /// A user, by the id of its customer.
    User = 3,
    /// A support request, archived or not.
    Request = 4,
}

impl Kind {
    pub(crate) fn number(self) -> i16 {
        self as i16
    }
}
