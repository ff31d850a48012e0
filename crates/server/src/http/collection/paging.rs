//! Paging parameters and the links between pages.

use std::fmt::Write;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::str::FromStr;

use actix_web::http::header::HeaderValue;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults};
use frontdesk_storage::{Order, Position, SortField};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::cursor::{Cursor, Earlier};
use super::place::Place;
use crate::http::extract::{QueryParameters, Text, Time, names_of, param, read_query};
use crate::http::links::Links;
use crate::http::problem::Problem;
use crate::http::resource::Resource;

/// Maximum page size; a request without a limit is streamed.
const MOST_ROWS: u16 = 1_000;

/// The requested part of a list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Page size. Without it, all rows are streamed.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 1000, example = 100)]
    limit: Option<Limit>,
    /// Start of the page, from the `next` link of the page before.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 2048)]
    cursor: Option<Cursor>,
    /// The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
    /// ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
    /// the best match comes first.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>)]
    sort: Option<String>,
    /// `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<bool>, example = true)]
    count: Option<Flag>,
    /// The parsed `sort`.
    #[serde(skip, default = "by_id")]
    #[param(ignore)]
    pub(super) order: Order,
}

fn by_id() -> Order {
    Order::BY_ID
}

impl Default for Paging {
    fn default() -> Self {
        Self { limit: None, cursor: None, sort: None, count: None, order: Order::BY_ID }
    }
}

impl Paging {
    /// The requested number of rows; `None` for all.
    pub(super) fn rows(&self) -> Option<i64> {
        self.limit.map(|Limit(rows)| i64::from(rows))
    }

    pub(super) fn after(&self, order: Order) -> Option<Position> {
        self.cursor.as_ref()?.after(self.named(order), order)
    }

    /// The sort order, by one of `fields`.
    fn order(&self, fields: &[SortField], is_search: bool) -> Result<Order, Fault> {
        let order = match self.sort.as_deref() {
            None if is_search => Order::BY_RELEVANCE,
            None => Order::BY_ID,
            Some(sort) => {
                let name = sort.strip_prefix('-').unwrap_or(sort);
                let Some(field) = fields.iter().find(|field| field.name == name) else {
                    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                    let rule = format!("must be one of {}, with - in front for descending", names.join(", "));
                    return Err(Fault::new("sort", rule));
                };
                Order { field: *field, descending: sort.starts_with('-') }
            }
        };
        if self.cursor.is_some() && self.after(order).is_none() {
            return Err(Fault::new("cursor", "must be a cursor of a list with the same sort"));
        }
        Ok(order)
    }

    fn sort(&self) -> Option<&str> {
        self.named(self.order)
    }

    /// The name of an order in cursors, where a search must differ from no order.
    fn named(&self, order: Order) -> Option<&str> {
        if order.is_relevance() { Some(order.field.name) } else { self.sort.as_deref() }
    }

    pub(super) fn wants_count(&self) -> bool {
        self.count == Some(Flag(true))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u16);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be an integer from 1 to 1000")]
pub struct BadLimit;

impl FromStr for Limit {
    type Err = BadLimit;

    fn from_str(text: &str) -> Result<Self, BadLimit> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let rows = text.parse().ok().filter(|rows| digits && (1..=MOST_ROWS).contains(rows));
        rows.map(Self).ok_or(BadLimit)
    }
}

/// A boolean parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(pub bool);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be true or false")]
pub struct BadFlag;

impl FromStr for Flag {
    type Err = BadFlag;

    fn from_str(text: &str) -> Result<Self, BadFlag> {
        text.parse().map(Self).map_err(|_| BadFlag)
    }
}

/// Paging and filter of a list; the faults of both are reported together.
#[derive(Debug, Clone)]
pub struct ListQuery<F, V> {
    pub paging: Paging,
    pub filter: F,
    rows: PhantomData<fn() -> V>,
}

impl<F: DeserializeOwned + 'static, V: Resource> FromRequest for ListQuery<F, V> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map_err(Problem::invalid))
    }
}

impl<F: DeserializeOwned + IntoParams, V: Resource> QueryParameters for ListQuery<F, V> {
    fn names() -> Vec<String> {
        [names_of::<Paging>(), names_of::<F>()].concat()
    }

    fn faults(query: &str) -> Vec<Fault> {
        read::<F, V>(query).err().map(Faults::into_vec).unwrap_or_default()
    }

    fn sorts() -> Vec<String> {
        let both = |field: &SortField| [field.name.to_owned(), format!("-{}", field.name)];
        V::SORTS.iter().flat_map(both).collect()
    }
}

/// Filter of a list by time of change.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Since {
    /// Only rows changed at or after this time (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

impl Since {
    pub(crate) fn time(self) -> Option<DateTime<Utc>> {
        self.updated_since.map(|Time(time)| time)
    }
}

/// For lists without filters.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct NoFilter {}

impl IntoParams for NoFilter {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        Vec::new()
    }
}

/// The search text of a list.
#[derive(Deserialize)]
struct Search {
    #[serde(default, deserialize_with = "param")]
    q: Option<Text>,
}

