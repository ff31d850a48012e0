//! `frontdesk config`: what is set, and where that came from.

use std::process::ExitCode;

use anyhow::Result;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args};
use serde_json::json;

use crate::environment::{Environment, strangers};
use crate::output;
use crate::secret_key::KeyFile;
use crate::settings::{self, CrmSettings, DatabaseSettings, ServerSettings};
use crate::table::aligned;

/// Print every setting with its value and origin
///
/// Secrets and passwords are masked. A setting comes from a flag, a variable, a variable in the .env file, or is the
/// default.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    server: ServerSettings,
    #[command(flatten)]
    crm: CrmSettings,
}

/// A setting as it is now.
struct Effective {
    flag: String,
    variable: String,
    /// `None` when nothing is set, and that means something.
    value: Option<String>,
    source: String,
}

/// Prints them all.
pub(crate) fn run(
    config: &Arguments,
    database: &DatabaseSettings,
    matches: &ArgMatches,
    environment: &Environment,
    settings: &[Arg],
) -> Result<ExitCode> {
    let matches = matches.subcommand().map_or(matches, |(_, matches)| matches);
    let effective: Vec<Effective> = settings
        .iter()
        .map(|arg| Effective {
            flag: format!("--{}", arg.get_long().unwrap_or_default()),
            variable: settings::variable_of(arg),
            value: value(arg, matches, database, &config.server),
            source: source(arg, matches, environment, settings),
        })
        .collect();
    for name in strangers(settings) {
        tracing::warn!("{name} is set, but there is no such setting");
    }
    output::print(&if config.json { as_json(&effective) } else { as_table(&effective) })?;
    Ok(ExitCode::SUCCESS)
}

fn value(
    arg: &Arg,
    matches: &ArgMatches,
    database: &DatabaseSettings,
    server: &ServerSettings,
) -> Option<String> {
    let id = arg.get_id().as_str();
    match id {
        "database_url" => Some(database.url().to_string()),
        "secret_key" if database.secret_key.is_some() => Some("***".to_owned()),
        "secret_key" => {
            let is_file = database.url().is_embedded();
            is_file.then(|| KeyFile::in_folder(&database.data_dir).path().display().to_string())
        }
        "workers" => Some(server.workers().to_string()),
        _ if settings::is_secret(id) => given(id, matches).map(|_| "***".to_owned()),
        _ => given(id, matches).or_else(|| settings::default_of(arg)),
    }
}

fn given(id: &str, matches: &ArgMatches) -> Option<String> {
    let values: Vec<_> = matches.get_raw(id)?.map(|value| value.to_string_lossy()).collect();
    Some(values.join(","))
}

fn source(arg: &Arg, matches: &ArgMatches, environment: &Environment, settings: &[Arg]) -> String {
    match matches.value_source(arg.get_id().as_str()) {
        Some(ValueSource::CommandLine) => "flag".to_owned(),
        Some(ValueSource::EnvVariable) => match environment.file_of(&settings::variable_of(arg)) {
            Some(file) => file.display().to_string(),
            None => "variable".to_owned(),
        },
        // A URL that is made of parts comes from where its one needed part does.
        _ if arg.get_id() == "database_url" => {
            let name = settings.iter().find(|arg| arg.get_id() == "mysql_db");
            name.map_or_else(|| "default".to_owned(), |name| source(name, matches, environment, settings))
        }
        _ => "default".to_owned(),
    }
}

fn as_table(effective: &[Effective]) -> String {
    let rows: Vec<_> = effective
        .iter()
        .map(|it| {
            let value = it.value.clone().unwrap_or_else(|| "(none)".to_owned());
            [it.flag.clone(), value, it.source.clone(), it.variable.clone()]
        })
        .collect();
    aligned(["SETTING", "VALUE", "FROM", "VARIABLE"], &rows)
}

fn as_json(effective: &[Effective]) -> String {
    let settings: Vec<_> = effective
        .iter()
        .map(|it| {
            let name = it.flag.trim_start_matches("--");
            json!({"setting": name, "value": it.value, "source": it.source, "flag": it.flag, "variable": it.variable})
        })
        .collect();
    format!("{:#}", serde_json::Value::Array(settings))
}
