//! The door to the database: jobs go in, answers come out.

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

/// An open database. Cheap to clone; the last clone that goes finishes what was begun.
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
    /// Firms that were seen. They are never deleted, so this never grows stale.
    firms: RwLock<HashSet<FirmId>>,
    bell: Bell,
}

impl Database {
    /// Connects, applies migrations when told to, and starts the threads or the pool.
    ///
    /// # Errors
    /// No connection, a database from the future, a migration that failed, a setting that did not take.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        // Before the first look: until the engine has a place of its own, the file is not to be exchanged.
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

    /// Where it is.
    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }

    /// Whether a piece of bulk work holds up the single writes of others.
    pub(crate) fn has_one_writer(&self) -> bool {
        self.inner.url.is_embedded() && !self.inner.bulk_only
    }

    /// How many rows an atomic import may have. Any number where it holds up nobody's writes, be it in this process or in
    /// another one.
    pub(crate) fn most_atomic_rows(&self) -> Option<u64> {
        let is_shared = self.inner.engine.has_one_writer_for_all(self.inner.bulk_only);
        is_shared.then_some(self.inner.most_atomic_rows)
    }

    /// The keys that it was opened with.
    pub fn secrets(&self) -> &SecretKeys {
        &self.inner.secrets
    }

    /// Wakes whoever works the outbox off in this process.
    pub fn bell(&self) -> &Bell {
        &self.inner.bell
    }

    /// Lets somebody into a firm. `None` when there is no such firm.
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

    /// [`Database::access`] for threads of their own.
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

    /// Runs a job that only reads, and that takes the same short time however much is stored: look-ups by id. For all
    /// else there is [`Database::read_heavy`]. It may be run again when its connection turns out to be broken. Dropped, it
    /// cancels its statement.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
    pub async fn read<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read(Rows::Of(access.firm()), self.scoped(access, job)).await
    }

    /// [`Database::read`] for what takes longer the more is stored: lists, counts, statistics. Callers take turns, and
    /// others' light reads do not wait for it.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
    pub async fn read_heavy<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let _permit = self.inner.heavy.enter(access).await?;
        self.read(access, job).await
    }

    /// [`Database::read`] for what a job of [`Database::write_urgent`] needs to know first: it does not wait behind other jobs.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
    pub async fn read_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read_urgent(Rows::Of(access.firm()), self.scoped(access, job)).await
    }

    /// Runs a job in one transaction, which is committed when the job succeeds and rolled back when it fails. It
    /// may be run again when it met another transaction, and so must have no effect outside the database.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
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

    /// [`Database::write`] for what takes rights away: it goes before all other jobs that wait.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
    pub async fn write_urgent<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let job = self.noted(access, job, &Queued::default());
        self.inner.engine.write_urgent(Rows::Of(access.firm()), job).await
    }

    /// [`Database::read`] for threads of their own. Never on an async worker.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
    pub fn read_blocking<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read_blocking(Rows::Of(access.firm()), self.scoped(access, job))
    }

    /// [`Database::write`] for threads of their own. Never on an async worker.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
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

    /// Hands over a piece of bulk work in a transaction that may also hold the pieces before and after it. Waits
    /// while too many pieces wait already.
    pub(crate) fn write_bulk<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<Pending<T>, StorageError> {
        // Nobody is woken for bulk: whoever works the outbox off looks now and then.
        let job = self.noted(access, job, &Queued::default());
        self.inner.engine.write_bulk(Rows::Of(access.firm()), job)
    }

    /// Runs a job whose writes are not kept. On the embedded database it works on a copy, and nobody waits for it.
    pub(crate) fn rehearse(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<(), StorageError> + Send + 'static,
    ) -> Result<(), StorageError> {
        self.inner.engine.rehearse(&self.inner.url, Rows::Of(access.firm()), self.scoped(access, job))
    }

    /// Whether the database answers and takes writes.
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
            Ok(Noted { value, notes: scoped.notes })
        }
    }

    pub(crate) async fn read_any<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.inner.engine.read(Rows::All, job).await
    }

    /// [`Database::write`] for what Frontdesk does by itself, for all firms.
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

    /// [`Database::write_system`] for threads of their own.
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
            Ok(Noted { value, notes: system.notes })
        }
    }
}

fn scope<'c>(conn: &'c mut AnyConnection, access: Access, secrets: &'c SecretKeys) -> Scoped<'c> {
    Scoped { conn, firm: access.firm(), secrets, actor: access.actor(), notes: Vec::new(), queued: false }
}