impl Search {
    fn has_words(self) -> bool {
        self.q.is_some_and(|q| !q.trimmed().is_empty())
    }
}

fn read<F: DeserializeOwned, V: Resource>(query: &str) -> Result<ListQuery<F, V>, Faults> {
    let (mut paging, filter) = (read_query::<Paging>(query), read_query::<F>(query));
    if let Ok(paging) = &mut paging {
        paging.sort = paging.sort.take().or_else(|| V::DEFAULT_SORT.map(str::to_owned));
    }
    let is_search = read_query::<Search>(query).is_ok_and(|search| search.has_words());
    let order = match &paging {
        Ok(paging) => paging.order(V::SORTS, is_search).map_err(Faults::from),
        Err(faults) => Err(faults.clone()),
    };
    let read = Faults::zip(Faults::zip(paging, filter), order).map_err(Faults::distinct);
    read.map(|((paging, filter), order)| ListQuery {
        paging: Paging { order, ..paging },
        filter,
        rows: PhantomData,
    })
}

pub(super) struct PageLinks {
    this: String,
    next: Option<String>,
    previous: Option<String>,
    first: Option<String>,
}

impl PageLinks {
    /// `next` is the position of the last row if more rows follow. Without a limit there is only one page.
    pub(super) fn of(request: &HttpRequest, paging: &Paging, next: Option<Place>) -> Self {
        let page = |cursor: Option<Cursor>| address(request, cursor.as_ref());
        let paged = paging.limit.is_some();
        let previous = match paging.cursor.as_ref().map(Cursor::previous) {
            Some(Earlier::First) => Some(page(None)),
            Some(Earlier::At(cursor)) => Some(page(Some(cursor))),
            Some(Earlier::Unknown) | None => None,
        };
        Self {
            this: page(paging.cursor.clone()),
            next: next.map(|last| page(Some(Cursor::next(paging.cursor.as_ref(), paging.sort(), last)))),
            previous: previous.filter(|_| paged),
            first: paged.then(|| page(None)),
        }
    }

    /// The value of `Link`, if there are links.
    pub(super) fn header(&self) -> Option<HeaderValue> {
        let mut text = String::new();
        for (relation, address) in [("next", &self.next), ("prev", &self.previous), ("first", &self.first)] {
            if let Some(address) = address {
                let separator = if text.is_empty() { "" } else { ", " };
                // Writing to a string does not fail.
                let _ = write!(text, "{separator}<{address}>; rel=\"{relation}\"");
            }
        }
        if text.is_empty() { None } else { HeaderValue::from_str(&text).ok() }
    }

    /// The links in HAL form.
    pub(super) fn links(&self) -> Links {
        let mut links = Links::to_self(self.this.clone());
        for (relation, address) in [("next", &self.next), ("prev", &self.previous), ("first", &self.first)] {
            if let Some(address) = address {
                links = links.with(relation, address.clone());
            }
        }
        links
    }
}

/// The request's address with another cursor; all other parameters stay as written.
fn address(request: &HttpRequest, cursor: Option<&Cursor>) -> String {
    let kept = request.query_string().split('&').filter(|pair| !pair.is_empty() && name_of(pair) != "cursor");
    let mut text = request.path().to_owned();
    let mut separator = '?';
    for pair in kept {
        text.push(separator);
        text.push_str(pair);
        separator = '&';
    }
    if let Some(cursor) = cursor {
        // Writing to a string does not fail.
        let _ = write!(text, "{separator}cursor={cursor}");
    }
    text
}

fn name_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn limits_lie_between_one_and_a_thousand() {
        assert_eq!(("1".parse(), "1000".parse()), (Ok(Limit(1)), Ok(Limit(1000))));
        for bad in ["0", "1001", "-1", "+1", "1.5", "x", "99999999999999999999", "١"] {
            assert_eq!(bad.parse::<Limit>(), Err(BadLimit), "{bad:?}");
        }
    }

    #[test]
    fn links_keep_every_other_parameter() {
        let request = TestRequest::with_uri("/clients?q=a%20b&limit=2&cursor=x&firm_id=1").to_http_request();
        let second = Cursor::next(None, None, 5.into());
        let paging = Paging { limit: Some(Limit(2)), cursor: Some(second.clone()), ..Paging::default() };
        let third = Cursor::next(Some(&second), None, 9.into());
        let links = PageLinks::of(&request, &paging, Some(9.into()));
        assert_eq!(
            links.header().expect("links").to_str().expect("text"),
            format!(
                "</clients?q=a%20b&limit=2&firm_id=1&cursor={third}>; rel=\"next\", \
                 </clients?q=a%20b&limit=2&firm_id=1>; rel=\"prev\", </clients?q=a%20b&limit=2&firm_id=1>; rel=\"first\""
            )
        );
    }

    #[test]
    fn a_complete_list_has_no_page_links() {
        let request = TestRequest::with_uri("/clients").to_http_request();
        assert_eq!(PageLinks::of(&request, &Paging::default(), None).header(), None);
    }
}
