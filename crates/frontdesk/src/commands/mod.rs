//! What each command does.

pub(crate) mod audit;
#[cfg(feature = "sqlite")]
pub(crate) mod backup;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod firms;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod migrate;
pub(crate) mod mock_crm;
#[cfg(feature = "sqlite")]
pub(crate) mod move_database;
pub(crate) mod openapi;
#[cfg(feature = "sqlite")]
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod work;

use std::process::ExitCode;

use anyhow::Result;

use crate::arguments::{self, Action, Given};
use crate::environment::Environment;
use crate::{logs, output, settings};

/// Does what was asked for.
pub(crate) fn run(given: Given, environment: &Environment) -> Result<ExitCode> {
    let Given { arguments, matches } = given;
    let Some(action) = arguments.command else {
        output::print(&arguments::command().render_help().to_string())?;
        return Ok(ExitCode::SUCCESS);
    };
    let quiet = !matches!(action, Action::Serve(_) | Action::Work(_) | Action::MockCrm(_));
    logs::start(&arguments.logs, quiet, arguments.installation.is_production())?;
    let settings = settings::all(&arguments::command());
    match action {
        Action::Serve(serve) => serve::run(&arguments.database, &arguments.installation, &serve, &settings),
        Action::Work(work) => work::run(&arguments.database, &work),
        Action::Import(import) => import::run(&arguments.database, &import),
        Action::Export(export) => export::run(&arguments.database, &export),
        #[cfg(feature = "sqlite")]
        Action::Backup(backup) => backup::run(&arguments.database, &backup),
        #[cfg(feature = "sqlite")]
        Action::Restore(restore) => restore::run(&arguments.database, &restore),
        #[cfg(feature = "sqlite")]
        Action::Move(target) => move_database::run(&arguments.database, &target),
        Action::Firms(firms) => firms::run(&arguments.database, firms),
        Action::Keys(keys) => keys::run(&arguments.database, &keys),
        Action::Audit(audit) => audit::run(&arguments.database, &audit),
        Action::History(history) => history::run(&arguments.database, &history),
        Action::Migrate(migrate) => migrate::run(&arguments.database, &migrate),
        Action::MockCrm(mock) => mock_crm::run(mock),
        Action::Demo(demo) => demo::run(&arguments.database, &demo),
        Action::Config(config) => config::run(&config, &arguments.database, &matches, environment, &settings),
        Action::Doctor(doctor) => doctor::run(&arguments.database, &doctor),
        Action::Openapi(_) => openapi::run(&arguments.installation),
    }
}
