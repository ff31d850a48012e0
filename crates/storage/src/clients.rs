//! Customers seen as a firm's clients.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, FirmId, Ssn};
use frontdesk_import::client::{ClientRow, Refusal, Warning, prepare};
use frontdesk_import::tally::Outcome;

use crate::customers::{Applied, Change, addresses, apply, changed_since, count_all, search_of, ssn_place};
pub use crate::customers::{DeleteOutcome, delete};
use crate::engine::audit::Action;
use crate::engine::connection::{MultiBackend, each};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, SortKind, in_slice};
use crate::engine::schema::{customer_secrets, customers};
use crate::engine::scope::Scoped;
use crate::engine::secret::Sealed;
use crate::engine::total::{Total, up_to_most};
use crate::firms;
use crate::search::{self, Kind, Placed};

/// A client as the API shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The customer's id.
    pub id: CustomerId,
    pub firm_id: FirmId,
    /// First name; for a company, its name.
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub birth_date: Option<NaiveDate>,
    /// E-mail address.
    pub email: Option<String>,
    /// The primary phone number in E.164.
    pub cell_phone: Option<String>,
    /// The id in the external system.
    pub integration_id: Option<String>,
    /// The SSN, masked except for its last four digits.
    pub ssn: Option<String>,
    /// Incremented with each change of the record.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Its position in a list in search order.
    pub place: Option<String>,
}

impl Placed for Client {
    fn record_id(&self) -> i64 {
        self.id.get()
    }

    fn put(&mut self, place: String) {
        self.place = Some(place);
    }
}

/// Filter of a list of clients.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientFilter {
    /// Search: each word is the start of a word of the client.
    pub q: Option<String>,
    /// This e-mail address, case-insensitive.
    pub email: Option<String>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// A client to create or update.
#[derive(Debug, Clone)]
pub struct ClientUpsert {
    /// The validated client.
    pub row: ClientRow,
    /// Whether a client without a match becomes a new customer.
    pub create_new_client: bool,
    /// Whether to validate only, without writing.
    pub validation: bool,
    pub now: DateTime<Utc>,
}

/// What became of a client that came in.
#[expect(clippy::large_enum_variant, reason = "there is one for each request, and it is taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpsertOutcome {
    /// Accepted, or would have been if this was only a validation.
    Taken {
        /// Created, updated or unchanged.
        outcome: Outcome,
        /// The client as stored now. `None` when only validation was requested and the client would be created.
        client: Option<Client>,
        /// Warnings for the caller.
        warnings: Vec<Warning>,
    },
    /// Rejected; nothing was written.
    Refused(Refusal),
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = customers)]
struct ClientColumns {
    id: i64,
    firm_id: i64,
    first_name: Option<String>,
    last_name: Option<String>,
    birth_date: Option<NaiveDate>,
    email: Option<String>,
    phone: Option<String>,
    integration_id: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

type ClientRecord = (ClientColumns, Option<Vec<u8>>, Option<String>);

/// The client with this id.
///
/// # Errors
/// The database did not answer, or a sealed value cannot be opened.
pub fn find(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<Option<Client>, StorageError> {
    let record: Option<ClientRecord> = each!(scoped.conn, conn => customers::table
        .living(scoped.firm)
        .left_join(customer_secrets::table)
        .filter(customers::id.eq(id.get()))
        .select((
            ClientColumns::as_select(),
            customer_secrets::ssn_sealed.nullable(),
            customer_secrets::ssn_key_id.nullable(),
        ))
        .get_result(conn)
        .optional()?);
    record.map(|record| into_client(scoped, record)).transpose()
}

/// Fields that lists of clients can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "customers.created_at"),
    SortField::time("updated_at", "customers.updated_at"),
    SortField::text("first_name", "COALESCE(customers.first_name, '')"),
    SortField::text("last_name", "COALESCE(customers.last_name, '')"),
    SortField::text("email", "COALESCE(customers.email, '')"),
    SortField::text("cell_phone", "COALESCE(customers.phone, '')"),
    SortField::text("integration_id", "COALESCE(customers.integration_id, '')"),
    SortField::new("birth_date", SortKind::Day, "COALESCE(customers.birth_date, '0001-01-01')"),
];

/// One page of the firm's clients, persons and companies.
///
/// # Errors
/// The database did not answer, or a sealed value cannot be opened.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &ClientFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Client>, StorageError> {
    let slice = slice.into();
    let query = matching(scoped, filter)?;
    match search_of(scoped, filter.q.as_deref(), KINDS)? {
        None => load(scoped, in_slice!(query, "customers.id", &slice)),
        Some(search) if slice.order.is_relevance() => search::page(scoped, &search, &slice, |scoped, ids| {
            let query = matching(scoped, filter)?.filter(customers::id.eq_any(ids.to_vec()));
            load(scoped, query)
        }),
        Some(search) => {
            let query = search::narrowed!(scoped, &search, query, customers::id);
            load(scoped, in_slice!(query, "customers.id", &slice))
        }
    }
}

