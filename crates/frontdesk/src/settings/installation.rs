//! What an installation is called, and where it stands.

use clap::Args;

use super::values::{self, Environment};

/// What this installation is called, and where it stands.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Installation")]
pub(crate) struct InstallationSettings {
    /// The name of this installation: the title of the API description and of /docs, and in the first log line
    #[arg(long, global = true, env = "APP_NAME", value_name = "NAME", default_value = "Frontdesk",
          value_parser = values::app_name)]
    pub(crate) app_name: String,

    /// The environment, such as development, staging or production. In production (or prod) the log is JSON unless
    /// --log-format says otherwise, and --insecure-no-auth is refused [default: none]
    #[arg(long, global = true, env = "ENVIRONMENT", value_name = "NAME", value_parser = Environment::parse)]
    pub(crate) environment: Option<Environment>,
}

impl InstallationSettings {
    /// Whether this is what customers depend on.
    pub(crate) fn is_production(&self) -> bool {
        self.environment.as_ref().is_some_and(Environment::is_production)
    }
}
