//! What runs beside the requests: imports, upkeep of the sync, the expiry of what is no longer needed.

pub(crate) mod doorbell;
pub(crate) mod expiry;
pub(crate) mod imports;
pub(crate) mod sync_maintenance;
pub(crate) mod unpacking;
