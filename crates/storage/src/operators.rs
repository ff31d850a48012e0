//! Support agents.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FieldValue, NamedValue, Recorded};
use frontdesk_import::names::{Names, derive_names};
use frontdesk_requests::OperatorId;

use crate::engine::audit::Action;
use crate::engine::connection::{MultiBackend, insert_for_id};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::operators;
use crate::engine::scope::Scoped;
use crate::journal;

/// A support agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    pub id: OperatorId,
    /// First and last name.
    pub names: Names,
    /// E-mail address.
    pub email: Option<String>,
    /// Incremented with each change of the record.
    pub version: i64,
    /// Since when it is here.
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// An operator to add; every field is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperator {
    /// First and last name, at least one of them.
    pub names: Names,
    /// E-mail address.
    pub email: Option<String>,
}

impl Recorded for NewOperator {
    fn fields(&self) -> Vec<NamedValue> {
        let Self { names: Names { first, last }, email } = self;
        [("first_name", first), ("last_name", last), ("email", email)]
            .map(|(field, value)| (field.into(), value.as_ref().map(FieldValue::from)))
            .into()
    }
}

/// The length of the full-name column.
const MOST_NAME_CHARS: usize = 128;

#[derive(Queryable, Selectable)]
#[diesel(table_name = operators)]
struct OperatorRow {
    id: i64,
    name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = operators, treat_none_as_default_value = false)]
struct NewOperatorRow<'a> {
    firm_id: i64,
    /// Read by processes of the previous version.
    name: String,
    first_name: Option<&'a str>,
    last_name: Option<&'a str>,
    email: Option<&'a str>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

impl OperatorRow {
    fn into_operator(self) -> Result<Operator, StorageError> {
        let id = self.id;
        let names = match (self.first_name, self.last_name) {
            // Written by a process of the previous version.
            (None, None) => derive_names(Some(&self.name), None, None),
            (first, last) => Names { first, last },
        };
        Ok(Operator {
            id: id.try_into().map_err(|_| StorageError::Corrupt { table: "operators", column: "id", id })?,
            names,
            email: self.email,
            version: self.version,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
        })
    }
}

/// Adds an operator.
///
/// # Errors
/// The database did not answer.
pub fn create(
    scoped: &mut Scoped<'_>,
    new: &NewOperator,
    now: DateTime<Utc>,
) -> Result<Operator, StorageError> {
    let row = NewOperatorRow {
        firm_id: scoped.firm_id(),
        name: new.names.full().chars().take(MOST_NAME_CHARS).collect(),
        first_name: new.names.first.as_deref(),
        last_name: new.names.last.as_deref(),
        email: new.email.as_deref(),
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    };
    let id = insert_for_id!(scoped.conn, operators, row);
    journal::created(scoped, (journal::Kind::Operator, id, 1), new, now);
    scoped.note(Action::Created, "operator", id, now);
    let id = id.try_into().map_err(|_| StorageError::Corrupt { table: "operators", column: "id", id })?;
    find(scoped, id)?.ok_or(StorageError::Conflict)
}

/// The operator with this id.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: OperatorId) -> Result<Option<Operator>, StorageError> {
    let row: Option<OperatorRow> = operators::table
        .of_firm(scoped.firm)
        .filter(operators::id.eq(id.get()))
        .select(OperatorRow::as_select())
        .get_result(scoped.conn)
        .optional()?;
    row.map(OperatorRow::into_operator).transpose()
}

/// Fields that lists of operators can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "operators.created_at"),
    SortField::time("updated_at", "operators.updated_at"),
    SortField::text("first_name", "COALESCE(operators.first_name, '')"),
    SortField::text("last_name", "COALESCE(operators.last_name, '')"),
    SortField::text("email", "COALESCE(operators.email, '')"),
];

/// Filter of a list of operators.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OperatorFilter {
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// One page of the firm's operators.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &OperatorFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Operator>, StorageError> {
    let rows: Vec<OperatorRow> = in_slice!(matching(scoped, *filter), "operators.id", &slice.into())
        .select(OperatorRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(OperatorRow::into_operator).collect()
}

