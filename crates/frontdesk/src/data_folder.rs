//! What a process that serves holds before it touches any data.

use std::io;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use frontdesk_server::ServerOptions;
use frontdesk_storage::private_file;

use crate::settings::DatabaseSettings;

/// How long to wait for a process that was killed a moment ago: the system frees what it held as it takes it down.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);

/// The right to serve the database: of an embedded one there is one for all processes.
#[cfg(feature = "sqlite")]
pub(crate) struct Serving(Option<(std::path::PathBuf, frontdesk_storage::ServeLock)>);
#[cfg(not(feature = "sqlite"))]
pub(crate) struct Serving;

impl Serving {
    /// Takes it, and makes the data folder accessible to its owner alone.
    pub(crate) fn take(settings: &DatabaseSettings) -> Result<Self> {
        let folder = &settings.data_dir;
        private_file::create_folder(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
        private_file::tighten(folder);
        Self::lock(settings)
    }

    #[cfg(feature = "sqlite")]
    fn lock(settings: &DatabaseSettings) -> Result<Self> {
        use frontdesk_storage::{DatabaseUrl, OpenError, ServeLock};

        let DatabaseUrl::Sqlite(database) = settings.url() else { return Ok(Self(None)) };
        let is_served = |error: &OpenError| matches!(error, OpenError::Served(_));
        let lock = patiently(|| ServeLock::take(&database), is_served)?;
        Ok(Self(Some((database, lock))))
    }

    #[cfg(not(feature = "sqlite"))]
    fn lock(_: &DatabaseSettings) -> Result<Self> {
        Ok(Self)
    }

    /// Holds the file of a database that was created meanwhile.
    #[cfg(feature = "sqlite")]
    pub(crate) fn cover(&mut self) -> Result<()> {
        if let Some((database, lock)) = &mut self.0 {
            lock.cover(database)?;
        }
        Ok(())
    }

    #[cfg(not(feature = "sqlite"))]
    pub(crate) fn cover(&mut self) -> Result<()> {
        Ok(())
    }

    /// Removes copies of the database that killed processes left behind.
    #[cfg(feature = "sqlite")]
    pub(crate) fn clear_leftovers(&self) -> Result<()> {
        if let Some((database, lock)) = &self.0 {
            frontdesk_storage::backup::clear_leftovers(database, lock)?;
        }
        Ok(())
    }

    #[cfg(not(feature = "sqlite"))]
    pub(crate) fn clear_leftovers(&self) -> Result<()> {
        Ok(())
    }
}

/// Takes the address to listen on.
pub(crate) fn listen(options: &ServerOptions) -> Result<TcpListener> {
    let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    patiently(|| frontdesk_server::listen(options), is_taken)
        .with_context(|| format!("cannot serve on {}", options.listen))
}

fn patiently<T, E>(take: impl Fn() -> Result<T, E>, is_taken: impl Fn(&E) -> bool) -> Result<T, E> {
    let begun = Instant::now();
    loop {
        match take() {
            Err(error) if is_taken(&error) && begun.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            outcome => return outcome,
        }
    }
}
