//! Frontdesk's HTTP API.
//!
//! The only crate that knows HTTP on the server side. A handler extracts, makes one call and maps the result; rules
//! are in the rule crates, SQL is in storage. Shared concerns of all resources are handled once, here: errors, paging,
//! response formats, versions, idempotency, limits, documentation. `docs/adding-an-endpoint.md` shows how to use them.
#![forbid(unsafe_code)]
#![expect(
    missing_docs,
    reason = "a comment that repeats a name helps no reader; rule crates document everything"
)]

mod app;
mod http;
mod jobs;
mod openapi;
mod options;
mod resources;
mod run;
mod shared;
mod state;

pub use crate::http::access::{AccessError, Gate, KEYS_FRESH, X_FRONTDESK_CONSOLE};
pub use crate::http::answer::{Answer, ResponseFormat, Single};
pub use crate::http::collection::{
    BadCursor, BadFlag, BadLimit, Collection, Cursor, Flag, Limit, ListQuery, Listing, NoFilter, Paging,
    X_TOTAL_COUNT,
};
pub use crate::http::extract::{
    BodyError, ETag, Id, IfMatch, Json, OneOrMany, PathParam, Payload, PreconditionFailed, Query,
    QueryParameters, entries, is_known_to_caller, param, read_query,
};
pub use crate::http::firm::{FirmAccess, FirmChoice, FirmError, FirmParam, X_FIRM_ID};
pub use crate::http::idempotency::{IDEMPOTENCY_KEY, IdempotencyError, IdempotentWrite};
pub use crate::http::links::{Link, Links, Origin};
pub use crate::http::module::Module;
pub use crate::http::negotiate::Representation;
pub use crate::http::problem::{PROBLEM_JSON, Problem};
pub use crate::http::request_id::{RequestId, X_REQUEST_ID};
pub use crate::http::resource::Resource;
pub use crate::http::routes::{Endpoint, Methods, Mounted, Routes, Served};
pub use crate::http::upload::{Spooled, Upload, UploadError};
pub use crate::http::web_file::{FindFile, WebFile};
pub use app::{all_routes, app, app_config, modules, openapi_document};
pub use jobs::imports::Worker;
pub use jobs::maintain;
pub use options::{Limits, ServerOptions, Timeouts};
pub use run::{Handle, Running, bind, listen, run};
pub use state::AppState;
