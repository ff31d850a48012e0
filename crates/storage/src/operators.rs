//! Support agents.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_requests::OperatorId;

use crate::audit::Action;
use crate::connection::AnyConnection;
use crate::error::StorageError;
use crate::schema::operators;
use crate::scope::{Page, Scoped};

/// A support agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Its id.
    pub id: OperatorId,
    /// What people call it.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Counts the changes of the record.
    pub version: i64,
    /// Since when it is here.
    pub created_at: DateTime<Utc>,
}

/// An operator that is to be added; every field is valid by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperator {
    /// What people call it.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = operators)]
struct OperatorRow {
    id: i64,
    name: String,
    email: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = operators, treat_none_as_default_value = false)]
struct NewOperatorRow<'a> {
    firm_id: i64,
    name: &'a str,
    email: Option<&'a str>,
    version: i64,
    created_at: NaiveDateTime,
}

impl OperatorRow {
    fn into_operator(self) -> Result<Operator, StorageError> {
        let id = self.id;
        Ok(Operator {
            id: id.try_into().map_err(|_| StorageError::Corrupt { table: "operators", column: "id", id })?,
            name: self.name,
            email: self.email,
            version: self.version,
            created_at: self.created_at.and_utc(),
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
        name: &new.name,
        email: new.email.as_deref(),
        version: 1,
        created_at: now.naive_utc(),
    };
    let insert = diesel::insert_into(operators::table).values(row);
    let id: i64 = match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => insert.returning(operators::id).get_result(conn)?,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => insert.returning(operators::id).get_result(conn)?,
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            insert.execute(conn)?;
            crate::connection::last_insert_id(conn)?
        }
    };
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
        .filter(operators::id.eq(id.get()))
        .filter(operators::firm_id.eq(scoped.firm_id()))
        .select(OperatorRow::as_select())
        .get_result(scoped.conn)
        .optional()?;
    row.map(OperatorRow::into_operator).transpose()
}

/// A page of the firm's operators, oldest id first.
///
/// # Errors
/// The database did not answer.
pub fn list(scoped: &mut Scoped<'_>, page: Page) -> Result<Vec<Operator>, StorageError> {
    let rows: Vec<OperatorRow> = operators::table
        .filter(operators::firm_id.eq(scoped.firm_id()))
        .filter(operators::id.gt(page.after.unwrap_or(0)))
        .order(operators::id)
        .limit(page.limit)
        .select(OperatorRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(OperatorRow::into_operator).collect()
}

/// How many operators the firm has.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    Ok(operators::table.filter(operators::firm_id.eq(scoped.firm_id())).count().get_result(scoped.conn)?)
}
