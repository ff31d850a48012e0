//! Lists of requests: each page is read from one index, at any depth.

#[cfg(feature = "postgres")]
use diesel::dsl::sql;
use diesel::prelude::*;
#[cfg(feature = "postgres")]
use diesel::sql_types::{BigInt, Bool};
use frontdesk_core::FirmId;

use super::found::search_of;
use super::row::RequestRow;
use super::{Request, RequestFilter};
use crate::engine::connection::{AnyConnection, MultiBackend};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::requests;
use crate::engine::scope::{Page, Scoped};
use crate::engine::total::Total;
use crate::search::{self, Search};

/// Fields that lists of requests can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "requests.created_at"),
    SortField::time("updated_at", "requests.updated_at"),
    SortField::text("status", "requests.status"),
    SortField::number("created_by", "requests.customer_id"),
    SortField::number("processed_by", "COALESCE(requests.processed_by, -1)"),
];

/// One page of the firm's requests. By id each page is read from an index; by another field the firm's requests are
/// sorted.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &RequestFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Request>, StorageError> {
    let slice = slice.into();
    if let Some(search) = search_of(filter.q.as_deref()) {
        return found(scoped, filter, &search, &slice);
    }
    let Some(page) = slice.by_id() else {
        return sorted(scoped, filter, &slice);
    };
    let mut rows = part(scoped, filter, false, page)?;
    if filter.show_archived {
        // Every index separates archived requests: merging two sorted parts is cheaper than sorting.
        rows.extend(part(scoped, filter, true, page)?);
        rows.sort_unstable_by_key(|row| row.id);
        rows.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    }
    rows.into_iter().map(RequestRow::into_request).collect()
}

fn found(
    scoped: &mut Scoped<'_>,
    filter: &RequestFilter,
    search: &Search,
    slice: &Slice,
) -> Result<Vec<Request>, StorageError> {
    if slice.order.is_relevance() {
        return search::page(scoped, search, slice, |scoped, ids| {
            load(scoped, all(scoped.firm, filter).filter(requests::id.eq_any(ids.to_vec())))
        });
    }
    let query = search::narrowed!(scoped, search, all(scoped.firm, filter), requests::id);
    load(scoped, in_slice!(query, "requests.id", slice))
}

fn load(
    scoped: &mut Scoped<'_>,
    query: requests::BoxedQuery<'_, MultiBackend>,
) -> Result<Vec<Request>, StorageError> {
    let rows: Vec<RequestRow> = query.select(RequestRow::as_select()).load(scoped.conn)?;
    rows.into_iter().map(RequestRow::into_request).collect()
}

/// The rows of a list, including archived ones.
fn all(firm: FirmId, filter: &RequestFilter) -> requests::BoxedQuery<'static, MultiBackend> {
    let mut query = requests::table.of_firm(firm).into_boxed::<MultiBackend>();
    if !filter.show_archived {
        query = query.filter(requests::archived.eq(false));
    }
    narrowed(query, filter)
}

fn sorted(
    scoped: &mut Scoped<'_>,
    filter: &RequestFilter,
    slice: &Slice,
) -> Result<Vec<Request>, StorageError> {
    load(scoped, in_slice!(all(scoped.firm, filter), "requests.id", slice))
}

fn part(
    scoped: &mut Scoped<'_>,
    filter: &RequestFilter,
    archived: bool,
    page: Page,
) -> Result<Vec<RequestRow>, StorageError> {
    let after = page.after.unwrap_or(0);
    let by_id = |firm| matching(firm, filter, archived).filter(requests::id.gt(after)).order(requests::id);
    let piece = match &scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => by_id(scoped.firm),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => in_order_of_index(scoped.firm, filter, archived, after),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => by_id(scoped.firm),
    };
    Ok(piece.limit(page.limit).select(RequestRow::as_select()).load(scoped.conn)?)
}

/// PostgreSQL prefers to walk the ids in order until a page is filled, which never ends where old requests are done and
/// new ones pending. So the query orders by all columns of the intended index, which the primary key alone cannot
/// provide. Equality conditions on those columns would reduce the order to the ids again; a row comparison does not.
#[cfg(feature = "postgres")]
fn in_order_of_index(
    firm: FirmId,
    filter: &RequestFilter,
    archived: bool,
    after: i64,
) -> requests::BoxedQuery<'static, MultiBackend> {
    let mut rest = filter.clone();
    // Only numbers and constants.
    let (columns, values) = if let Some(customer) = rest.created_by.take() {
        ("customer_id, firm_id, archived", format!("{customer}, {firm}, {archived}"))
    } else if let Some(operator) = rest.processed_by.take() {
        ("processed_by, firm_id, archived", format!("{operator}, {firm}, {archived}"))
    } else if let [status] = *filter.status {
        rest.status.clear();
        ("status, firm_id, archived", format!("'{status}', {firm}, {archived}"))
    } else {
        ("archived, firm_id", format!("{archived}, {firm}"))
    };
    let begin = sql::<Bool>(&format!("({columns}, id) > ({values}, {after})"));
    let end = sql::<Bool>(&format!("({columns}) <= ({values})"));
    let query = requests::table.across_firms().into_boxed::<MultiBackend>().filter(begin).filter(end);
    narrowed(query, &rest).order(sql::<BigInt>(&format!("{columns}, id")))
}

