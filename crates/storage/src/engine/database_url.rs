//! The URL of a database; its scheme selects the backend.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The URL of a database. `Display` and `Debug` never show a password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// An SQLite file: `sqlite:relative/path`, `sqlite:///absolute/path`.
    Sqlite(PathBuf),
    /// `postgres://…` or `postgresql://…`.
    Postgres(String),
    /// `mysql://…` or `mariadb://…`; kept with the scheme `mysql`.
    Mysql(String),
}

/// The parts of the URL of a MySQL or MariaDB database.
#[derive(Clone, Copy)]
pub struct MysqlParts<'a> {
    /// The server's name or address; an IPv6 address in brackets.
    pub host: &'a str,
    /// The server's port, unless it is the default.
    pub port: Option<u16>,
    /// The user, unless it is the one that runs the program.
    pub user: Option<&'a str>,
    /// The user's password.
    pub password: Option<&'a str>,
    /// The database's name.
    pub database: &'a str,
}

/// The text is not the URL of a supported database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a URL that starts with sqlite:, postgres:// or mysql://")]
pub struct InvalidDatabaseUrl;

impl FromStr for DatabaseUrl {
    type Err = InvalidDatabaseUrl;

    fn from_str(text: &str) -> Result<Self, InvalidDatabaseUrl> {
        let (scheme, rest) = text.split_once(':').ok_or(InvalidDatabaseUrl)?;
        match scheme {
            "sqlite" => sqlite_path(rest).map(Self::Sqlite),
            "postgres" | "postgresql" => server_url("postgres", rest).map(Self::Postgres),
            "mysql" | "mariadb" => server_url("mysql", rest).map(Self::Mysql),
            _ => Err(InvalidDatabaseUrl),
        }
    }
}

fn sqlite_path(rest: &str) -> Result<PathBuf, InvalidDatabaseUrl> {
    let path = rest.strip_prefix("//").unwrap_or(rest);
    if path.is_empty() || path.contains('\0') { Err(InvalidDatabaseUrl) } else { Ok(PathBuf::from(path)) }
}

fn server_url(scheme: &str, rest: &str) -> Result<String, InvalidDatabaseUrl> {
    let text = format!("{scheme}:{rest}");
    let url = url::Url::parse(&text).map_err(|_| InvalidDatabaseUrl)?;
    if rest.starts_with("//") && url.has_host() && url.path().len() > 1 {
        Ok(text)
    } else {
        Err(InvalidDatabaseUrl)
    }
}

impl DatabaseUrl {
    /// The embedded database below a data folder.
    pub fn embedded_in(data_dir: &Path) -> Self {
        Self::Sqlite(data_dir.join("frontdesk.db"))
    }

    /// The URL of a MySQL or MariaDB database from its parts. User and password may contain any characters.
    ///
    /// # Errors
    /// The host or the database name cannot be part of a URL.
    pub fn of_mysql(parts: &MysqlParts<'_>) -> Result<Self, InvalidDatabaseUrl> {
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let user = match (parts.user.unwrap_or_default(), parts.password) {
            ("", None) => String::new(),
            (user, None) => format!("{}@", encoded(user)),
            (user, Some(password)) => format!("{}:{}@", encoded(user), encoded(password)),
        };
        let port = parts.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("mysql://{user}{}{port}/{}", parts.host, parts.database).parse()
    }

    /// Whether this is the embedded database.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(text) | Self::Mysql(text) => f.write_str(&without_password(text)),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The URL with its password masked. Parameters are left out, as some drivers accept a password there too.
fn without_password(text: &str) -> String {
    let Ok(mut url) = url::Url::parse(text) else {
        return "***".to_owned();
    };
    url.set_query(None);
    if url.password().is_some() && url.set_password(Some("***")).is_err() {
        return "***".to_owned();
    }
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_chooses_the_database() {
        let shown = |text: &str| text.parse::<DatabaseUrl>().map(|url| url.to_string());
        assert_eq!(shown("sqlite:data/frontdesk.db").as_deref(), Ok("sqlite:data/frontdesk.db"));
        assert_eq!(shown("sqlite:///var/lib/f.db").as_deref(), Ok("sqlite:/var/lib/f.db"));
        assert_eq!(shown("postgresql://u@h/db").as_deref(), Ok("postgres://u@h/db"));
        assert_eq!(shown("mariadb://u@h:3307/db").as_deref(), Ok("mysql://u@h:3307/db"));
        for bad in [
            "",
            "frontdesk.db",
            "sqlite:",
            "sqlite://",
            "oracle://h/db",
            "postgres://",
            "postgres:db",
            "mysql://h",
        ] {
            assert_eq!(shown(bad), Err(InvalidDatabaseUrl), "{bad:?}");
        }
    }

    #[test]
    fn a_url_is_built_from_the_parts_of_mysql() {
        let made = |host, user, password| {
            let parts = MysqlParts { host, port: Some(3307), user, password, database: "desk" };
            match DatabaseUrl::of_mysql(&parts) {
                Ok(DatabaseUrl::Mysql(text)) => text,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(made("127.0.0.1", None, None), "mysql://127.0.0.1:3307/desk");
        assert_eq!(
            made("db.example", Some("ada"), Some("s3cret")),
            "mysql://ada:s3cret@db.example:3307/desk"
        );
        assert_eq!(
            made("[::1]", Some("a@b:c"), Some("p%41@ss/w:rd?# é")),
            "mysql://a%40b%3Ac:p%2541%40ss%2Fw%3Ard%3F%23%20%C3%A9@[::1]:3307/desk"
        );
        let parts = MysqlParts {
            host: "db",
            port: None,
            user: Some("ada"),
            password: Some("pl@nted"),
            database: "x",
        };
        let url = DatabaseUrl::of_mysql(&parts).expect("a URL");
        assert_eq!(
            (url.to_string().as_str(), format!("{url:?}").as_str()),
            ("mysql://ada:***@db/x", "DatabaseUrl(mysql://ada:***@db/x)")
        );
    }

    #[test]
    fn a_password_is_never_shown() {
        let url: DatabaseUrl = "postgres://ada:s3cret@db.example/x?password=s3cret".parse().expect("a URL");
        assert_eq!(url.to_string(), "postgres://ada:***@db.example/x");
        assert!(!format!("{url:?}").contains("s3cret"));
    }
}
