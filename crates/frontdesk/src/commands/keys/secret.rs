//! `frontdesk keys rotate-secret`: the keys that seal what must not be readable at rest.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use frontdesk_storage::secret::{SecretKey, SecretKeys};
use frontdesk_storage::{Database, Options, keys_in_use, reseal};

use crate::secret_key::{self, KeyFile, Source, assert_all_known};
use crate::settings::{DatabaseSettings, GivenKeys};
use crate::{open, output};

/// Seal all values again with a new secret key
///
/// With a key file: creates a new key, seals all values with it, and drops the old keys. The service must be stopped
/// meanwhile. With FRONTDESK_SECRET_KEY: put a new key before the old ones and restart every process; the command then
/// seals all values with the first key and lists the keys that can be dropped. If it is interrupted, run it again.
#[derive(Debug, Args)]
pub(super) struct RotateSecret {}

/// Rotates.
pub(super) fn rotate(settings: &DatabaseSettings) -> Result<ExitCode> {
    let lines = match secret_key::source(settings)? {
        Source::Given(keys) => rotate_given(settings, keys)?,
        Source::File(file) => rotate_file(settings, &file)?,
    };
    output::print(&lines.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The file names the new key before the first value is sealed with it, and the old ones until the last value is not
/// sealed with them. Several keys in the file: a rotation was interrupted, and is finished.
fn rotate_file(settings: &DatabaseSettings, file: &KeyFile) -> Result<Vec<String>> {
    let _lock = file.lock_alone()?;
    let Some(mut keys) = file.read()? else {
        bail!("there is no secret key yet in {}: nothing to rotate", file.path().display());
    };
    let mut lines = Vec::new();
    if keys.len() > 1 {
        lines.push("finishing an interrupted rotation".to_owned());
    } else {
        keys.insert(0, SecretKey::generate());
        file.replace(&keys)?;
    }
    lines.push(reseal_all(settings, &keys)?.line);
    keys.truncate(1);
    file.replace(&keys)?;
    lines.push(format!("{} now holds only this key", file.path().display()));
    Ok(lines)
}

fn rotate_given(settings: &DatabaseSettings, given: &GivenKeys) -> Result<Vec<String>> {
    let resealed = reseal_all(settings, given.keys())?;
    let unused: Vec<String> = given
        .keys()
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, key)| !resealed.still_used.iter().any(|used| used == key.id()))
        .map(|(position, key)| format!("{} (number {})", key.id(), position + 1))
        .collect();
    let advice = if given.keys().len() == 1 {
        "there is one key only: to rotate, put a new key before it, separated by a comma, and restart every process".to_owned()
    } else if unused.is_empty() {
        "no key can be dropped yet: an old key is still in use".to_owned()
    } else {
        format!(
            "can be dropped from FRONTDESK_SECRET_KEY once every process knows the first key: {}",
            unused.join(", ")
        )
    };
    Ok(vec![resealed.line, advice])
}

struct Resealed {
    line: String,
    still_used: Vec<String>,
}

fn reseal_all(settings: &DatabaseSettings, keys: &[SecretKey]) -> Result<Resealed> {
    let current = keys.first().context("no secret key is configured")?.id().to_owned();
    let secrets = SecretKeys::new(keys.to_vec());
    let database = Database::open(Options { secrets, ..open::without_keys(settings) })?;
    assert_all_known(&database, keys)?;
    let values = reseal(&database)?;
    let used = keys_in_use(&database)?.into_iter().map(|(key, _)| key);
    Ok(Resealed {
        line: format!("{values} values were sealed again, with key {current}"),
        still_used: used.filter(|key| *key != current).collect(),
    })
}
