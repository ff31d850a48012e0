//! The door to the database: jobs go in, answers come out.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use frontdesk_core::FirmId;

use crate::audit::Note;
use crate::connection::AnyConnection;
use crate::database_url::DatabaseUrl;
use crate::error::{OpenError, StorageError};
use crate::firms;
use crate::migrations;
use crate::scope::{Access, Noted, Rows, Scoped};
use crate::secret::SecretKeys;

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which one.
    pub url: DatabaseUrl,
    /// Seals and opens what must not be readable in the database.
    pub secrets: SecretKeys,
    /// Threads that read, on the embedded database.
    pub readers: usize,
    /// Connections at the most, on a server.
    pub connections: u32,
    /// Whether migrations that are missing are applied; else a database that lacks some is refused.
    pub migrate: bool,
    /// Whether nobody waits for single writes here: bulk work on the embedded database then commits seldom, as long
    /// as no other process has the file open.
    pub bulk_only: bool,
}

impl Options {
    /// Two readers, sixteen connections, migrations applied, single writes, no secret key.
    pub fn new(url: DatabaseUrl) -> Self {
        Self {
            url,
            secrets: SecretKeys::default(),
            readers: 2,
            connections: 16,
            migrate: true,
            bulk_only: false,
        }
    }
}

/// An open database. Cheap to clone; the last clone that goes finishes what was begun.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    url: DatabaseUrl,
    bulk_only: bool,
    secrets: Arc<SecretKeys>,
    /// Firms that were seen. They are never deleted, so this never grows stale.
    firms: RwLock<HashSet<FirmId>>,
    bell: Bell,
}

/// Wakes whoever works the outbox off in this process, so that nothing waits for somebody to look.
#[derive(Debug, Default)]
pub struct Bell(tokio::sync::Notify);

impl Bell {
    /// Says that something was queued. To be rung after the commit.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for the next ring, or the last one if nobody has waited since.
    pub async fn wait(&self) {
        self.0.notified().await;
    }
}

/// Whether a job has queued something.
#[derive(Clone, Default)]
struct Queued(Arc<AtomicBool>);

enum Engine {
    #[cfg(feature = "sqlite")]
    Sqlite(crate::sqlite::Sqlite),
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Pool(crate::pool::Pool),
}

/// The answer to a piece of bulk work, perhaps still to come.
pub(crate) enum Pending<T> {
    #[cfg(feature = "sqlite")]
    Later(crate::sqlite::Pending<T>),
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Ready(Result<T, StorageError>),
}

impl<T> Pending<T> {
    /// Blocks until the transaction is committed or lost.
    pub(crate) fn wait(self) -> Result<T, StorageError> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Later(answer) => answer.blocking_recv().unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Self::Ready(outcome) => outcome,
        }
    }
}