const KINDS: &[Kind] = &[Kind::Customer];

fn load(scoped: &mut Scoped<'_>, query: Clients<'_>) -> Result<Vec<Client>, StorageError> {
    let query = query.select((
        ClientColumns::as_select(),
        customer_secrets::ssn_sealed.nullable(),
        customer_secrets::ssn_key_id.nullable(),
    ));
    let records: Vec<ClientRecord> = query.load(scoped.conn)?;
    records.into_iter().map(|record| into_client(scoped, record)).collect()
}

/// The number of clients that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &ClientFilter) -> Result<Total, StorageError> {
    match search_of(scoped, filter.q.as_deref(), KINDS)? {
        None if *filter == ClientFilter::default() => Ok(count_all(scoped)?.into()),
        None => Ok(up_to_most!(scoped.conn, matching(scoped, filter)?, customers::id)),
        Some(search) => search::count(scoped, &search, |scoped, ids| {
            let query = matching(scoped, filter)?.filter(customers::id.eq_any(ids.to_vec()));
            Ok(query.count().get_result(scoped.conn)?)
        }),
    }
}

/// Creates or updates a client: loads the candidates, applies the rules and writes, all in the transaction of `scoped`.
///
/// # Errors
/// The database did not answer, or another transaction changed the record concurrently.
pub fn upsert(scoped: &mut Scoped<'_>, upsert: &ClientUpsert) -> Result<UpsertOutcome, StorageError> {
    let settings = firms::settings(scoped)?;
    let row = Box::new(prepare(upsert.row.clone(), &settings));
    let change = Change::Client { row, create_new: upsert.create_new_client };
    let applied = apply(scoped, &settings, &[&change], upsert.now, !upsert.validation)?;
    let (applied, warnings) = applied.into_iter().next().ok_or(StorageError::Conflict)?;
    Ok(match applied {
        Applied::Refused(refusal) => UpsertOutcome::Refused(refusal),
        Applied::WouldCreate => UpsertOutcome::Taken { outcome: Outcome::Created, client: None, warnings },
        Applied::Taken { outcome, id } => {
            note(scoped, outcome, id, upsert);
            UpsertOutcome::Taken { outcome, client: find(scoped, id)?, warnings }
        }
    })
}

fn note(scoped: &mut Scoped<'_>, outcome: Outcome, id: CustomerId, upsert: &ClientUpsert) {
    let action = match outcome {
        Outcome::Created => Action::Created,
        Outcome::Updated => Action::Updated,
        Outcome::Unchanged | Outcome::Rejected => return,
    };
    if !upsert.validation {
        scoped.note(action, "customer", id, upsert.now);
    }
}

type Clients<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::LeftJoin<customers::table, customer_secrets::table>,
    MultiBackend,
>;

fn matching<'a>(scoped: &mut Scoped<'_>, filter: &ClientFilter) -> Result<Clients<'a>, StorageError> {
    let mut query =
        customers::table.living(scoped.firm).left_join(customer_secrets::table).into_boxed::<MultiBackend>();
    if let Some(email) = filter.email.as_deref() {
        query = query.filter(customers::email_folded.eq_any(addresses(email)));
    }
    if let Some(since) = filter.updated_since {
        query = match changed_since(scoped, since)? {
            Some(ids) => query.filter(customers::id.eq_any(ids)),
            None => query.filter(customers::updated_at.ge(since.naive_utc())),
        };
    }
    Ok(query)
}

fn into_client(scoped: &Scoped<'_>, (row, sealed, key_id): ClientRecord) -> Result<Client, StorageError> {
    let id = row.id;
    let corrupt = |table, column| StorageError::Corrupt { table, column, id };
    let ssn = match (sealed, key_id) {
        (Some(bytes), Some(key_id)) => {
            let digits = scoped.secrets.open(ssn_place(row.firm_id, id), &Sealed { bytes, key_id })?;
            let text = String::from_utf8(digits).map_err(|_| corrupt("customer_secrets", "ssn_sealed"))?;
            let ssn = Ssn::parse(&text).map_err(|_| corrupt("customer_secrets", "ssn_sealed"))?;
            Some(ssn.masked())
        }
        _ => None,
    };
    Ok(Client {
        id: CustomerId::try_from(id).map_err(|_| corrupt("customers", "id"))?,
        firm_id: FirmId::try_from(row.firm_id).map_err(|_| corrupt("customers", "firm_id"))?,
        first_name: row.first_name,
        last_name: row.last_name,
        birth_date: row.birth_date,
        email: row.email,
        cell_phone: row.phone,
        integration_id: row.integration_id,
        ssn,
        version: row.version,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        place: None,
    })
}
