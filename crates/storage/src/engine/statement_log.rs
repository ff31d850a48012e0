//! The log of SQL statements.

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

use crate::engine::error::StorageError;

/// The log target of statements.
pub const STATEMENT_LOG: &str = "frontdesk_storage::statements";

/// Diesel's separator between a statement and its bound values.
const BINDS: &str = " -- binds";

/// Logs every statement of connections that are opened from now on, at DEBUG, with the target
/// [`STATEMENT_LOG`](crate::STATEMENT_LOG). Bound values are left out: they are personal data.
///
/// # Errors
/// Diesel's own settings are broken.
pub fn log_statements() -> Result<(), StorageError> {
    Ok(set_default_instrumentation(|| Some(Box::new(log_one) as Box<dyn Instrumentation>))?)
}

fn log_one(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        tracing::debug!(target: STATEMENT_LOG, statement = without_values(&query.to_string()));
    }
}

fn without_values(text: &str) -> &str {
    text.split(BINDS).next().unwrap_or_default()
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use diesel::prelude::*;

    use super::*;
    use crate::engine::schema::operators;

    #[test]
    fn a_statement_is_logged_without_its_values() {
        let query = operators::table.filter(operators::email.eq("planted@example.com -- binds: []"));
        let text = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string();
        assert!(text.contains("planted"), "{text}");
        let told = without_values(&text);
        assert!(told.contains("WHERE") && told.contains("email"), "{told}");
        assert!(!told.contains("planted"), "{told}");
    }
}
