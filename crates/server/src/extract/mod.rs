//! What handlers take out of a request: bodies, queries, ids. Each finds all faults at once.

mod body;
mod entries;
mod etag;
mod json;
mod numbers;
mod path;
mod query;
mod text;
mod trail;
mod words;

pub use body::BodyError;
pub use entries::OneOrMany;
pub(crate) use etag::is_named;
pub use etag::{ETag, IfMatch, PreconditionFailed, is_known_to_caller};
pub(crate) use json::RawJson;
pub use json::{Json, Payload};
pub use path::{Id, PathParam};
pub use query::{Query, param, read_query};
pub(crate) use text::Text;
pub use words::entries;
