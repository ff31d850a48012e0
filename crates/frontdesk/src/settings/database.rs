//! Settings of the database.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use frontdesk_storage::DatabaseUrl;

use super::given_keys::GivenKeys;
use super::mysql::MysqlSettings;
use super::values;
use crate::exit::UsageError;

/// Where the data is, and how it is reached.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Database")]
pub(crate) struct DatabaseSettings {
    /// The database: sqlite:FILE, postgres://USER:PASSWORD@HOST/NAME or mysql://USER:PASSWORD@HOST/NAME
    /// [default: the file frontdesk.db in the data folder]
    #[arg(long, global = true, env = "DATABASE_URL", value_name = "URL", value_parser = values::database_url)]
    database_url: Option<DatabaseUrl>,

    /// The folder of the embedded database, the key file and uploaded files
    #[arg(long, global = true, env = "FRONTDESK_DATA_DIR", value_name = "FOLDER", default_value = "./data")]
    pub(crate) data_dir: PathBuf,

    /// The key that seals social security numbers: 32 bytes in base64. Several keys are separated by commas: the first
    /// seals, all open. Prefer the variable, as other users of the machine can see command lines
    /// [default: the key file secret.key in the data folder; none for a database server]
    #[arg(long, global = true, env = "FRONTDESK_SECRET_KEY", value_name = "KEYS", value_parser = GivenKeys::parse)]
    pub(crate) secret_key: Option<GivenKeys>,

    /// Threads that one caller can use for reading the embedded database; three more are reserved for others
    #[arg(long, global = true, env = "FRONTDESK_READ_THREADS", value_name = "NUMBER", default_value_t = 2,
          value_parser = values::number::<usize>(1, 64))]
    pub(crate) read_threads: usize,

    /// Maximum number of connections to a database server
    #[arg(long, global = true, env = "FRONTDESK_DATABASE_CONNECTIONS", value_name = "NUMBER", default_value_t = 16,
          value_parser = values::number::<u32>(1, 1000))]
    pub(crate) database_connections: u32,

    /// Deadline of statements of requests; then the statement is cancelled and the request answered 503
    #[arg(long, global = true, env = "FRONTDESK_STATEMENT_TIMEOUT", value_name = "TIME", default_value = "10s",
          value_parser = values::duration)]
    pub(crate) statement_timeout: Duration,

    /// Deadline of statements of imports, exports and commands
    #[arg(long, global = true, env = "FRONTDESK_JOB_TIMEOUT", value_name = "TIME", default_value = "10m",
          value_parser = values::duration)]
    pub(crate) job_timeout: Duration,

    #[command(flatten)]
    mysql: MysqlSettings,
}

impl DatabaseSettings {
    /// Makes the URL of the parts of one, where no URL is given.
    ///
    /// # Errors
    /// The parts do not go together.
    pub(crate) fn resolve(&mut self) -> Result<(), UsageError> {
        if self.database_url.is_none() {
            self.database_url = self.mysql.url().map_err(UsageError)?;
        }
        Ok(())
    }

    /// The database, be it named or not.
    pub(crate) fn url(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| DatabaseUrl::embedded_in(&self.data_dir))
    }
}
