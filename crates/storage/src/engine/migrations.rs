//! Schema migrations.

use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::engine::connection::AnyConnection;
use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::OpenError;
use crate::engine::establish::establish;
use crate::refold::refold;

#[cfg(feature = "sqlite")]
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
#[cfg(feature = "mysql")]
const MYSQL: EmbeddedMigrations = embed_migrations!("../../migrations/mysql");

/// Any number will do, as long as every version of Frontdesk uses the same.
#[cfg(feature = "postgres")]
const ADVISORY_LOCK: i64 = 0x0066_726f_6e74_6465;

/// A second barrier between firms: each table with a `firm_id` shows a session only the rows of its firm, whatever its
/// queries ask for. Applied after all migrations, so that new tables are included. Superusers bypass it: the service
/// should not be one.
#[cfg(feature = "postgres")]
const ROW_SECURITY: &str = include_str!("row_security.sql");

/// The migrations that a database has and lacks, by version, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationStatus {
    pub applied: Vec<String>,
    /// Missing migrations.
    pub pending: Vec<String>,
}

/// Applies missing migrations under a lock, so that several processes may start at once.
///
/// # Errors
/// No connection, a database of a newer version, or a failed migration.
pub fn migrate(url: &DatabaseUrl) -> Result<(), OpenError> {
    under_lock(url, |conn| {
        apply_all(conn)?;
        Ok(refold(conn)?)
    })
}

fn apply_all(conn: &mut AnyConnection) -> Result<(), OpenError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => apply(conn, SQLITE),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            apply(conn, POSTGRES)?;
            execute(conn, ROW_SECURITY)
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => apply(conn, MYSQL),
    }
}

/// The migrations that a database has and lacks.
///
/// # Errors
/// No connection, or a database of a newer version.
pub fn migration_status(url: &DatabaseUrl) -> Result<MigrationStatus, OpenError> {
    under_lock(url, status_of)
}

/// Reverts every migration, newest first. All data is lost.
///
/// # Errors
/// No connection, or a failed step.
pub fn revert_all(url: &DatabaseUrl) -> Result<(), OpenError> {
    under_lock(url, |conn| match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(drop).map_err(failed),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(drop).map_err(failed),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => conn.revert_all_migrations(MYSQL).map(drop).map_err(failed),
    })
}

pub(crate) fn assert_current(url: &DatabaseUrl) -> Result<(), OpenError> {
    if migration_status(url)?.pending.is_empty() { Ok(()) } else { Err(OpenError::Behind) }
}

fn status_of(conn: &mut AnyConnection) -> Result<MigrationStatus, OpenError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => compare(conn, &SQLITE),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => compare(conn, &POSTGRES),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => compare(conn, &MYSQL),
    }
}

fn apply<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    source: EmbeddedMigrations,
) -> Result<(), OpenError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    // A newer version of Frontdesk may have migrated the database.
    compare(conn, &source)?;
    for version in conn.run_pending_migrations(source).map_err(failed)? {
        tracing::info!(%version, "migration applied");
    }
    Ok(())
}

fn compare<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    source: &EmbeddedMigrations,
) -> Result<MigrationStatus, OpenError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let known = versions(source)?;
    let mut applied: Vec<_> =
        conn.applied_migrations().map_err(failed)?.iter().map(ToString::to_string).collect();
    applied.sort_unstable();
    if let Some(stranger) = applied.iter().find(|version| !known.contains(version)) {
        return Err(OpenError::NewerSchema(stranger.clone()));
    }
    let pending = known.into_iter().filter(|version| !applied.contains(version)).collect();
    Ok(MigrationStatus { applied, pending })
}

fn versions<DB: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, OpenError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(failed)?;
    let mut versions: Vec<_> =
        migrations.iter().map(|migration| version_text(&migration.name().version())).collect();
    versions.sort_unstable();
    Ok(versions)
}

fn version_text(version: &MigrationVersion<'_>) -> String {
    version.to_string()
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> OpenError {
    OpenError::Migration(error.to_string())
}

/// Only one process migrates at a time; the others wait and then find nothing to do. Reading the status is under the
/// lock as well: Diesel creates its table of migrations if it is missing.
fn under_lock<T>(
    url: &DatabaseUrl,
    action: impl FnOnce(&mut AnyConnection) -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    let _file_lock = lock_file(url)?;
    let mut conn = establish(url)?;
    lock_session(&mut conn)?;
    let outcome = action(&mut conn);
    unlock_session(&mut conn)?;
    outcome
}

/// SQLite has no advisory locks: a file beside the database serves as one.
fn lock_file(url: &DatabaseUrl) -> Result<Option<std::fs::File>, OpenError> {
    match url {
        #[cfg(feature = "sqlite")]
        DatabaseUrl::Sqlite(path) => {
            let (path, file) = crate::engine::sqlite::open_beside(path, "migrate-lock")?;
            file.lock().map_err(|source| OpenError::File { path: path.display().to_string(), source })?;
            Ok(Some(file))
        }
        #[cfg(not(feature = "sqlite"))]
        DatabaseUrl::Sqlite(_) => Ok(None),
        DatabaseUrl::Postgres(_) | DatabaseUrl::Mysql(_) => Ok(None),
    }
}

fn lock_session(conn: &mut AnyConnection) -> Result<(), OpenError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        // Migrations see the rows of all firms.
        AnyConnection::Postgres(conn) => execute(
            conn,
            &format!("SELECT pg_advisory_lock({ADVISORY_LOCK}), set_config('app.firm', '*', false)"),
        ),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => execute(conn, "DO GET_LOCK('frontdesk_migrate', 600)"),
    }
}

fn unlock_session(conn: &mut AnyConnection) -> Result<(), OpenError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            execute(conn, &format!("SELECT pg_advisory_unlock({ADVISORY_LOCK})"))
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => execute(conn, "DO RELEASE_LOCK('frontdesk_migrate')"),
    }
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
fn execute(conn: &mut impl diesel::connection::SimpleConnection, sql: &str) -> Result<(), OpenError> {
    conn.batch_execute(sql).map_err(|error| crate::engine::error::StorageError::from(error).into())
}
