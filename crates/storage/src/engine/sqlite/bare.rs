//! Prepared inserts without Diesel in between, for rows by the million: Diesel builds the list of parameters anew for each
//! row, which takes a third of the time of a short insert.
#![expect(unsafe_code, reason = "Diesel does not give its connection or its prepared statements away")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::marker::PhantomData;
use std::ptr;

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::BigInt;
use libsqlite3_sys as ffi;

/// The name of the function by which a connection tells its own address.
const ADDRESS: &CStr = c"frontdesk_connection";

/// A value of an insert.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'v> {
    Null,
    Integer(i64),
    Text(&'v str),
    Bytes(&'v [u8]),
}

/// An insert that is prepared once and run for each row.
pub(crate) struct Insert<'c> {
    connection: *mut ffi::sqlite3,
    statement: *mut ffi::sqlite3_stmt,
    /// How many parameters it has.
    parameters: usize,
    /// Diesel's connection stays open, and is not used, as long as the statement exists.
    _borrowed: PhantomData<&'c mut SqliteConnection>,
}

impl<'c> Insert<'c> {
    pub(crate) fn prepare(conn: &'c mut SqliteConnection, sql: &str) -> QueryResult<Self> {
        let query = diesel::dsl::sql::<BigInt>("frontdesk_connection()");
        let address: i64 = diesel::select(query).get_result(conn)?;
        let connection = ptr::with_exposed_provenance_mut(address as usize);
        let mut statement = ptr::null_mut();
        let length = c_int::try_from(sql.len()).map_err(|error| Error::QueryBuilderError(error.into()))?;
        // SAFETY: the address is that of `conn`, which told it just now and is borrowed. `sql` has `length` bytes.
        let code = unsafe {
            ffi::sqlite3_prepare_v2(
                connection,
                sql.as_ptr().cast(),
                length,
                &raw mut statement,
                ptr::null_mut(),
            )
        };
        // SAFETY: the statement is valid, or null if it could not be prepared: that has no parameters.
        let parameters = unsafe { ffi::sqlite3_bind_parameter_count(statement) };
        let parameters = usize::try_from(parameters).unwrap_or_default();
        let insert = Self { connection, statement, parameters, _borrowed: PhantomData };
        if code == ffi::SQLITE_OK { Ok(insert) } else { Err(insert.error(code)) }
    }

    /// Inserts one row: a value for each parameter. Returns whether it was inserted, and not skipped by a conflict clause.
    pub(crate) fn run(&mut self, values: &[Value<'_>]) -> QueryResult<bool> {
        // A parameter that is not bound anew would have the text of an earlier row, which is gone.
        if values.len() != self.parameters {
            return Err(self.error(ffi::SQLITE_RANGE));
        }
        for (value, number) in values.iter().zip(1..) {
            let code = self.bind(number, *value);
            if code != ffi::SQLITE_OK {
                return Err(self.error(code));
            }
        }
        // SAFETY: the statement is valid, and the bound texts live until it has run.
        let code = unsafe { ffi::sqlite3_step(self.statement) };
        let outcome = if code == ffi::SQLITE_DONE { Ok(self.changes() == 1) } else { Err(self.error(code)) };
        // SAFETY: the statement is valid. The code is that of the step.
        unsafe { ffi::sqlite3_reset(self.statement) };
        outcome
    }

    fn changes(&self) -> c_int {
        // SAFETY: the connection is open.
        unsafe { ffi::sqlite3_changes(self.connection) }
    }

    fn bind(&mut self, number: c_int, value: Value<'_>) -> c_int {
        // SAFETY: the statement is valid and not running. Texts are not copied (no destructor); `run` has seen that all
        // parameters are bound anew, so that none outlives its run.
        unsafe {
            match value {
                Value::Null => ffi::sqlite3_bind_null(self.statement, number),
                Value::Integer(integer) => ffi::sqlite3_bind_int64(self.statement, number, integer),
                Value::Text(text) => {
                    let Ok(length) = c_int::try_from(text.len()) else { return ffi::SQLITE_TOOBIG };
                    ffi::sqlite3_bind_text(self.statement, number, text.as_ptr().cast(), length, None)
                }
                Value::Bytes(bytes) => {
                    let Ok(length) = c_int::try_from(bytes.len()) else { return ffi::SQLITE_TOOBIG };
                    ffi::sqlite3_bind_blob(self.statement, number, bytes.as_ptr().cast(), length, None)
                }
            }
        }
    }

    /// The error as Diesel would return it.
    fn error(&self, code: c_int) -> Error {
        // SAFETY: the connection is open; SQLite returns a text that ends with NUL and is valid until the next call.
        let (message, code) = unsafe {
            let message = CStr::from_ptr(ffi::sqlite3_errmsg(self.connection)).to_string_lossy().into_owned();
            (
                message,
                if code == ffi::SQLITE_CONSTRAINT {
                    ffi::sqlite3_extended_errcode(self.connection)
                } else {
                    code
                },
            )
        };
        let kind = match code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                DatabaseErrorKind::UniqueViolation
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DatabaseErrorKind::ForeignKeyViolation,
            ffi::SQLITE_CONSTRAINT_NOTNULL => DatabaseErrorKind::NotNullViolation,
            ffi::SQLITE_CONSTRAINT_CHECK => DatabaseErrorKind::CheckViolation,
            _ => DatabaseErrorKind::Unknown,
        };
        Error::DatabaseError(kind, Box::new(message))
    }
}

