//! Reading customers: one, or a list.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, FirmId, Phone, PhoneCheck};
use frontdesk_import::known::Account;
use uuid::Uuid;

use super::counts::count_all;
use super::rows::AccountRow;
use super::search::{addresses, area_key, folded, search_of};
use crate::engine::connection::{MultiBackend, each};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::{customer_accounts, customer_phones, customers};
use crate::engine::scope::Scoped;
use crate::engine::total::{Total, up_to_most};
use crate::firms;
use crate::search::{self, Kind, Placed, Search};

/// A customer with its account data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    pub id: CustomerId,
    /// The public id.
    pub uuid: Uuid,
    /// First name; for a company imported as a client, its name.
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The primary phone number in E.164.
    pub phone: Option<String>,
    pub occupation: Option<String>,
    /// The firm's own category of customer.
    pub customer_type: Option<String>,
    /// Account data.
    pub account: Account,
    /// Incremented with each change of the record.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Its position in a list in search order.
    pub place: Option<String>,
}

impl Placed for Customer {
    fn record_id(&self) -> i64 {
        self.id.get()
    }

    fn put(&mut self, place: String) {
        self.place = Some(place);
    }
}

/// Filter of a list of customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    /// This area, ignoring case and white space.
    pub area: Option<String>,
    /// This type, case-insensitive.
    pub customer_type: Option<String>,
    /// This first name, case-insensitive.
    pub first_name: Option<String>,
    /// This last name, case-insensitive.
    pub last_name: Option<String>,
    /// This phone number, primary or not, in any notation.
    pub phone: Option<String>,
    /// Search: each word is the start of a word of the customer.
    pub q: Option<String>,
    /// This e-mail address, case-insensitive.
    pub email: Option<String>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// Whether to include deleted customers.
    pub show_deleted: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = customers)]
struct CustomerColumns {
    id: i64,
    uuid: Vec<u8>,
    first_name: Option<String>,
    last_name: Option<String>,
    company_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    occupation: Option<String>,
    customer_type: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

type CustomerRecord = (CustomerColumns, Option<AccountRow>);

/// The live customer with this id.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<Option<Customer>, StorageError> {
    let record: Option<CustomerRecord> = each!(scoped.conn, conn => customers::table
        .living(scoped.firm)
        .left_join(customer_accounts::table)
        .filter(customers::id.eq(id.get()))
        .select((CustomerColumns::as_select(), Option::<AccountRow>::as_select()))
        .get_result(conn)
        .optional()?);
    record.map(into_customer).transpose()
}

/// Whether there is a live customer with this id.
///
/// # Errors
/// The database did not answer.
pub fn exists(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<bool, StorageError> {
    Ok(version_of(scoped, id)?.is_some())
}

/// The version of a live customer's record.
pub(super) fn version_of(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<Option<i64>, StorageError> {
    Ok(each!(scoped.conn, conn => customers::table
        .living(scoped.firm)
        .filter(customers::id.eq(id.get()))
        .select(customers::version)
        .get_result(conn)
        .optional()?))
}

/// Fields that lists of customers can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "customers.created_at"),
    SortField::time("updated_at", "customers.updated_at"),
    SortField::text("first_name", "COALESCE(customers.first_name, '')"),
    SortField::text("last_name", "COALESCE(customers.last_name, '')"),
    SortField::text("company_name", "COALESCE(customers.company_name, '')"),
    SortField::text("email", "COALESCE(customers.email, '')"),
    SortField::text("phone", "COALESCE(customers.phone, '')"),
    SortField::text("customer_type", "COALESCE(customers.customer_type, '')"),
    SortField::text("area", "COALESCE(customer_accounts.area, '')"),
];

/// One page of the firm's customers.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &CustomerFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Customer>, StorageError> {
    let slice = slice.into();
    let Some(query) = matching(scoped, filter)? else {
        return Ok(Vec::new());
    };
    match search(scoped, filter)? {
        None => load(scoped, in_slice!(query, "customers.id", &slice)),
        Some(search) if slice.order.is_relevance() => {
            search::page(scoped, &search, &slice, |scoped, ids| match matching(scoped, filter)? {
                Some(query) => load(scoped, query.filter(customers::id.eq_any(ids.to_vec()))),
                None => Ok(Vec::new()),
            })
        }
        Some(search) => {
            let query = search::narrowed!(scoped, &search, query, customers::id);
            load(scoped, in_slice!(query, "customers.id", &slice))
        }
    }
}

fn load(scoped: &mut Scoped<'_>, query: Customers<'_>) -> Result<Vec<Customer>, StorageError> {
    let records: Vec<CustomerRecord> =
        query.select((CustomerColumns::as_select(), Option::<AccountRow>::as_select())).load(scoped.conn)?;
    records.into_iter().map(into_customer).collect()
}

