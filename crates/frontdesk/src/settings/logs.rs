//! Settings of the log.

use clap::Args;

use super::values::{self, LogFilter, LogFormat};

/// What is logged on standard error, and how.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Log")]
pub(crate) struct LogSettings {
    /// What is logged: off, error, warn, info, debug or trace; by part of the program with a list such as
    /// warn,frontdesk_storage=debug [default: info for serve, warn for other commands]
    #[arg(long, global = true, env = "FRONTDESK_LOG", value_name = "FILTER", value_parser = LogFilter::parse)]
    pub(crate) log: Option<LogFilter>,

    /// The format of log lines; auto: text on a terminal, JSON otherwise
    #[arg(long, global = true, env = "FRONTDESK_LOG_FORMAT", value_name = "FORMAT", default_value = "auto")]
    pub(crate) log_format: LogFormat,

    /// Log every SQL statement at DEBUG, whatever the filter, without bound values
    #[arg(long, global = true, env = "ECHO_SQL", value_parser = values::boolean)]
    pub(crate) echo_sql: bool,
}
