//! The state that all handlers share.

use std::future::{Ready, ready};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_storage::{Access, Database, Scoped, StorageError};
use tokio::sync::watch;
use tracing::Span;

use crate::http::access::{Keyring, Limiter};
use crate::http::extract::{BodyBudget, BodyReading, QueryParameters};
use crate::http::metrics::{Metrics, SyncGauges};
use crate::http::problem::Problem;
use crate::http::running_keys::RunningKeys;
use crate::jobs::doorbell::Doorbell;
use crate::jobs::request_feeds::{News, RequestFeeds};
use crate::jobs::unpacking::Unpacking;
use crate::options::ServerOptions;

/// Database, clock and options. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

struct Inner {
    database: Database,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    options: ServerOptions,
    metrics: Metrics,
    sync_gauges: SyncGauges,
    running: RunningKeys,
    keyring: Keyring,
    limiter: Option<Limiter>,
    body_budget: BodyBudget,
    body_reading: BodyReading,
    doorbell: Doorbell,
    request_feeds: RequestFeeds,
    unpacking: Unpacking,
    document: OnceLock<Bytes>,
    /// Whether endless streams should end.
    ending: watch::Sender<bool>,
}

impl AppState {
    /// A server's state over a database. `clock` gives the time of every change.
    pub fn new(
        database: Database,
        clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
        options: ServerOptions,
    ) -> Self {
        let limiter = options.limits.requests_per_second.map(Limiter::new);
        Self(Arc::new(Inner {
            limiter,
            keyring: Keyring::new(options.keys_fresh),
            body_budget: BodyBudget::new(options.limits.bodies_bytes),
            body_reading: BodyReading::new(options.workers),
            database,
            clock: Box::new(clock),
            options,
            metrics: Metrics::new(),
            sync_gauges: SyncGauges::default(),
            running: RunningKeys::default(),
            doorbell: Doorbell::default(),
            request_feeds: RequestFeeds::default(),
            unpacking: Unpacking::default(),
            document: OnceLock::new(),
            ending: watch::Sender::new(false),
        }))
    }

    /// The state of the server that received a request.
    pub(crate) fn of(request: &HttpRequest) -> Result<Self, Problem> {
        request.app_data::<Self>().cloned().ok_or_else(|| Problem::internal("the app has no state"))
    }

    /// The time for a change made now.
    pub fn now(&self) -> DateTime<Utc> {
        (self.0.clock)()
    }

    /// Today in UTC.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// The database.
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    pub fn options(&self) -> &ServerOptions {
        &self.0.options
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// All metrics, in Prometheus' text format.
    pub(crate) async fn metrics_text(&self) -> String {
        let sync = self.0.sync_gauges.text(self.database(), self.now()).await;
        self.0.metrics.text(&sync)
    }

    /// Adds metrics of another component to `/metrics`, in Prometheus' text format without an end mark.
    pub fn add_metrics(&self, text: impl Fn() -> String + Send + Sync + 'static) {
        self.0.metrics.add(text);
    }

    pub(crate) fn doorbell(&self) -> &Doorbell {
        &self.0.doorbell
    }

    /// New events of the firm's requests.
    pub(crate) fn request_news(&self, access: Access) -> watch::Receiver<News> {
        self.0.request_feeds.listen(self.database(), access, self.0.ending.subscribe())
    }

    pub(crate) fn unpacking(&self) -> &Unpacking {
        &self.0.unpacking
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }

    pub(crate) fn limiter(&self) -> Option<&Limiter> {
        self.0.limiter.as_ref()
    }

    pub(crate) fn body_budget(&self) -> &BodyBudget {
        &self.0.body_budget
    }

    pub(crate) fn body_reading(&self) -> &BodyReading {
        &self.0.body_reading
    }

    pub(crate) fn running(&self) -> &RunningKeys {
        &self.0.running
    }

    /// Ends all endless streams, now and later, so that a shutdown does not wait for them.
    pub(crate) fn end_streams(&self) {
        self.0.ending.send_replace(true);
    }

    /// Waits for `period`, or until streams should end; returns whether to continue.
    pub(crate) async fn pause_stream(&self, period: Duration) -> bool {
        let mut ending = self.0.ending.subscribe();
        // The sender lives as long as the state; only `true` ends the wait.
        tokio::time::timeout(period, ending.wait_for(|ending| *ending)).await.is_err()
    }

    /// The cached OpenAPI document.
    pub(crate) fn document(&self) -> &OnceLock<Bytes> {
        &self.0.document
    }

    /// Reads in one firm, for queries whose time does not depend on the amount of data, such as look-ups by id. Log
    /// lines of the query carry the request id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn read<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.read(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// [`AppState::read`] for queries that grow with the data: lists, counts, statistics. Callers take turns.
    ///
    /// # Errors
    /// The database failed.
    pub async fn read_heavy<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.read_heavy(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// [`AppState::read`] for look-ups before [`AppState::write_urgent`].
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn read_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.read_urgent(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// Writes in one firm, in one transaction; `job` may run more than once. Log lines of the query carry the request
    /// id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn write<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.write(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// [`AppState::write`] for revocations, which take precedence over waiting writes.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn write_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.write_urgent(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }
}

impl QueryParameters for AppState {}

impl FromRequest for AppState {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}
