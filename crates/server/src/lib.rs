//! Frontdesk's HTTP API.
//!
//! Only this crate knows HTTP coming in. A handler extracts, makes one call, and maps what comes back; rules are in
//! the rule crates, SQL is in storage. What all resources have in common is done once, here: errors, paging, forms of
//! answers, versions, repeated requests, limits, documentation. `docs/adding-an-endpoint.md` shows how to use it.
#![forbid(unsafe_code)]

mod access;
mod answer;
mod app;
mod audit;
mod clients;
mod collection;
mod compress;
mod customers;
mod docs;
mod errors;
mod extract;
mod firm;
mod firms;
mod health;
mod idempotency;
mod imports;
mod interactions;
mod keys;
mod leftover;
mod links;
mod metrics;
mod negotiate;
mod observe;
mod openapi;
mod opportunities;
mod options;
mod pages;
mod problem;
mod request_id;
mod requests;
mod resource;
mod revenue;
mod routes;
mod run;
mod server_sent;
mod session;
mod state;
mod sync;
mod upload;
mod users;

pub use access::{AccessError, Gate, KEYS_FRESH, X_FRONTDESK_CONSOLE};
pub use answer::{Answer, Single, Wish};
pub use app::{Module, all_routes, app, app_config};
pub use collection::{
    BadCursor, BadFlag, BadLimit, Collection, Cursor, Flag, Limit, ListQuery, Listing, NoFilter, Paging,
    X_TOTAL_COUNT,
};
pub use extract::{
    BodyError, ETag, Id, IfMatch, Json, OneOrMany, PathParam, Payload, PreconditionFailed, Query,
    QueryParameters, entries, is_known_to_caller, param, read_query,
};
pub use firm::{FirmAccess, FirmChoice, FirmError, FirmParam, X_FIRM_ID};
pub use idempotency::{IDEMPOTENCY_KEY, IdempotencyError, Once};
pub use imports::Worker;
pub use links::{Link, Links, Origin};
pub use negotiate::Representation;
pub use openapi::openapi_document;
pub use options::{Limits, ServerOptions, Timeouts};
pub use pages::{FindFile, WebFile};
pub use problem::{PROBLEM_JSON, Problem};
pub use request_id::{RequestId, X_REQUEST_ID};
pub use resource::Resource;
pub use routes::{Methods, Mounted, Place, Routes, Served};
pub use run::{Handle, Running, bind, listen, run};
pub use state::AppState;
pub use upload::{Spooled, Upload, UploadError};
