//! Metrics of the sync, read from the database on demand and cached.

use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use frontdesk_storage::sync::{Connection, SyncCounts, connection, counts_of_all};
use frontdesk_storage::{Database, StorageError};
use frontdesk_sync::{BreakerState, SyncStatus};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode_registry;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::sync::Mutex;

/// How long a reading is reused.
const TOLD_FOR: Duration = Duration::from_secs(5);
/// Counting many users is slow: the reading may take at most one part in this many of the time.
const PART: u32 = 20;

/// The last reading.
#[derive(Default)]
pub(crate) struct SyncGauges(Mutex<Option<Read>>);

struct Read {
    counts: SyncCounts,
    connection: Connection,
    at: Instant,
    told_for: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StateLabels {
    state: &'static str,
}

impl SyncGauges {
    /// All sync metrics in Prometheus' text format, without an end mark. Empty while the database does not answer, so
    /// that monitoring sees them missing.
    pub(crate) async fn text(&self, database: &Database, now: DateTime<Utc>) -> String {
        let mut last = self.0.lock().await;
        if last.as_ref().is_none_or(|read| read.at.elapsed() >= read.told_for) {
            *last = match Read::from(database).await {
                Ok(read) => Some(read),
                Err(error) => {
                    tracing::debug!(%error, "failed to read the sync metrics");
                    None
                }
            };
        }
        last.as_ref().map(|read| read.text(now)).unwrap_or_default()
    }
}

impl Read {
    async fn from(database: &Database) -> Result<Self, StorageError> {
        let began = Instant::now();
        let counts = counts_of_all(database).await?;
        let connection = connection(database).await?;
        let told_for = TOLD_FOR.max(began.elapsed() * PART);
        Ok(Self { counts, connection, at: Instant::now(), told_for })
    }

    fn text(&self, now: DateTime<Utc>) -> String {
        let mut registry = Registry::with_prefix("frontdesk");
        self.tell_users(&mut registry, now);
        self.tell_connection(&mut registry);
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode_registry(&mut text, &registry);
        text
    }

    fn tell_users(&self, registry: &mut Registry, now: DateTime<Utc>) {
        let users = Family::<StateLabels, Gauge>::default();
        for state in SyncStatus::ALL {
            let count = match state {
                SyncStatus::Pending => self.counts.pending,
                SyncStatus::Synced => self.counts.synced,
                SyncStatus::Failed => self.counts.failed,
            };
            users.get_or_create_owned(&StateLabels { state: state.as_str() }).set(count);
        }
        registry.register("crm_users", "Users of all firms, by sync status", users);
        let waiting = self.counts.oldest_pending.and_then(|since| (now - since).to_std().ok());
        let oldest = "Age of the oldest waiting user in seconds; 0 if none waits";
        number(registry, "crm_oldest_pending_seconds", oldest, waiting.unwrap_or_default().as_secs_f64());
        let parked = Gauge::<i64>::default();
        parked.set(self.counts.parked_webhooks);
        registry.register("crm_webhooks_parked", "Webhook events of records not known yet", parked);
    }

    fn tell_connection(&self, registry: &mut Registry) {
        let breaker = Family::<StateLabels, Gauge>::default();
        for state in [BreakerState::Closed, BreakerState::Open, BreakerState::HalfOpen] {
            let is_in = self.connection.breaker == state.as_str();
            breaker.get_or_create_owned(&StateLabels { state: state.as_str() }).set(i64::from(is_in));
        }
        registry.register("crm_breaker", "1 for the current state of the circuit breaker", breaker);
        let paused = Gauge::<i64>::default();
        paused.set(i64::from(self.connection.paused_reason.is_some()));
        registry.register("crm_paused", "1 while the sync is paused until its cause is fixed", paused);
        if let Some(at) = self.connection.token_at {
            let seconds = Duration::from_micros(u64::try_from(at.timestamp_micros()).unwrap_or_default());
            let name = "crm_last_token_timestamp_seconds";
            number(registry, name, "Time of the last token", seconds.as_secs_f64());
        }
        if let Some(rate) = self.connection.rate {
            number(registry, "crm_calls_per_second_limit", "Target rate of calls per second", rate);
        }
    }
}

fn number(registry: &mut Registry, name: &str, help: &str, value: f64) {
    let gauge = Gauge::<f64, AtomicU64>::default();
    gauge.set(value);
    registry.register(name, help, gauge);
}
