//! The past values of users.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_sync::{Change, Field};

use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::sync::user_history;
use crate::engine::scope::Scoped;

/// The source of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A caller.
    Edit,
    /// An event that the CRM sent.
    Webhook,
    /// The CRM's record, read for this user.
    Fetch,
    /// The CRM's record, read in a sweep.
    Sweep,
    /// A change of the customer through another path: an import, `PATCH /clients`, `PATCH /api/customers/{id}`.
    Import,
}

impl Cause {
    /// The word for it in the database and in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Webhook => "webhook",
            Self::Fetch => "fetch",
            Self::Sweep => "sweep",
            Self::Import => "import",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [Self::Edit, Self::Webhook, Self::Fetch, Self::Sweep, Self::Import];
        all.into_iter().find(|cause| cause.as_str() == text)
    }
}

/// A past value of a user, and the value that replaced it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastValue {
    /// Increases with time.
    pub id: i64,
    /// Whose it was.
    pub customer_id: CustomerId,
    /// The field, both values, and whether it overwrote a local change.
    pub change: Change,
    /// The source of the change.
    pub cause: Cause,
    /// The sweep that found the difference.
    pub sweep_id: Option<i64>,
    /// When it was replaced.
    pub at: DateTime<Utc>,
}

#[derive(Insertable)]
#[diesel(table_name = user_history, treat_none_as_default_value = false)]
struct NewRow<'a> {
    firm_id: i64,
    customer_id: i64,
    field: &'static str,
    old_value: &'a str,
    new_value: &'a str,
    overridden: bool,
    cause: &'static str,
    sweep_id: Option<i64>,
    changed_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = user_history)]
pub(super) struct HistoryRow {
    id: i64,
    customer_id: i64,
    field: String,
    old_value: String,
    new_value: String,
    overridden: bool,
    cause: String,
    sweep_id: Option<i64>,
    changed_at: NaiveDateTime,
}

/// The subject of a history: one user, or one sweep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryOf {
    /// One user's.
    Customer(CustomerId),
    /// What a sweep found.
    Sweep(i64),
}

/// Filter of a list of past values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryFilter {
    pub of: HistoryOf,
    /// Only values replaced at this time or later: an entry never changes.
    pub updated_since: Option<DateTime<Utc>>,
}

impl From<HistoryOf> for HistoryFilter {
    fn from(of: HistoryOf) -> Self {
        Self { of, updated_since: None }
    }
}

/// Fields that past values can be sorted by.
pub const HISTORY_SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("changed_at", "user_history.changed_at"),
    SortField::time("created_at", "user_history.changed_at"),
    SortField::time("updated_at", "user_history.changed_at"),
];

/// One page of the past values.
///
/// # Errors
/// The database did not answer.
pub fn history(
    scoped: &mut Scoped<'_>,
    filter: &HistoryFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<PastValue>, StorageError> {
    let rows: Vec<HistoryRow> = in_slice!(matching(scoped, filter), "user_history.id", &slice.into())
        .select(HistoryRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(HistoryRow::into_past_value).collect()
}

/// The number of past values.
///
/// # Errors
/// The database did not answer.
pub fn count_history(scoped: &mut Scoped<'_>, filter: &HistoryFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, filter).count().get_result(scoped.conn)?)
}

type Matching<'a> = diesel::dsl::IntoBoxed<'a, user_history::table, crate::engine::connection::MultiBackend>;

fn matching<'a>(scoped: &Scoped<'_>, filter: &HistoryFilter) -> Matching<'a> {
    let mut query =
        user_history::table.of_firm(scoped.firm).into_boxed::<crate::engine::connection::MultiBackend>();
    if let Some(since) = filter.updated_since {
        query = query.filter(user_history::changed_at.ge(since.naive_utc()));
    }
    match filter.of {
        HistoryOf::Customer(id) => query.filter(user_history::customer_id.eq(id.get())),
        HistoryOf::Sweep(id) => query.filter(user_history::sweep_id.eq(id)),
    }
}

impl HistoryRow {
    pub(super) fn into_past_value(self) -> Result<PastValue, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "user_history", column, id };
        let field: Field = self.field.parse().map_err(|_| corrupt("field"))?;
        let change = Change { field, from: self.old_value, to: self.new_value, overridden: self.overridden };
        Ok(PastValue {
            id,
            customer_id: CustomerId::try_from(self.customer_id).map_err(|_| corrupt("customer_id"))?,
            change,
            cause: Cause::parse(&self.cause).ok_or_else(|| corrupt("cause"))?,
            sweep_id: self.sweep_id,
            at: self.changed_at.and_utc(),
        })
    }
}

/// Stores the replaced values.
pub(crate) fn keep(
    scoped: &mut Scoped<'_>,
    customer_id: CustomerId,
    changes: &[Change],
    cause: Cause,
    sweep_id: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    for change in changes {
        let row = NewRow {
            firm_id: scoped.firm_id(),
            customer_id: customer_id.get(),
            field: change.field.as_str(),
            old_value: &change.from,
            new_value: &change.to,
            overridden: change.overridden,
            cause: cause.as_str(),
            sweep_id,
            changed_at: now.naive_utc(),
        };
        diesel::insert_into(user_history::table).values(row).execute(scoped.conn)?;
    }
    Ok(())
}
