//! Background jobs: imports, sync maintenance, expiry.

pub(crate) mod doorbell;
pub(crate) mod expiry;
pub(crate) mod imports;
pub(crate) mod request_feeds;
pub(crate) mod sync_maintenance;
pub(crate) mod unpacking;

use crate::state::AppState;

/// Runs the jobs that need no thread of their own, until dropped.
pub async fn maintain(state: AppState) {
    futures_util::future::join(sync_maintenance::run(state.clone()), expiry::run(state)).await;
}