impl Drop for Insert<'_> {
    fn drop(&mut self) {
        // SAFETY: the statement is valid or null, and is not used any more.
        unsafe { ffi::sqlite3_finalize(self.statement) };
    }
}

/// Adds the function to a connection that is being opened.
///
/// # Safety
/// `connection` is open.
pub(super) unsafe fn add_address(connection: *mut ffi::sqlite3) -> c_int {
    // SAFETY: the name is a text that ends with NUL; the function has the signature that SQLite expects.
    unsafe {
        ffi::sqlite3_create_function_v2(
            connection,
            ADDRESS.as_ptr().cast::<c_char>(),
            0,
            ffi::SQLITE_UTF8 | ffi::SQLITE_DIRECTONLY,
            ptr::null_mut::<c_void>(),
            Some(tell_address),
            None,
            None,
            None,
        )
    }
}

unsafe extern "C" fn tell_address(
    context: *mut ffi::sqlite3_context,
    _: c_int,
    _: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite passes the context of a running call.
    unsafe {
        let connection = ffi::sqlite3_context_db_handle(context);
        ffi::sqlite3_result_int64(context, connection.expose_provenance() as i64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sqlite::connect_for_writing;

    const INSERT: &str = "INSERT INTO people (id, name) VALUES (?, ?)";

    fn people() -> (tempfile::TempDir, SqliteConnection) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut conn = connect_for_writing(&folder.path().join("a.db")).expect("it opens");
        let create = "CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT CHECK (name <> 'Nobody'))";
        diesel::sql_query(create).execute(&mut conn).expect("created");
        (folder, conn)
    }

    fn names(conn: &mut SqliteConnection) -> String {
        let all = diesel::dsl::sql::<diesel::sql_types::Text>(
            "(SELECT group_concat(id || coalesce(name, '-'), ' ') FROM people)",
        );
        diesel::select(all).get_result(conn).expect("read")
    }

    #[test]
    fn values_arrive_as_they_are() {
        let (_folder, mut conn) = people();
        let mut insert = Insert::prepare(&mut conn, INSERT).expect("prepared");
        for (id, name) in [(1, Value::Text("Zoë")), (i64::MAX, Value::Null), (3, Value::Text(""))] {
            insert.run(&[Value::Integer(id), name]).expect("inserted");
        }
        drop(insert);
        assert_eq!(names(&mut conn), format!("1Zoë {}- 3", i64::MAX));
    }

    #[test]
    fn a_row_that_is_skipped_is_not_inserted() {
        let (_folder, mut conn) = people();
        let sql = format!("{INSERT} ON CONFLICT (id) DO NOTHING");
        let mut insert = Insert::prepare(&mut conn, &sql).expect("prepared");
        let mut run = |id| insert.run(&[Value::Integer(id), Value::Bytes(b"Ada")]).expect("run");
        assert_eq!([1, 1, 2, 1].map(&mut run), [true, false, true, false]);
    }

    #[test]
    fn errors_are_those_of_diesel_and_the_next_row_can_follow() {
        let (_folder, mut conn) = people();
        let mut insert = Insert::prepare(&mut conn, INSERT).expect("prepared");
        insert.run(&[Value::Integer(1), Value::Text("Ada")]).expect("inserted");
        let mut kind = |id, name| match insert.run(&[Value::Integer(id), Value::Text(name)]) {
            Err(Error::DatabaseError(kind, _)) => Some(kind),
            _ => None,
        };
        assert!(matches!(kind(1, "Bo"), Some(DatabaseErrorKind::UniqueViolation)));
        assert!(matches!(kind(2, "Nobody"), Some(DatabaseErrorKind::CheckViolation)));
        assert!(kind(2, "Cy").is_none());
        drop(insert);
        assert_eq!(names(&mut conn), "1Ada 2Cy");
        let mut insert = Insert::prepare(&mut conn, INSERT).expect("prepared");
        assert!(insert.run(&[Value::Integer(3)]).is_err() && insert.run(&[Value::Null; 3]).is_err());
        drop(insert);
        let unknown = Insert::prepare(&mut conn, "INSERT INTO robots VALUES (1)");
        assert!(unknown.is_err_and(|error| error.to_string().contains("no such table")));
    }
}
