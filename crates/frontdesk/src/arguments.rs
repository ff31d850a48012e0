//! The command line.

use std::ffi::OsString;

use clap::{ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands::{
    audit, config, demo, doctor, export, firms, history, import, keys, migrate, mock_crm, openapi, serve,
    work,
};
#[cfg(feature = "sqlite")]
use crate::commands::{backup, move_database, restore};
use crate::settings::{DatabaseSettings, InstallationSettings, LogSettings};

const EXAMPLES: &str = "\
Examples:
  frontdesk serve                          run the service on http://127.0.0.1:8080, with data in ./data
  frontdesk import clients clients.csv     import a file of clients
  frontdesk config                         print all settings with their origin

Every setting can also be given by its variable, in the environment or in a file .env in the
working folder (ENV_FILE names another file). Flags have precedence over variables, the environment
over the file. Exit codes: 0 done, 1 failed, 2 wrong usage or value, or rows of an import were rejected.";

/// Customer data of a small company in one record, behind one API
#[derive(Debug, Parser)]
#[command(name = "frontdesk", version, after_help = EXAMPLES, max_term_width = 120, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) database: DatabaseSettings,
    #[command(flatten)]
    pub(crate) logs: LogSettings,
    #[command(flatten)]
    pub(crate) installation: InstallationSettings,
    #[command(subcommand)]
    pub(crate) command: Option<Action>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    Serve(serve::Arguments),
    Work(work::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    #[cfg(feature = "sqlite")]
    Backup(backup::Arguments),
    #[cfg(feature = "sqlite")]
    Restore(restore::Arguments),
    #[cfg(feature = "sqlite")]
    Move(move_database::Arguments),
    Firms(firms::Arguments),
    Keys(keys::Arguments),
    Audit(audit::Arguments),
    History(history::Arguments),
    Migrate(migrate::Arguments),
    MockCrm(mock_crm::Arguments),
    Demo(demo::Arguments),
    Config(config::Arguments),
    Doctor(doctor::Arguments),
    Openapi(openapi::Arguments),
}

/// What was asked for, typed, and as it was given.
pub(crate) struct Given {
    pub(crate) arguments: Arguments,
    pub(crate) matches: ArgMatches,
}

/// Reads the command line, and the variables for what it leaves open.
pub(crate) fn read(words: &[OsString]) -> Result<Given, clap::Error> {
    let mut command = without_empty_variables(command());
    let matches = command.try_get_matches_from_mut(words)?;
    let arguments = Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    Ok(Given { arguments, matches })
}

/// The definition of the command line.
pub(crate) fn command() -> Command {
    hiding_values(Arguments::command())
}

/// Help names variables, not what is in them: that may be secret.
fn hiding_values(command: Command) -> Command {
    command.mut_args(|arg| arg.hide_env_values(true)).mut_subcommands(hiding_values)
}

/// A variable that is set to nothing counts as not set: it is how compose files and service managers leave one out.
fn without_empty_variables(command: Command) -> Command {
    let is_empty = |arg: &clap::Arg| {
        let name = arg.get_env();
        name.is_some_and(|name| std::env::var_os(name).is_some_and(|value| value.is_empty()))
    };
    command
        .mut_args(|arg| if is_empty(&arg) { arg.env(None) } else { arg })
        .mut_subcommands(without_empty_variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds_together() {
        command().debug_assert();
    }
}
