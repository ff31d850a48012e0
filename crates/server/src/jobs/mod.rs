//! What runs beside the requests: imports, upkeep of the sync, the expiry of what is no longer needed.

pub(crate) mod doorbell;
pub(crate) mod expiry;
pub(crate) mod imports;
pub(crate) mod sync_maintenance;
pub(crate) mod unpacking;

use crate::state::AppState;

/// Runs the upkeep that needs no thread of its own, until it is dropped.
pub async fn maintain(state: AppState) {
    futures_util::future::join(sync_maintenance::run(state.clone()), expiry::run(state)).await;
}
