//! A MySQL or MariaDB database by its parts, as many container images and frameworks name them.

use std::fmt;

use clap::Args;
use frontdesk_storage::{DatabaseUrl, MysqlParts};

use super::values;

/// The parts of the URL of a MySQL or MariaDB database. They count when no URL is given.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "MySQL or MariaDB by parts")]
pub(crate) struct MysqlSettings {
    /// The name of the database. With it and without DATABASE_URL, the database is mysql://USER:PASSWORD@HOST:PORT/NAME
    /// of these parts [default: none]
    #[arg(long, global = true, env = "MYSQL_DB", value_name = "NAME", value_parser = values::database_name)]
    mysql_db: Option<String>,

    /// The name or address of the server; localhost is 127.0.0.1 [default: 127.0.0.1]
    #[arg(long, global = true, env = "MYSQL_HOST", value_name = "HOST", value_parser = values::host)]
    mysql_host: Option<String>,

    /// The port of the server [default: 3306]
    #[arg(long, global = true, env = "MYSQL_PORT", value_name = "PORT", value_parser = values::number::<u16>(1, 65_535))]
    mysql_port: Option<u16>,

    /// The user [default: the user that runs the program]
    #[arg(long, global = true, env = "MYSQL_USER", value_name = "USER")]
    mysql_user: Option<String>,

    /// The password of the user. Prefer the variable, as other users of the machine can see command lines
    /// [default: none]
    #[arg(long, global = true, env = "MYSQL_PASSWORD", value_name = "PASSWORD", value_parser = Password::parse)]
    mysql_password: Option<Password>,
}

/// A password, never shown.
#[derive(Clone)]
struct Password(String);

impl Password {
    fn parse(text: &str) -> Result<Self, std::convert::Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl MysqlSettings {
    /// The URL that the parts make; none when no part is set.
    ///
    /// # Errors
    /// The parts do not make one.
    pub(crate) fn url(&self) -> Result<Option<DatabaseUrl>, String> {
        let Some(database) = self.mysql_db.as_deref() else {
            let rule =
                "MYSQL_DB must name the database, as another MYSQL_ variable is set and DATABASE_URL is not";
            return if self.is_unset() { Ok(None) } else { Err(rule.to_owned()) };
        };
        // The client library takes `localhost` for a socket file, whatever the port.
        let host = self.mysql_host.as_deref().filter(|host| *host != "localhost").unwrap_or("127.0.0.1");
        let url = DatabaseUrl::of_mysql(&MysqlParts {
            host,
            port: self.mysql_port,
            user: self.mysql_user.as_deref(),
            password: self.mysql_password.as_ref().map(|password| password.0.as_str()),
            database,
        });
        let url = url.map_err(|_| "MYSQL_HOST must be a name or an address".to_owned())?;
        values::compiled_in(url).map(Some).map_err(|rule| format!("MYSQL_DB {rule}"))
    }

    fn is_unset(&self) -> bool {
        self.mysql_host.is_none()
            && self.mysql_port.is_none()
            && self.mysql_user.is_none()
            && self.mysql_password.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(settings: &MysqlSettings) -> Result<Option<String>, String> {
        settings.url().map(|url| url.map(|url| url.to_string()))
    }

    #[test]
    fn parts_make_a_url_only_with_the_name_of_a_database() {
        assert_eq!(shown(&MysqlSettings::default()), Ok(None));
        let nameless = MysqlSettings { mysql_user: Some("ada".to_owned()), ..MysqlSettings::default() };
        assert!(shown(&nameless).is_err_and(|rule| rule.starts_with("MYSQL_DB must name")));
    }

    #[cfg(feature = "mysql")]
    #[test]
    fn a_part_that_is_missing_has_a_default_and_the_password_is_never_shown() {
        let named = MysqlSettings { mysql_db: Some("desk".to_owned()), ..MysqlSettings::default() };
        let local = MysqlSettings {
            mysql_host: Some("localhost".to_owned()),
            mysql_port: Some(3307),
            mysql_user: Some("ada".to_owned()),
            mysql_password: Some(Password("planted:p@ss/word".to_owned())),
            ..named.clone()
        };
        assert_eq!(shown(&named), Ok(Some("mysql://127.0.0.1/desk".to_owned())));
        assert_eq!(shown(&local), Ok(Some("mysql://ada:***@127.0.0.1:3307/desk".to_owned())));
        assert!(!format!("{local:?}").contains("planted"));
    }
}
