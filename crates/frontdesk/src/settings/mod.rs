//! Every setting: its flag, its variable, its default.

mod crm;
mod database;
mod given_keys;
mod installation;
mod logs;
mod mysql;
#[cfg(test)]
mod pages;
mod server;
mod sync;
pub(crate) mod values;

pub(crate) use crm::CrmSettings;
pub(crate) use database::DatabaseSettings;
pub(crate) use given_keys::GivenKeys;
pub(crate) use installation::InstallationSettings;
pub(crate) use logs::LogSettings;
pub(crate) use server::ServerSettings;
pub(crate) use sync::SyncSettings;

use clap::{Arg, Command};

/// The ids of settings whose values are never shown: neither in errors nor in help.
const SECRET: [&str; 9] = [
    "database_url",
    "mysql_password",
    "secret_key",
    "client_secret",
    "webhook_secret",
    "crm_client_secret",
    "crm_webhook_secret",
    "notify_webhook_secret",
    "notify_smtp_url",
];

/// Whether the value of a setting must not be shown.
pub(crate) fn is_secret(id: &str) -> bool {
    SECRET.contains(&id)
}

/// Every setting: the arguments that have a variable, those of all commands first, then those of the server.
pub(crate) fn all(command: &Command) -> Vec<Arg> {
    let server = command.find_subcommand("serve");
    let args = [Some(command), server].into_iter().flatten().flat_map(Command::get_arguments);
    args.filter(|arg| arg.get_env().is_some()).cloned().collect()
}

/// The variable of a setting.
pub(crate) fn variable_of(arg: &Arg) -> String {
    let name = arg.get_env().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The default as it is documented: the one that the command line knows, else what its help says of it.
pub(crate) fn default_of(arg: &Arg) -> Option<String> {
    if let Some(value) = arg.get_default_values().first() {
        return Some(value.to_string_lossy().into_owned());
    }
    if !arg.get_action().takes_values() {
        return Some("false".to_owned());
    }
    let help = help_of(arg)?;
    let (_, default) = help.rsplit_once(DEFAULT)?;
    let default = default.trim_end_matches(']').to_owned();
    (default != "none").then_some(default)
}

/// What a setting is for, without its default.
#[cfg(test)]
fn purpose_of(arg: &Arg) -> String {
    let help = help_of(arg).unwrap_or_default();
    help.split(DEFAULT).next().unwrap_or_default().trim().to_owned()
}

/// What comes before a default in help texts, as clap puts it itself.
const DEFAULT: &str = "[default: ";

fn help_of(arg: &Arg) -> Option<String> {
    arg.get_help().map(ToString::to_string)
}
