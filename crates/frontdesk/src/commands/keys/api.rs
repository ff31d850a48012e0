//! `frontdesk keys create|list|revoke`: who may use the HTTP API.

use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::{DateTime, Utc};
use clap::Args;
use frontdesk_core::{FirmId, LONG_TEXT, single_line};
use frontdesk_server::KEYS_FRESH;
use frontdesk_storage::keys::{self, ApiKey, ApiSecret, KeyId, NewKey, Role};
use frontdesk_storage::{Access, Actor, Database};
use serde_json::{Value, json};

use super::expiry::Expiry;
use crate::exit::UsageError;
use crate::settings::DatabaseSettings;
use crate::table::aligned;
use crate::{clock, open, output};

/// Create an API key
///
/// The key is printed once: only its hash is stored. From the first key on every request needs one. To replace a key,
/// create a second one, switch its callers over, and revoke the first.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk keys create --role admin --name 'the office'
  frontdesk keys create --firm 2 --role reader --expires 90d --json")]
pub(super) struct Create {
    /// The firm that the key opens
    #[arg(long, value_name = "ID", default_value_t = FirmId::FIRST)]
    firm: FirmId,
    /// The role: reader reads, writer also changes records, admin also manages keys and the firm
    #[arg(long, value_name = "reader|writer|admin")]
    role: Role,
    /// The name of the key
    #[arg(long, default_value = "unnamed", value_parser = name)]
    name: String,
    /// The validity: a number of days, or the last day [default: until it is revoked]
    #[arg(long, value_name = "90d|2027-01-31", value_parser = Expiry::parse)]
    expires: Option<Expiry>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// List all API keys, including revoked and expired ones
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only keys of this firm
    #[arg(long, value_name = "ID")]
    firm: Option<FirmId>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Revoke an API key
///
/// When the command has ended, every process refuses the key. Its sessions end too.
#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// The key's number: the part after fd_
    id: KeyId,
}

fn name(text: &str) -> Result<String, String> {
    let name = single_line(text).ok_or("must not be empty")?;
    let is_text = name.chars().count() <= LONG_TEXT && !name.contains(char::is_control);
    is_text.then_some(name).ok_or_else(|| format!("must be at most {LONG_TEXT} characters, and text"))
}

/// Makes a key and prints it.
pub(super) fn create(settings: &DatabaseSettings, create: &Create) -> Result<ExitCode> {
    let now = clock::now();
    let expires_at = match create.expires {
        None => None,
        Some(expiry) => match expiry.from(now) {
            None => bail!(UsageError("--expires lies in the past".to_owned())),
            end => end,
        },
    };
    let database = Database::open(open::without_keys(settings))?;
    let access = access(&database, create.firm)?;
    let new = NewKey { name: create.name.clone(), role: create.role, expires_at };
    let secret = ApiSecret::generate();
    let storing = secret.clone();
    let key = database.write_blocking(access, move |scoped| keys::create(scoped, &new, &storing, now))?;
    settle();
    let text = secret.reveal(key.id);
    if create.json {
        let mut object = object(&key, now);
        if let Some(fields) = object.as_object_mut() {
            fields.insert("key".to_owned(), Value::String(text));
        }
        output::print(&format!("{object:#}"))?;
    } else {
        eprintln!("key {}: {} of firm {}; it is shown only once", key.id, key.role, key.firm);
        output::print(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Lists keys.
pub(super) fn list(settings: &DatabaseSettings, list: &List) -> Result<ExitCode> {
    let database = Database::open(open::without_keys(settings))?;
    let (all, now) = (keys::list_all(&database)?, clock::now());
    let wanted: Vec<ApiKey> =
        all.into_iter().filter(|key| list.firm.is_none_or(|firm| firm == key.firm)).collect();
    if list.json {
        let objects = wanted.iter().map(|key| object(key, now)).collect();
        output::print(&format!("{:#}", Value::Array(objects)))?;
    } else {
        output::print(&as_table(&wanted, now))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Revokes a key.
pub(super) fn revoke(settings: &DatabaseSettings, revoke: &Revoke) -> Result<ExitCode> {
    let database = Database::open(open::without_keys(settings))?;
    let (id, now) = (revoke.id, clock::now());
    let Some(key) = keys::list_all(&database)?.into_iter().find(|key| key.id == id) else {
        bail!("there is no key {id}: see `frontdesk keys list`");
    };
    let access = access(&database, key.firm)?;
    database.write_blocking(access, move |scoped| keys::revoke(scoped, id, now))?;
    settle();
    output::print(&format!("key {id} is revoked"))?;
    Ok(ExitCode::SUCCESS)
}

fn access(database: &Database, firm: FirmId) -> Result<Access> {
    match database.access_blocking(firm)? {
        Some(access) => Ok(access.by(Actor::COMMAND_LINE)),
        None => bail!(UsageError(format!("there is no firm {firm}: see `frontdesk firms list`"))),
    }
}

/// By then every process has forgotten what it knew before.
fn settle() {
    std::thread::sleep(KEYS_FRESH);
}

fn object(key: &ApiKey, now: DateTime<Utc>) -> Value {
    json!({
        "id": key.id.get(),
        "firm_id": key.firm,
        "name": key.name,
        "role": key.role,
        "state": key.state(now).as_str(),
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "last_used_at": key.last_used_at,
        "revoked_at": key.revoked_at,
    })
}

fn as_table(keys: &[ApiKey], now: DateTime<Utc>) -> String {
    let time = |time: Option<DateTime<Utc>>| {
        time.map_or_else(|| "-".to_owned(), |time| time.format("%Y-%m-%d %H:%M").to_string())
    };
    let rows: Vec<_> = keys
        .iter()
        .map(|key| {
            [
                key.id.to_string(),
                key.firm.to_string(),
                key.role.to_string(),
                key.state(now).as_str().to_owned(),
                time(Some(key.created_at)),
                time(key.expires_at),
                time(key.last_used_at),
                key.name.clone(),
            ]
        })
        .collect();
    aligned(["ID", "FIRM", "ROLE", "STATE", "CREATED", "EXPIRES", "LAST USED", "NAME"], &rows)
}
