//! Opening the database with its keys.

use anyhow::Result;
use frontdesk_storage::secret::SecretKeys;
use frontdesk_storage::{Database, Options};

use crate::secret_key;
use crate::settings::DatabaseSettings;

/// An open database. Its keys are not exchanged as long as this lives.
pub(crate) struct Opened {
    pub(crate) database: Database,
    _keys_in_use: Option<secret_key::Lock>,
}

/// Opens the database, made or brought up to date if need be, with the keys that its sealed values need.
pub(crate) fn with_keys(settings: &DatabaseSettings) -> Result<Opened> {
    open(settings, without_keys(settings))
}

/// The same for a command that only does bulk work.
pub(crate) fn for_bulk_work(settings: &DatabaseSettings) -> Result<Opened> {
    open(settings, Options { bulk_only: true, ..without_keys(settings) })
}

fn open(settings: &DatabaseSettings, options: Options) -> Result<Opened> {
    let (keys, lock) = secret_key::load(settings)?;
    let database = Database::open(Options { secrets: SecretKeys::new(keys.clone()), ..options })?;
    secret_key::assert_all_known(&database, &keys)?;
    Ok(Opened { database, _keys_in_use: lock })
}

/// How the database is opened by those who neither seal nor open anything.
pub(crate) fn without_keys(settings: &DatabaseSettings) -> Options {
    Options {
        readers: settings.read_threads,
        connections: settings.database_connections,
        statement_timeout: settings.statement_timeout,
        job_timeout: settings.job_timeout,
        ..Options::new(settings.url())
    }
}
