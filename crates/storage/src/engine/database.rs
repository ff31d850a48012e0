//! The entry point to the database: runs jobs and returns their results.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

use frontdesk_core::FirmId;

use crate::engine::audit::note::Noted;
use crate::engine::backend::{Engine, Pending};
use crate::engine::bell::{Bell, Queued};
use crate::engine::connection::AnyConnection;
use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};
use crate::engine::heavy::Gate;
use crate::engine::migrations;
use crate::engine::options::Options;
use crate::engine::rows::Rows;
use crate::engine::scope::{Access, Scoped, firm_exists};
use crate::engine::secret::SecretKeys;
use crate::engine::system::System;

/// An open database. Cheap to clone; dropping the last clone finishes the jobs that have begun.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    heavy: Gate,
    url: DatabaseUrl,
    bulk_only: bool,
    most_atomic_rows: u64,
    secrets: Arc<SecretKeys>,
    /// Known firms. Firms are never deleted, so this never goes stale.
    firms: RwLock<HashSet<FirmId>>,
    bell: Bell,
}

impl Database {
    /// Connects, applies migrations if the options say so, and starts the threads or the pool.
    ///
    /// # Errors
    /// No connection, a database of a newer version, a failed migration, a setting that the database did not accept.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        // Held until the engine has its own lock: the file must not be exchanged meanwhile.
        #[cfg(feature = "sqlite")]
        let _place = match &options.url {
            DatabaseUrl::Sqlite(path) => {
                crate::engine::sqlite::refuse_another_name(path)?;
                Some(crate::engine::sqlite::Neighbours::join(path)?)
            }
            DatabaseUrl::Postgres(_) | DatabaseUrl::Mysql(_) => None,
        };
        if options.migrate {
            migrations::migrate(&options.url)?;
        } else {
            migrations::assert_current(&options.url)?;
        }
        let (engine, reads) = Engine::start(&options)?;
        let inner = Inner {
            engine,
            heavy: Gate::new(reads.permits, reads.per_caller, options.statement_timeout),
            url: options.url,
            bulk_only: options.bulk_only,
            most_atomic_rows: options.most_atomic_rows,
            secrets: Arc::new(options.secrets),
            firms: RwLock::default(),
            bell: Bell::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The URL of the database.
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// Whether bulk work blocks the single writes of others.
    pub(crate) fn has_one_writer(&self) -> bool {
        self.inner.url.is_embedded() && !self.inner.bulk_only
    }

    /// Whether this process does bulk work alone, on an embedded database.
    pub(crate) fn is_for_bulk_work_alone(&self) -> bool {
        self.inner.url.is_embedded() && self.inner.bulk_only
    }

    /// Tells whether no other process has the embedded database open.
    pub(crate) fn alone(&self) -> impl Fn() -> bool + Send + 'static {
        let database = self.clone();
        move || !database.inner.engine.has_one_writer_for_all(database.inner.bulk_only)
    }

    /// The most rows of an atomic import. `None` where it blocks no other writes, in this process or another.
    pub(crate) fn most_atomic_rows(&self) -> Option<u64> {
        let is_shared = self.inner.engine.has_one_writer_for_all(self.inner.bulk_only);
        is_shared.then_some(self.inner.most_atomic_rows)
    }

    /// The secret keys.
    pub fn secrets(&self) -> &SecretKeys {
        &self.inner.secrets
    }

    /// Wakes the outbox worker of this process.
    pub fn bell(&self) -> &Bell {
        &self.inner.bell
    }

    /// Access to a firm. `None` when the firm does not exist.
    ///
    /// # Errors
    /// The database did not answer.
    pub async fn access(&self, firm: FirmId) -> Result<Option<Access>, StorageError> {
        if self.knows(firm) {
            return Ok(Some(Access::new(firm)));
        }
        let found = self.read_any(move |conn| firm_exists(conn, firm)).await?;
        Ok(self.remember(firm, found))
    }

    /// [`Database::access`] for blocking threads.
    ///
    /// # Errors
    /// The database did not answer.
    pub fn access_blocking(&self, firm: FirmId) -> Result<Option<Access>, StorageError> {
        let found = self.read_any_blocking(move |conn| firm_exists(conn, firm))?;
        Ok(self.remember(firm, found))
    }

    fn knows(&self, firm: FirmId) -> bool {
        self.inner.firms.read().unwrap_or_else(PoisonError::into_inner).contains(&firm)
    }

    fn remember(&self, firm: FirmId, found: bool) -> Option<Access> {
        found.then(|| {
            self.inner.firms.write().unwrap_or_else(PoisonError::into_inner).insert(firm);
            Access::new(firm)
        })
    }

