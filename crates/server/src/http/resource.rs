//! What a type must provide to be served in every format.

use frontdesk_storage::SortField;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::links::{Links, Origin};

/// A record served singly and in lists: as JSON, HAL, NDJSON and CSV, with paging and links.
pub trait Resource: Serialize + ToSchema + Send + 'static {
    /// The plural: the key in `_embedded`.
    const PLURAL: &'static str;
    /// The file name of a downloaded table, without extension.
    const TABLE: &'static str = Self::PLURAL;
    /// Whether the list is `{"<PLURAL>": [...]}` instead of a bare array.
    const WRAPPED: bool = false;

    /// The fields that lists can be sorted by, as named in the JSON.
    const SORTS: &'static [SortField] = &[SortField::ID];

    /// The sort of lists without `sort`, if it is not the order of insertion.
    const DEFAULT_SORT: Option<&'static str> = None;

    /// The paging position in id order: greater in each row than in the one before.
    fn position(&self) -> i64;

    /// The position in search results, as given by storage.
    fn place(&self) -> Option<&str> {
        None
    }

    /// The CSV cells, one for each of the `columns` (the properties of the schema unless the collection sets others).
    /// `None` if each property is a cell, as for any type without lists.
    fn cells(&self, _columns: &[String]) -> Option<Vec<String>> {
        None
    }

    /// Links to itself, to related records, and to available actions.
    fn links(&self, origin: Origin) -> Links;
}