/// The number of operators that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &OperatorFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, *filter).count().get_result(scoped.conn)?)
}

fn matching(scoped: &Scoped<'_>, filter: OperatorFilter) -> operators::BoxedQuery<'static, MultiBackend> {
    let query = operators::table.of_firm(scoped.firm).into_boxed::<MultiBackend>();
    match filter.updated_since {
        Some(since) => query.filter(operators::updated_at.ge(since.naive_utc())),
        None => query,
    }
}

#[cfg(test)]
mod tests {
    use diesel::connection::SimpleConnection;
    use frontdesk_testkit::{Backend, backends};

    use super::*;
    use crate::Page;
    use crate::engine::recorded_statements::empty;

    const NAMES: [&str; 6] =
        ["Jon Snow", "Madonna", "Mary Ann van der Berg", " Ed Stark ", "李 小龍", "Jean-Luc O'Connor-Smith"];

    /// The statements of the migration that splits names: up and down.
    fn statements(backend: Backend) -> [String; 2] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
        ["up", "down"].map(|name| {
            let path = format!("{folder}/{backend}/2026-11-30-000016_split_operator_names/{name}.sql");
            std::fs::read_to_string(path).expect("a migration")
        })
    }

    /// Adds operators as the previous version does.
    fn add_by_full_name(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
        for name in NAMES {
            let name = name.replace('\'', "''");
            scoped.conn.batch_execute(&format!(
                "INSERT INTO operators (firm_id, name, version, created_at)
                 VALUES (1, '{name}', 1, '2026-01-31 09:00:00')"
            ))?;
        }
        Ok(())
    }

    fn names(scoped: &mut Scoped<'_>) -> Result<Vec<Names>, StorageError> {
        let all = list(scoped, &OperatorFilter::default(), Page { after: None, limit: 100 })?;
        Ok(all.into_iter().map(|operator| operator.names).collect())
    }

    #[test]
    fn older_names_are_split_by_the_current_rule() {
        for backend in backends() {
            let (_test, database, access) = empty(*backend);
            let [up, down] = statements(*backend);
            let job = move |scoped: &mut Scoped<'_>| {
                scoped.conn.batch_execute(&down)?;
                add_by_full_name(scoped)?;
                scoped.conn.batch_execute(&up)?;
                let stored = operators::table
                    .order(operators::id)
                    .select((operators::first_name, operators::last_name))
                    .load(scoped.conn)?;
                Ok(stored)
            };
            let split: Vec<(Option<String>, Option<String>)> =
                database.write_blocking(access, job).expect("an answer");
            let split: Vec<Names> = split.into_iter().map(|(first, last)| Names { first, last }).collect();
            assert_eq!(split, NAMES.map(|name| derive_names(Some(name), None, None)), "{backend}");
        }
    }

    #[test]
    fn the_previous_version_adds_and_reads_operators_during_an_upgrade() {
        for backend in backends() {
            let (_test, database, access) = empty(*backend);
            let job = |scoped: &mut Scoped<'_>| {
                add_by_full_name(scoped)?;
                let read = names(scoped)?;
                let long = Names { first: Some("é".repeat(128)), last: Some("Snow".to_owned()) };
                for names in [Names { first: None, last: Some("Stark".to_owned()) }, long] {
                    create(scoped, &NewOperator { names, email: None }, DateTime::UNIX_EPOCH)?;
                }
                let all: Vec<String> =
                    operators::table.order(operators::id).select(operators::name).load(scoped.conn)?;
                Ok((read, all))
            };
            let (read, all) = database.write_blocking(access, job).expect("an answer");
            assert_eq!(read, NAMES.map(|name| derive_names(Some(name), None, None)), "{backend}");
            assert_eq!(all[NAMES.len()..], ["Stark".to_owned(), "é".repeat(128)], "{backend}");
        }
    }
}