/// The number of requests that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &RequestFilter) -> Result<Total, StorageError> {
    if let Some(search) = search_of(filter.q.as_deref()) {
        return search::count(scoped, &search, |scoped, ids| {
            let query = all(scoped.firm, filter).filter(requests::id.eq_any(ids.to_vec()));
            Ok(query.count().get_result(scoped.conn)?)
        });
    }
    let live: i64 = matching(scoped.firm, filter, false).count().get_result(scoped.conn)?;
    let archived = match filter.show_archived {
        true => matching(scoped.firm, filter, true).count().get_result(scoped.conn)?,
        false => 0,
    };
    Ok(Total::Exactly(live + archived))
}

fn matching(
    firm: FirmId,
    filter: &RequestFilter,
    archived: bool,
) -> requests::BoxedQuery<'static, MultiBackend> {
    let query =
        requests::table.of_firm(firm).into_boxed::<MultiBackend>().filter(requests::archived.eq(archived));
    narrowed(query, filter)
}

fn narrowed(
    mut query: requests::BoxedQuery<'static, MultiBackend>,
    filter: &RequestFilter,
) -> requests::BoxedQuery<'static, MultiBackend> {
    if let Some(customer) = filter.created_by {
        query = query.filter(requests::customer_id.eq(customer.get()));
    }
    // A single status is compared with `=`, for the index that begins with it.
    match *filter.status {
        [] => {}
        [status] => query = query.filter(requests::status.eq(status.as_str())),
        _ => {
            let statuses = filter.status.iter().map(|status| status.as_str());
            query = query.filter(requests::status.eq_any(statuses.collect::<Vec<_>>()));
        }
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(requests::updated_at.ge(since.naive_utc()));
    }
    if let Some(operator) = filter.processed_by {
        query = query.filter(requests::processed_by.eq(operator.get()));
    }
    query
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use diesel::sql_types::Text;
    use frontdesk_requests::Status;
    use frontdesk_testkit::Backend;

    use super::*;
    use crate::engine::recorded_statements::{empty, recorded};

    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = Text)]
        detail: String,
    }

    /// SQLite's plans for the queries of a list.
    fn plans(scoped: &mut Scoped<'_>, filter: &RequestFilter) -> Result<Vec<String>, StorageError> {
        let page = Page { after: Some(900_000), limit: 50 };
        let (_, statements) = recorded(scoped, |scoped| list(scoped, filter, page))?;
        let mut plans = Vec::new();
        for statement in statements {
            let steps: Vec<Step> =
                diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(scoped.conn)?;
            plans.extend(steps.into_iter().map(|step| step.detail));
        }
        Ok(plans)
    }

    #[test]
    fn every_list_is_read_from_one_index_without_sorting() {
        let (_test, database, access) = empty(Backend::Sqlite);
        let pending = RequestFilter { status: vec![Status::Pending], ..RequestFilter::default() };
        let of_operator = RequestFilter { processed_by: 1.try_into().ok(), ..RequestFilter::default() };
        let of_customer = RequestFilter { created_by: 1.try_into().ok(), ..RequestFilter::default() };
        for (filter, index) in [
            (RequestFilter::default(), "requests_archived_idx (archived=? AND firm_id=? AND id>?)"),
            (pending, "requests_status_idx (status=? AND firm_id=? AND archived=? AND id>?)"),
            (of_operator, "requests_operator_idx (processed_by=? AND firm_id=? AND archived=? AND id>?)"),
            (of_customer, "requests_customer_idx (customer_id=? AND firm_id=? AND archived=? AND id>?)"),
        ] {
            for show_archived in [false, true] {
                let filter = RequestFilter { show_archived, ..filter.clone() };
                let plans =
                    database.read_blocking(access, move |scoped| plans(scoped, &filter)).expect("plans");
                let expected = format!("SEARCH requests USING INDEX {index}");
                assert_eq!(plans, vec![expected; 1 + usize::from(show_archived)]);
            }
        }
    }
}
