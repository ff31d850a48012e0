//! The shared parts of all resources: reading requests, writing answers, access control.

pub(crate) mod access;
pub(crate) mod answer;
pub(crate) mod collection;
pub(crate) mod compress;
pub(crate) mod errors;
pub(crate) mod extract;
pub(crate) mod firm;
pub(crate) mod idempotency;
pub(crate) mod leftover;
pub(crate) mod links;
pub(crate) mod metrics;
pub(crate) mod module;
pub(crate) mod negotiate;
pub(crate) mod observe;
pub(crate) mod problem;
pub(crate) mod request_id;
pub(crate) mod resource;
pub(crate) mod routes;
pub(crate) mod running_keys;
pub(crate) mod server_sent;
pub(crate) mod upload;
pub(crate) mod web_file;
