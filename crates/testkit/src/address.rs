//! The address of a database server, and statements run on it.

use url::Url;

use crate::backend::Backend;
use crate::{mysql, postgres};

/// The address of a server, with the administrator's credentials.
#[derive(Clone)]
pub(crate) struct Address {
    pub(crate) backend: Backend,
    pub(crate) url: Url,
}

impl Address {
    /// The URL of a database on the server.
    pub(crate) fn database_url(&self, name: &str) -> String {
        let mut url = self.url.clone();
        url.set_path(name);
        url.into()
    }

    /// Runs statements in a database, by default the server's own, and returns their output.
    pub(crate) fn execute(&self, database: Option<&str>, sql: &str) -> Result<String, String> {
        match self.backend {
            Backend::Sqlite => Err("sqlite has no server".to_owned()),
            Backend::Postgres => postgres::execute(&self.url, database, sql),
            Backend::Mysql => mysql::execute(&self.url, database, sql),
        }
    }

    pub(crate) fn create(&self, name: &str) -> Result<(), String> {
        let statement = match self.backend {
            Backend::Mysql => format!("CREATE DATABASE {name} CHARACTER SET utf8mb4"),
            // Clients connect to template1 by default, which prevents copying it.
            _ => format!("CREATE DATABASE {name} TEMPLATE template0"),
        };
        self.execute(None, &statement).map(drop)
    }

    pub(crate) fn drop_database(&self, name: &str) -> Result<(), String> {
        let force = if self.backend == Backend::Postgres { " WITH (FORCE)" } else { "" };
        self.execute(None, &format!("DROP DATABASE IF EXISTS {name}{force}")).map(drop)
    }
}
