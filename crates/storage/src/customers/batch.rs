//! Inserts into the customer tables, by the fastest way of each database.

use std::collections::{HashSet, VecDeque};

use diesel::prelude::*;

#[cfg(feature = "postgres")]
use super::arrays;
#[cfg(feature = "sqlite")]
use super::on_sqlite;
use super::rows::{AccountRow, NewCustomerRow, PhoneRow, SecretRow};
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, customer_phones, customer_secrets, customers};
use crate::search::PendingTerms;

/// Below this many rows a statement that Diesel has prepared before is faster.
#[cfg(feature = "sqlite")]
const WORTH_PREPARING: usize = 16;
/// Below this many rows COPY and arrays cost more than they save.
#[cfg(feature = "postgres")]
const WORTH_A_COPY: usize = 16;
/// MySQL accepts 65,535 parameters per statement; this keeps the widest table far below.
#[cfg(feature = "mysql")]
const ROWS_A_STATEMENT: usize = 500;

/// SQLite: one prepared statement, run for each row. PostgreSQL: COPY for many rows, or `$arrays`, which inserts them as
/// arrays, where COPY is not allowed. MySQL: multi-row statements.
macro_rules! insert_all {
    ($conn:expr, $copies:expr, $table:expr, $rows:expr, $arrays:path) => {
        match &mut *$conn {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(conn) => {
                for row in &$rows {
                    diesel::insert_into($table).values(row).execute(conn)?;
                }
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(conn) if $rows.len() >= WORTH_A_COPY && $copies => {
                diesel::copy_from($table).from_insertable(&$rows).execute(conn)?;
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(conn) if $rows.len() >= WORTH_A_COPY => $arrays(conn, &$rows)?,
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(conn) if !$rows.is_empty() => {
                diesel::insert_into($table).values(&$rows).execute(conn)?;
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => {}
            #[cfg(feature = "mysql")]
            AnyConnection::Mysql(conn) => {
                for rows in $rows.chunks(ROWS_A_STATEMENT) {
                    diesel::insert_into($table).values(rows).execute(conn)?;
                }
            }
        }
    };
}
/// The most ids that are set aside at a time.
const MOST_SET_ASIDE: usize = 4_000;

/// Ids for customers that are about to be inserted.
pub(super) struct CustomerIds {
    expected: usize,
    set_aside: VecDeque<i64>,
    last: i64,
    /// Ids that the rows specify themselves; ids set aside may be among them.
    brought: HashSet<i64>,
}

#[cfg(feature = "sqlite")]
diesel::table! {
    sqlite_sequence (name) {
        name -> Text,
        seq -> BigInt,
    }
}

impl CustomerIds {
    pub(super) fn new(expected: usize) -> Self {
        Self { expected, set_aside: VecDeque::new(), last: 0, brought: HashSet::new() }
    }

    /// Reserves an id that a row specifies, so that no other row gets it.
    pub(super) fn bring(&mut self, id: i64) {
        self.brought.insert(id);
    }

    /// The next id. `None` where only the insert determines it: of a single customer on MySQL.
    pub(super) fn next(&mut self, conn: &mut AnyConnection) -> Result<Option<i64>, StorageError> {
        self.expected = self.expected.saturating_sub(1);
        loop {
            if self.set_aside.is_empty() {
                self.set_aside = set_aside(conn, self.last, (self.expected + 1).min(MOST_SET_ASIDE))?;
            }
            let Some(next) = self.set_aside.pop_front() else { return Ok(None) };
            self.last = next;
            if !self.brought.contains(&next) {
                return Ok(Some(next));
            }
        }
    }
}

/// `last` is the greatest id that was set aside before and may not be inserted yet.
fn set_aside(conn: &mut AnyConnection, last: i64, count: usize) -> Result<VecDeque<i64>, StorageError> {
    match conn {
        // SQLite has one writer, so no other transaction can take these ids before they are inserted.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            let stored = sqlite_sequence::table
                .filter(sqlite_sequence::name.eq("customers"))
                .select(sqlite_sequence::seq)
                .get_result::<i64>(conn)
                .optional()?
                .unwrap_or(0);
            Ok((stored.max(last) + 1..).take(count).collect())
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            #[derive(QueryableByName)]
            struct Next {
                #[diesel(sql_type = diesel::sql_types::BigInt)]
                id: i64,
            }
            let query = diesel::sql_query(
                "SELECT nextval(pg_get_serial_sequence('customers', 'id')) AS id FROM generate_series(1, $1)",
            );
            let rows: Vec<Next> =
                query.bind::<diesel::sql_types::Integer, _>(i32::try_from(count).unwrap_or(1)).load(conn)?;
            Ok(rows.into_iter().map(|row| row.id).collect())
        }
        // A single customer takes its id from its insert.
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) if count == 1 => Ok(VecDeque::new()),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => super::block_of_ids::set_aside(conn, count),
    }
}

/// Inserts one customer and returns its id.
pub(super) fn insert_and_get_id(conn: &mut AnyConnection, row: &NewCustomerRow) -> Result<i64, StorageError> {
    diesel::insert_into(customers::table).values(row).execute(conn)?;
    match conn {
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => Ok(crate::engine::connection::last_insert_id(conn)?),
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(row.id),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => Ok(row.id),
    }
}

/// Rows to be written together; parents first.
pub(super) struct Batch {
    pub(super) customers: Vec<NewCustomerRow>,
    pub(super) phones: Vec<PhoneRow>,
    pub(super) accounts: Vec<AccountRow>,
    pub(super) secrets: Vec<SecretRow>,
    pub(super) terms: PendingTerms,
    /// Whether some customers specify their own ids; PostgreSQL's sequence then has to be advanced.
    pub(super) brings_ids: bool,
}

impl Batch {
    pub(super) fn new(firm_id: i64) -> Self {
        Self {
            customers: Vec::new(),
            phones: Vec::new(),
            accounts: Vec::new(),
            secrets: Vec::new(),
            terms: PendingTerms::new(firm_id),
            brings_ids: false,
        }
    }

    pub(super) fn write(mut self, conn: &mut AnyConnection) -> Result<(), StorageError> {
        // In the order of the index, which the numbers are scattered over: adjacent rows then touch the same pages.
        self.phones.sort_unstable_by(|one, other| one.e164.cmp(&other.e164));
        #[cfg(feature = "postgres")]
        let copies = self.customers.len() + self.phones.len() >= WORTH_A_COPY && may_copy(conn)?;
        match &mut *conn {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(conn) if self.customers.len() >= WORTH_PREPARING => {
                on_sqlite::customers(conn, &self.customers)?;
                on_sqlite::phones(conn, &self.phones)?;
            }
            _ => {
                insert_all!(conn, copies, customers::table, self.customers, arrays::customers);
                insert_all!(conn, copies, customer_phones::table, self.phones, arrays::phones);
            }
        }
        insert_all!(conn, copies, customer_accounts::table, self.accounts, arrays::accounts);
        insert_all!(conn, copies, customer_secrets::table, self.secrets, arrays::secrets);
        self.terms.write(conn)?;
        if self.brings_ids { tell_sequence(conn) } else { Ok(()) }
    }
}

/// PostgreSQL does not accept COPY into a table with row-level security that applies to the current role.
#[cfg(feature = "postgres")]
fn may_copy(conn: &mut AnyConnection) -> Result<bool, StorageError> {
    let AnyConnection::Postgres(conn) = conn else { return Ok(false) };
    let is_active = diesel::dsl::sql::<diesel::sql_types::Bool>("row_security_active('customers')");
    Ok(!diesel::select(is_active).get_result::<bool>(conn)?)
}

fn tell_sequence(conn: &mut AnyConnection) -> Result<(), StorageError> {
    match conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            diesel::sql_query(
                "SELECT setval(pg_get_serial_sequence('customers', 'id'),
                        GREATEST((SELECT max(id) FROM customers), nextval(pg_get_serial_sequence('customers', 'id'))))",
            )
            .execute(conn)?;
            Ok(())
        }
        // SQLite and MySQL follow the greatest id by themselves.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => Ok(()),
    }
}
