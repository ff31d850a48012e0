//! Connecting to any of the databases.

#[cfg(any(feature = "postgres", feature = "mysql"))]
mod reach;

#[cfg(any(feature = "postgres", feature = "mysql"))]
use diesel::prelude::*;

use crate::engine::connection::AnyConnection;
use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::OpenError;

/// A plain connection, without the settings of the engines.
pub(crate) fn establish(url: &DatabaseUrl) -> Result<AnyConnection, OpenError> {
    match url {
        #[cfg(feature = "sqlite")]
        DatabaseUrl::Sqlite(path) => {
            crate::engine::sqlite::connect_for_writing(path).map(AnyConnection::Sqlite)
        }
        #[cfg(feature = "postgres")]
        DatabaseUrl::Postgres(text) => postgres(text).map(AnyConnection::Postgres),
        #[cfg(feature = "mysql")]
        DatabaseUrl::Mysql(text) => mysql(text).map(AnyConnection::Mysql),
        #[cfg(not(feature = "sqlite"))]
        DatabaseUrl::Sqlite(_) => Err(OpenError::NotCompiledIn("sqlite")),
        #[cfg(not(feature = "postgres"))]
        DatabaseUrl::Postgres(_) => Err(OpenError::NotCompiledIn("postgres")),
        #[cfg(not(feature = "mysql"))]
        DatabaseUrl::Mysql(_) => Err(OpenError::NotCompiledIn("mysql")),
    }
}

#[cfg(feature = "postgres")]
fn postgres(text: &str) -> Result<diesel::PgConnection, OpenError> {
    use diesel::connection::SimpleConnection;

    let mut conn = diesel::PgConnection::establish(&with_timeouts(text)).map_err(|error| refused(&error))?;
    // Every query has an index. Without the last setting, a session whose first plan saw an empty table keeps scanning
    // it for each foreign key check until the table is analysed. A merge join would read the joined table from its
    // first row for a page deep in a list, and a page is too short for JIT compilation.
    conn.batch_execute(
        "SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET client_min_messages = warning;
         SET idle_in_transaction_session_timeout = '10min'; SET enable_seqscan = off;
         SET enable_mergejoin = off; SET jit = off",
    )
    .map_err(|error| OpenError::Connect(error.to_string()))?;
    Ok(conn)
}

/// By default libpq waits without limit, for a server to answer and for a broken network.
#[cfg(feature = "postgres")]
const TIMEOUTS: &[(&str, &str)] = &[
    ("connect_timeout", "2"),
    ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "2"),
];

/// The URL with those of [`TIMEOUTS`] that it does not set itself.
#[cfg(feature = "postgres")]
fn with_timeouts(text: &str) -> String {
    TIMEOUTS.iter().fold(text.to_owned(), |text, (name, value)| {
        if text.contains(&format!("{name}=")) {
            return text;
        }
        let separator = if text.contains('?') { '&' } else { '?' };
        format!("{text}{separator}{name}={value}")
    })
}

#[cfg(feature = "mysql")]
fn mysql(text: &str) -> Result<diesel::MysqlConnection, OpenError> {
    use diesel::connection::SimpleConnection;

    // The client library waits without limit, and Diesel cannot set its time-out.
    if reach::is_silent("mysql", text) {
        return Err(OpenError::Connect("the server does not answer".to_owned()));
    }
    let mut conn = diesel::MysqlConnection::establish(text).map_err(|error| refused(&error))?;
    // READ COMMITTED: a retry must see the transaction that won, and gap locks would make unrelated transactions wait
    // for each other.
    conn.batch_execute(
        "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 10,
         sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO',
         collation_connection = 'utf8mb4_bin';
         SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    )
    .map_err(|error| OpenError::Connect(error.to_string()))?;
    Ok(conn)
}

/// Whether the server accepts connections without ever answering.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn is_silent(url: &DatabaseUrl) -> bool {
    match url {
        DatabaseUrl::Sqlite(_) => false,
        DatabaseUrl::Postgres(text) => reach::is_silent("postgres", text),
        DatabaseUrl::Mysql(text) => reach::is_silent("mysql", text),
    }
}

/// The drivers' messages can contain the whole URL; only their kind is shown.
#[cfg(any(feature = "postgres", feature = "mysql"))]
fn refused(error: &diesel::ConnectionError) -> OpenError {
    OpenError::Connect(match error {
        diesel::ConnectionError::BadConnection(text) if !text.contains("://") => {
            text.lines().next().unwrap_or_default().to_owned()
        }
        diesel::ConnectionError::InvalidConnectionUrl(_) => "the URL cannot be read".to_owned(),
        _ => "the server refused the connection".to_owned(),
    })
}

#[cfg(all(test, feature = "postgres"))]
mod tests {
    use super::*;

    #[test]
    fn a_url_keeps_its_own_time_outs() {
        let plain = with_timeouts("postgres://h/d");
        assert!(plain.starts_with("postgres://h/d?connect_timeout=2&tcp_user_timeout=5000&"), "{plain}");
        let own = with_timeouts("postgres://h/d?connect_timeout=9&sslmode=require");
        assert!(
            own.starts_with("postgres://h/d?connect_timeout=9&sslmode=require&tcp_user_timeout="),
            "{own}"
        );
        assert_eq!(own.matches("connect_timeout").count(), 1);
    }
}
