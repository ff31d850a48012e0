//! Frontdesk's binary: command line, configuration, start-up and wiring.
#![deny(unsafe_code)]

mod arguments;
mod clock;
mod commands;
mod crm;
mod data_folder;
mod environment;
mod exit;
mod logs;
mod memory;
mod open;
mod output;
mod partial;
mod secret_key;
mod settings;
mod table;
mod usage_error;

use std::process::ExitCode;

fn main() -> ExitCode {
    exit::report(run())
}

fn run() -> anyhow::Result<ExitCode> {
    clock::check()?;
    let environment = environment::load()?;
    let words: Vec<_> = std::env::args_os().collect();
    let mut given = match arguments::read(&words) {
        Ok(given) => given,
        Err(error) => return usage_error::about(&error, &words, &environment),
    };
    given.arguments.database.resolve()?;
    commands::run(given, &environment)
}
