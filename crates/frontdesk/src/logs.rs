//! The log, on standard error.

use std::io::{self, IsTerminal};

use anyhow::Result;
use frontdesk_storage::{STATEMENT_LOG, log_statements};
use tracing_subscriber::EnvFilter;

use crate::settings::LogSettings;
use crate::settings::values::{LogFilter, LogFormat};

/// Where and when the server starts and stops is told once already.
const DEFAULT: &str = "info,actix_server=warn";

/// What is no HTTP is answered with a 400 and is no error of ours: whoever scans ports would fill the log. A filter that names
/// these parts has its way.
const STRANGERS: &str = "actix_http::h1::dispatcher=off,actix_http::h1::decoder=off";

/// Of commands that say by themselves what they do.
const QUIET: &str = "warn";

/// Starts logging. `quiet` is the default level of commands that say by themselves what they do; `for_machines` is
/// whether JSON is the default on a terminal too.
///
/// # Errors
/// Statements cannot be logged.
pub(crate) fn start(settings: &LogSettings, quiet: bool, for_machines: bool) -> Result<()> {
    let wanted = settings.log.as_ref().map_or(if quiet { QUIET } else { DEFAULT }, LogFilter::as_str);
    let echo = if settings.echo_sql { format!(",{STATEMENT_LOG}=debug") } else { String::new() };
    let filter = EnvFilter::new(format!("{STRANGERS},{wanted}{echo}"));
    let on_terminal = io::stderr().is_terminal();
    let colours = on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(colours);
    match settings.log_format {
        LogFormat::Auto if on_terminal && !for_machines => log.with_target(false).init(),
        LogFormat::Human => log.with_target(false).init(),
        LogFormat::Auto | LogFormat::Json => log.json().flatten_event(true).with_span_list(false).init(),
    }
    if settings.echo_sql {
        log_statements()?;
    }
    Ok(())
}
