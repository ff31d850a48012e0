//! What a thing must tell about itself to be given in every form.

use frontdesk_storage::SortField;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::links::{Links, Origin};

/// A thing that is given singly and in lists: as JSON, HAL, NDJSON and CSV, with paging and links.
pub trait Resource: Serialize + ToSchema + Send + 'static {
    /// The name of many: the key in `_embedded`.
    const PLURAL: &'static str;
    /// The name of a table that is saved, without its ending.
    const TABLE: &'static str = Self::PLURAL;
    /// Whether the list is `{"<PLURAL>": [...]}` instead of a bare array.
    const WRAPPED: bool = false;

    /// The fields that lists of it can be sorted by; each is one of its JSON.
    const SORTS: &'static [SortField] = &[SortField::ID];

    /// Where the next page goes on in the order of ids: greater in each row than in the one before.
    fn position(&self) -> i64;

    /// Where it stands in a list that was searched, as storage said.
    fn place(&self) -> Option<&str> {
        None
    }

    /// Its cells in a table, one for each of the `columns`, which are the properties of its schema unless the collection was
    /// given others; `None` when each property is a cell by itself, as for whatever holds no lists.
    fn cells(&self, _columns: &[String]) -> Option<Vec<String>> {
        None
    }

    /// Itself, what is related to it, and what can be done with it now.
    fn links(&self, origin: Origin) -> Links;
}
