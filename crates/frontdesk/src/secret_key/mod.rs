//! The keys that seal social security numbers: given by hand, or kept in a file beside the embedded database.

mod file;

pub(crate) use file::{KeyFile, Lock};

use anyhow::{Result, bail};
use frontdesk_storage::secret::SecretKey;
use frontdesk_storage::{Database, DatabaseUrl, Options, keys_in_use};

use crate::exit::UsageError;
use crate::settings::{DatabaseSettings, GivenKeys};

/// Where the keys are.
pub(crate) enum Source<'a> {
    Given(&'a GivenKeys),
    File(KeyFile),
}

/// Tells where the keys are to be found.
pub(crate) fn source(settings: &DatabaseSettings) -> Result<Source<'_>> {
    match &settings.secret_key {
        Some(given) => Ok(Source::Given(given)),
        None if settings.url().is_embedded() => Ok(Source::File(KeyFile::in_folder(&settings.data_dir))),
        None => bail!(UsageError(
            "FRONTDESK_SECRET_KEY must be set for a database server: 32 bytes in base64, such as `openssl rand -base64 32` \
             makes, the same for every process"
                .to_owned()
        )),
    }
}

/// The keys, and what keeps them from being exchanged while they are used. The key file is made when it is not there.
pub(crate) fn load(settings: &DatabaseSettings) -> Result<(Vec<SecretKey>, Option<Lock>)> {
    match source(settings)? {
        Source::Given(given) => Ok((given.keys().to_vec(), None)),
        Source::File(file) => {
            let lock = file.lock_shared()?;
            let keys = match file.read()? {
                Some(keys) => keys,
                None => make(&file, &settings.url())?,
            };
            Ok((keys, Some(lock)))
        }
    }
}

/// A new key would not open what a lost one has sealed: then there is none.
fn make(file: &KeyFile, url: &DatabaseUrl) -> Result<Vec<SecretKey>> {
    if let DatabaseUrl::Sqlite(path) = url
        && path.exists()
    {
        let database = Database::open(Options::new(url.clone()))?;
        if let Some((key, values)) = keys_in_use(&database)?.first() {
            bail!(
                "the key file {} is missing, and key {key} has sealed {values} values in the database: put the file back, \
                 or give the key by FRONTDESK_SECRET_KEY",
                file.path().display()
            );
        }
    }
    file.create()
}

/// Fails when the database holds what none of its keys can open.
pub(crate) fn assert_all_known(database: &Database, keys: &[SecretKey]) -> Result<()> {
    for (key, values) in keys_in_use(database)? {
        if !keys.iter().any(|known| known.id() == key) {
            bail!(
                "{values} values in the database are sealed with the secret key {key}, which is not configured"
            );
        }
    }
    Ok(())
}