impl Database {
    /// Connects, applies migrations when told to, and starts the threads or the pool.
    ///
    /// # Errors
    /// No connection, a database from the future, a migration that failed, a setting that did not take.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        if options.migrate {
            migrations::migrate(&options.url)?;
        } else {
            migrations::assert_current(&options.url)?;
        }
        let engine = match &options.url {
            #[cfg(feature = "sqlite")]
            DatabaseUrl::Sqlite(path) => {
                Engine::Sqlite(crate::sqlite::Sqlite::open(path, options.readers, options.bulk_only)?)
            }
            #[cfg(not(feature = "sqlite"))]
            DatabaseUrl::Sqlite(_) => return Err(OpenError::NotCompiledIn("sqlite")),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            url => Engine::Pool(crate::pool::Pool::open(url, options.connections)?),
            #[cfg(not(any(feature = "postgres", feature = "mysql")))]
            DatabaseUrl::Postgres(_) => return Err(OpenError::NotCompiledIn("postgres")),
            #[cfg(not(any(feature = "postgres", feature = "mysql")))]
            DatabaseUrl::Mysql(_) => return Err(OpenError::NotCompiledIn("mysql")),
        };
        let inner = Inner {
            engine,
            url: options.url,
            bulk_only: options.bulk_only,
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

    /// The keys that it was opened with.
    pub fn secrets(&self) -> &SecretKeys {
        &self.inner.secrets
    }

    pub(crate) fn shared_secrets(&self) -> Arc<SecretKeys> {
        Arc::clone(&self.inner.secrets)
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
        let found = self.read_any(move |conn| firms::exists(conn, firm)).await?;
        Ok(self.remember(firm, found))
    }

    /// [`Database::access`] for threads of their own.
    ///
    /// # Errors
    /// The database did not answer.
    pub fn access_blocking(&self, firm: FirmId) -> Result<Option<Access>, StorageError> {
        let found = self.read_any_blocking(move |conn| firms::exists(conn, firm))?;
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

    /// Runs a job that only reads. It may be run again when its connection turns out to be broken.
    ///
    /// # Errors
    /// The job's, or that the database is busy or away.
    pub async fn read<T: Send + 'static>(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.read_rows(Rows::Of(access.firm()), self.scoped(access, job)).await
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
        let outcome = self.write_rows(Rows::Of(access.firm()), self.noted(access, job, &queued)).await;
        self.wake_for(&queued);
        outcome
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
        self.read_rows_blocking(Rows::Of(access.firm()), self.scoped(access, job))
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
        let outcome = self.write_rows_blocking(Rows::Of(access.firm()), self.noted(access, job, &queued));
        self.wake_for(&queued);
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
        match &self.inner.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(engine) => engine.write_bulk(job).map(Pending::Later),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Engine::Pool(pool) => Ok(Pending::Ready(pool.write_here(Rows::Of(access.firm()), job))),
        }
    }

    /// Runs a job whose writes are not kept. On the embedded database it works on a copy, and nobody waits for it.
    pub(crate) fn rehearse(
        &self,
        access: Access,
        job: impl Fn(&mut Scoped<'_>) -> Result<(), StorageError> + Send + 'static,
    ) -> Result<(), StorageError> {
        let job = self.scoped(access, job);
        match &self.inner.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(_) => {
                let DatabaseUrl::Sqlite(path) = &self.inner.url else {
                    return Err(StorageError::Unavailable);
                };
                crate::sqlite::on_a_copy(path, job)
            }
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Engine::Pool(pool) => {
                let outcome = pool.write_here(Rows::Of(access.firm()), move |conn| {
                    job(conn)?;
                    Err::<Noted<()>, _>(StorageError::taken_back())
                });
                outcome.or_else(|error| if error.is_taken_back() { Ok(()) } else { Err(error) })
            }
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        self.read_any(|conn| firms::exists(conn, FirmId::FIRST).map(drop)).await
    }

    /// After the commit: before it nobody would see what was queued.
    fn wake_for(&self, queued: &Queued) {
        if queued.0.load(Ordering::Relaxed) {
            self.bell().ring();
        }
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
            queued.0.fetch_or(scoped.queued, Ordering::Relaxed);
            Ok(Noted { value, notes: scoped.notes })
        }
    }

    pub(crate) async fn read_any<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.read_rows(Rows::All, job).await
    }

    pub(crate) async fn write_any<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.write_rows(Rows::All, move |conn| job(conn).map(Noted::silent)).await
    }

    /// [`Database::write_any`] for what the audit log is to tell of: the job adds what is to be told.
    pub(crate) async fn write_noted<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection, &mut Vec<Note>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.write_rows(Rows::All, noting(job)).await
    }

    pub(crate) fn read_any_blocking<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.read_rows_blocking(Rows::All, job)
    }

    pub(crate) fn write_any_blocking<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.write_rows_blocking(Rows::All, move |conn| job(conn).map(Noted::silent))
    }

    /// [`Database::write_noted`] for threads of their own.
    pub(crate) fn write_noted_blocking<T: Send + 'static>(
        &self,
        job: impl Fn(&mut AnyConnection, &mut Vec<Note>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        self.write_rows_blocking(Rows::All, noting(job))
    }

    #[cfg_attr(
        not(any(feature = "postgres", feature = "mysql")),
        expect(unused_variables, reason = "the embedded database cannot tell rows apart")
    )]
    async fn read_rows<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match &self.inner.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(engine) => engine.read(job)?.await.unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Engine::Pool(pool) => pool.read(rows, job).await,
        }
    }

    #[cfg_attr(
        not(any(feature = "postgres", feature = "mysql")),
        expect(unused_variables, reason = "the embedded database cannot tell rows apart")
    )]
    async fn write_rows<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match &self.inner.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(engine) => engine.write(job)?.await.unwrap_or(Err(StorageError::Unavailable)),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Engine::Pool(pool) => pool.write(rows, job).await,
        }
    }

    #[cfg_attr(
        not(any(feature = "postgres", feature = "mysql")),
        expect(unused_variables, reason = "the embedded database cannot tell rows apart")
    )]
    fn read_rows_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match &self.inner.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(engine) => Pending::Later(engine.read(job)?).wait(),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Engine::Pool(pool) => pool.read_here(rows, job),
        }
    }

    #[cfg_attr(
        not(any(feature = "postgres", feature = "mysql")),
        expect(unused_variables, reason = "the embedded database cannot tell rows apart")
    )]
    fn write_rows_blocking<T: Send + 'static>(
        &self,
        rows: Rows,
        job: impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        match &self.inner.engine {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite(engine) => Pending::Later(engine.write(job)?).wait(),
            #[cfg(any(feature = "postgres", feature = "mysql"))]
            Engine::Pool(pool) => pool.write_here(rows, job),
        }
    }
}

fn noting<T>(
    job: impl Fn(&mut AnyConnection, &mut Vec<Note>) -> Result<T, StorageError> + Send + 'static,
) -> impl Fn(&mut AnyConnection) -> Result<Noted<T>, StorageError> + Send + 'static {
    move |conn| {
        let mut notes = Vec::new();
        let value = job(conn, &mut notes)?;
        Ok(Noted { value, notes })
    }
}

fn scope<'c>(conn: &'c mut AnyConnection, access: Access, secrets: &'c SecretKeys) -> Scoped<'c> {
    Scoped { conn, firm: access.firm(), secrets, actor: access.actor(), notes: Vec::new(), queued: false }
}
