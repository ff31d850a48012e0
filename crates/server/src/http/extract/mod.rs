//! What handlers take out of a request: bodies, queries, ids. Each finds all faults at once.

mod body;
mod body_error;
mod budget;
mod document;
mod entries;
mod etag;
mod json;
mod list;
mod numbers;
mod parameters;
mod params;
mod path;
mod query;
mod steps;
mod text;
mod time;
mod trail;
mod words;

pub(crate) use body::{BodyLimit, Unread};
pub use body_error::BodyError;
pub(crate) use budget::{BodyBudget, BodyReading};
pub use entries::OneOrMany;
pub(crate) use etag::is_named;
pub use etag::{ETag, IfMatch, PreconditionFailed, is_known_to_caller};
pub use json::{Json, Payload};
pub(crate) use list::AnyOf;
pub(crate) use parameters::KnownParameters;
pub use parameters::QueryParameters;
pub(crate) use params::{AreaName, Day};
pub use path::{Id, PathParam};
pub use query::{Query, param, read_query};
pub(crate) use query::{faults_of, names_of};
pub(crate) use text::Text;
pub(crate) use time::Time;
pub use words::entries;
