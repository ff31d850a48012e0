//! What a worker works with.

use std::sync::Arc;

use frontdesk_storage::Database;

use crate::client::{Clock, Crm};
use crate::metrics::Metrics;
use crate::notify::Notifier;
use crate::options::CrmOptions;

/// What a worker works with.
pub struct Tools {
    /// Where the outbox is.
    pub database: Database,
    /// The CRM.
    pub crm: Arc<Crm>,
    /// How it is reached.
    pub options: CrmOptions,
    /// Who is told of users that were given up.
    pub notifier: Option<Notifier>,
    /// What is counted.
    pub metrics: Metrics,
    /// The wall clock.
    pub clock: Clock,
}