    /// Runs a job that only reads, in a short time that does not grow with the data: look-ups by id. Use
    /// [`Database::read_heavy`] for all else. The job may run again when its connection is broken. Dropping the future
    /// cancels the statement.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub async fn read<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read(Rows::Of(access.firm()), self.scoped(access, job)).await
    }

    /// [`Database::read`] for work that grows with the data: lists, counts, statistics. Callers take turns, and light
    /// reads of others do not wait for it.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub async fn read_heavy<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let _permit = self.inner.heavy.enter(access).await?;
        self.read(access, job).await
    }

    /// [`Database::read`] for what a job of [`Database::write_urgent`] needs first: it runs ahead of all queued jobs.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub async fn read_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read_urgent(Rows::Of(access.firm()), self.scoped(access, job)).await
    }

    /// Runs a job in one transaction, committed when the job succeeds and rolled back when it fails. The job may run
    /// again after a conflict with another transaction, and so must have no effect outside the database.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub async fn write<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let queued = Queued::default();
        let outcome =
            self.inner.engine.write(Rows::Of(access.firm()), self.noted(access, job, &queued)).await;
        self.bell().ring_for(&queued);
        outcome
    }

    /// [`Database::write`] for revocations: it runs ahead of all queued jobs.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub async fn write_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let job = self.noted(access, job, &Queued::default());
        self.inner.engine.write_urgent(Rows::Of(access.firm()), job).await
    }

    /// [`Database::read`] for blocking threads. Never call it on an async worker.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub fn read_blocking<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read_blocking(Rows::Of(access.firm()), self.scoped(access, job))
    }

    /// [`Database::write`] for blocking threads. Never call it on an async worker.
    ///
    /// # Errors
    /// Those of the job, or the database is busy or unavailable.
    pub fn write_blocking<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let queued = Queued::default();
        let outcome =
            self.inner.engine.write_blocking(Rows::Of(access.firm()), self.noted(access, job, &queued));
        self.bell().ring_for(&queued);
        outcome
    }

    /// Queues a piece of bulk work in a transaction that may also hold the pieces before and after it. Blocks while the
    /// queue is full.
    pub(crate) fn write_bulk<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        // Bulk work does not wake the outbox worker, which polls as well.
        let job = self.noted(access, job, &Queued::default());
        self.inner.engine.write_bulk(Rows::Of(access.firm()), job)
    }

    /// Runs a job and discards its writes. On the embedded database it works on a copy and blocks no other job.
    pub(crate) fn dry_run(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<(), StorageError> + Send + 'static,
    ) -> Result<(), StorageError> {
        self.inner.engine.dry_run(&self.inner.url, Rows::Of(access.firm()), self.scoped(access, job))
    }

    /// Whether the database answers and accepts writes.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        self.inner.engine.ping().await
    }

    fn scoped<T>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static {
        let secrets = Arc::clone(&self.inner.secrets);
        move |conn| job(&mut scope(conn, access, &secrets))
    }

    fn noted<T>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
        queued: &Queued,
    ) -> impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static {
        let (secrets, queued) = (Arc::clone(&self.inner.secrets), queued.clone());
        move |conn| {
            let mut scoped = scope(conn, access, &secrets);
            let value = job(&mut scoped)?;
            queued.note(scoped.queued);
            Ok(Noted { value, notes: scoped.notes, journal: scoped.journal })
        }
    }

    pub(crate) async fn read_any<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read(Rows::All, job).await
    }

    /// [`Database::write`] for internal work across all firms.
    pub(crate) async fn write_system<T: Send + 'static>(
        &self,
        job: impl Fn(&mut System<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let queued = Queued::default();
        let outcome = self.inner.engine.write(Rows::All, self.system(job, &queued)).await;
        self.bell().ring_for(&queued);
        outcome
    }

    pub(crate) fn read_any_blocking<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read_blocking(Rows::All, job)
    }

    /// [`Database::write_system`] for blocking threads.
    pub(crate) fn write_system_blocking<T: Send + 'static>(
        &self,
        job: impl Fn(&mut System<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let queued = Queued::default();
        let outcome = self.inner.engine.write_blocking(Rows::All, self.system(job, &queued));
        self.bell().ring_for(&queued);
        outcome
    }

    fn system<T>(
        &self,
        job: impl Fn(&mut System<'_>) -> Result<T, StorageError> + Send + 'static,
        queued: &Queued,
    ) -> impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static {
        let (secrets, queued) = (Arc::clone(&self.inner.secrets), queued.clone());
        move |conn| {
            let mut system = System::new(conn, &secrets);
            let value = job(&mut system)?;
            queued.note(system.queued);
            Ok(Noted { value, notes: system.notes, journal: system.journal })
        }
    }
}

fn scope<'c>(conn: &'c mut AnyConnection, access: Access, secrets: &'c SecretKeys) -> Scoped<'c> {
    let (firm, actor, cause) = (access.firm(), access.actor(), access.cause());
    let (notes, journal) = (Vec::new(), Vec::new());
    Scoped { conn, firm, secrets, actor, cause, notes, journal, queued: false, stopped_search: None }
}