fn search(scoped: &mut Scoped<'_>, filter: &CustomerFilter) -> Result<Option<Search>, StorageError> {
    let kinds: &[Kind] =
        if filter.show_deleted { &[Kind::Customer, Kind::DeletedCustomer] } else { &[Kind::Customer] };
    search_of(scoped, filter.q.as_deref(), kinds)
}

/// The number of customers that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &CustomerFilter) -> Result<Total, StorageError> {
    let Some(query) = matching(scoped, filter)? else { return Ok(Total::Exactly(0)) };
    match search(scoped, filter)? {
        None if *filter == CustomerFilter::default() => Ok(count_all(scoped)?.into()),
        None => Ok(up_to_most!(scoped.conn, query, customers::id)),
        Some(search) => search::count(scoped, &search, |scoped, ids| match matching(scoped, filter)? {
            Some(query) => {
                Ok(query.filter(customers::id.eq_any(ids.to_vec())).count().get_result(scoped.conn)?)
            }
            None => Ok(0),
        }),
    }
}

type Customers<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::LeftJoin<customers::table, customer_accounts::table>,
    MultiBackend,
>;

/// `None` when no customer can match, as the phone of the filter is not a number.
fn matching<'a>(
    scoped: &mut Scoped<'_>,
    filter: &'a CustomerFilter,
) -> Result<Option<Customers<'a>>, StorageError> {
    let mut query = with_contents(scoped.firm, filter);
    if let Some(since) = filter.updated_since {
        query = match changed_since(scoped, since)? {
            Some(ids) => query.filter(customers::id.eq_any(ids)),
            None => query.filter(customers::updated_at.ge(since.naive_utc())),
        };
    }
    if let Some(text) = filter.phone.as_deref() {
        let region = firms::settings(scoped)?.default_region;
        let Ok(phone) = Phone::parse(text, region, PhoneCheck::Possible) else {
            return Ok(None);
        };
        let holders = customer_phones::table
            .of_firm(scoped.firm)
            .filter(customer_phones::e164.eq(phone.to_string()))
            .select(customer_phones::customer_id);
        query = query.filter(customers::id.eq_any(holders));
    }
    Ok(Some(query))
}

/// Up to this many changed records are looked up by id. With more of them, each page finds some wherever it begins.
const FEW_CHANGED: i64 = 5_000;

/// The ids of the customers that changed at this time or later, deleted or not, if there are few.
pub(crate) fn changed_since(
    scoped: &mut Scoped<'_>,
    since: DateTime<Utc>,
) -> Result<Option<Vec<i64>>, StorageError> {
    let since = since.naive_utc();
    let ids: Vec<i64> = each!(scoped.conn, conn => customers::table
        .of_firm(scoped.firm)
        .filter(customers::updated_at.ge(since))
        .order((customers::updated_at, customers::id))
        .limit(FEW_CHANGED + 1)
        .select(customers::id)
        .load(conn)?);
    Ok(if i64::try_from(ids.len()).is_ok_and(|found| found <= FEW_CHANGED) { Some(ids) } else { None })
}

fn with_contents(firm: FirmId, filter: &CustomerFilter) -> Customers<'_> {
    let mut query =
        customers::table.of_firm(firm).left_join(customer_accounts::table).into_boxed::<MultiBackend>();
    if !filter.show_deleted {
        query = query.filter(customers::tombstone.eq(0));
    }
    if let Some(area) = &filter.area {
        query = query.filter(customer_accounts::area_key.eq(area_key(area).unwrap_or_default()));
    }
    if let Some(customer_type) = &filter.customer_type {
        query = query.filter(customers::customer_type_folded.eq(folded(customer_type).unwrap_or_default()));
    }
    if let Some(first_name) = &filter.first_name {
        query = query.filter(customers::first_name_folded.eq(folded(first_name).unwrap_or_default()));
    }
    if let Some(last_name) = &filter.last_name {
        query = query.filter(customers::last_name_folded.eq(folded(last_name).unwrap_or_default()));
    }
    if let Some(email) = filter.email.as_deref() {
        query = query.filter(customers::email_folded.eq_any(addresses(email)));
    }
    query
}

fn into_customer((row, account): CustomerRecord) -> Result<Customer, StorageError> {
    let id = row.id;
    let corrupt = |column| StorageError::Corrupt { table: "customers", column, id };
    Ok(Customer {
        id: CustomerId::try_from(id).map_err(|_| corrupt("id"))?,
        uuid: Uuid::from_slice(&row.uuid).map_err(|_| corrupt("uuid"))?,
        first_name: row.first_name,
        last_name: row.last_name,
        company_name: row.company_name,
        email: row.email,
        phone: row.phone,
        occupation: row.occupation,
        customer_type: row.customer_type,
        account: account.map(AccountRow::into_account).unwrap_or_default(),
        version: row.version,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        place: None,
    })
}
