//! What every handler can reach.

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
use crate::jobs::unpacking::Unpacking;
use crate::options::ServerOptions;

/// The database, the clock and the options. Cheap to clone.
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
    unpacking: Unpacking,
    document: OnceLock<Bytes>,
    /// Whether streams that have no end of their own are to end.
    ending: watch::Sender<bool>,
}

impl AppState {
    /// The resources of a server over a database. `clock` is asked for the time of every change.
    pub fn new(
        database: Database,
        clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
        options: ServerOptions,
    ) -> Self {
        let limiter = options.limits.requests_per_second.map(Limiter::new);
        Self(Arc::new(Inner {
            limiter,
            body_budget: BodyBudget::new(options.limits.bodies_bytes),
            body_reading: BodyReading::new(options.workers),
            database,
            clock: Box::new(clock),
            options,
            metrics: Metrics::new(),
            sync_gauges: SyncGauges::default(),
            running: RunningKeys::default(),
            keyring: Keyring::default(),
            doorbell: Doorbell::default(),
            unpacking: Unpacking::default(),
            document: OnceLock::new(),
            ending: watch::Sender::new(false),
        }))
    }

    /// The state of the server that a request came to.
    pub(crate) fn of(request: &HttpRequest) -> Result<Self, Problem> {
        request.app_data::<Self>().cloned().ok_or_else(|| Problem::internal("the app has no state"))
    }

    /// The time of a change that happens now.
    pub fn now(&self) -> DateTime<Utc> {
        (self.0.clock)()
    }

    /// The current day in UTC.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// The database.
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    /// How the server listens and what it bears.
    pub fn options(&self) -> &ServerOptions {
        &self.0.options
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Everything that is counted, as Prometheus reads it.
    pub(crate) async fn metrics_text(&self) -> String {
        let sync = self.0.sync_gauges.text(self.database(), self.now()).await;
        self.0.metrics.text(&sync)
    }

    /// Adds what another part of the program counts to `/metrics`: as Prometheus reads it, without an end mark.
    pub fn add_metrics(&self, text: impl Fn() -> String + Send + Sync + 'static) {
        self.0.metrics.add(text);
    }

    pub(crate) fn doorbell(&self) -> &Doorbell {
        &self.0.doorbell
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

    /// Ends every stream that has no end of its own, now and from now on: nobody waits for them when the server stops.
    pub(crate) fn end_streams(&self) {
        self.0.ending.send_replace(true);
    }

    /// Waits for so long; less when streams are to end. Whether to go on.
    pub(crate) async fn pause_stream(&self, period: Duration) -> bool {
        let mut ending = self.0.ending.subscribe();
        // The sender is as old as the state, and is still there: only a true value ends this.
        tokio::time::timeout(period, ending.wait_for(|ending| *ending)).await.is_err()
    }

    /// The OpenAPI document, once it was asked for.
    pub(crate) fn document(&self) -> &OnceLock<Bytes> {
        &self.0.document
    }

    /// Reads in one firm what takes the same short time however much is stored: look-ups by id. What is logged on the way carries the request's id.
    ///
    /// # Errors
    /// The database's answer as a refusal.
    pub async fn read<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.read(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// [`AppState::read`] for what takes longer the more is stored: lists, counts, statistics. Callers take turns.
    ///
    /// # Errors
    /// The database's answer as a refusal.
    pub async fn read_heavy<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.read_heavy(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// [`AppState::read`] for what [`AppState::write_urgent`] needs to know first.
    ///
    /// # Errors
    /// The database's answer as a refusal.
    pub(crate) async fn read_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.read_urgent(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// Writes in one firm, in one transaction; the job may be run again. What is logged on the way carries the
    /// request's id.
    ///
    /// # Errors
    /// The database's answer as a refusal.
    pub async fn write<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = Span::current();
        Ok(self.0.database.write(access, move |scoped| span.in_scope(|| job(scoped))).await?)
    }

    /// [`AppState::write`] for what takes rights away: it goes before all other writes that wait.
    ///
    /// # Errors
    /// The database's answer as a refusal.
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
