//! Lists: paged or complete, with or without a count, in every format, at most one page in memory.

mod cursor;
mod encode;
mod guard;
mod paging;
mod place;
mod stream;

use std::sync::Arc;

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use frontdesk_storage::{Access, Scoped, Slice, StorageError, Total};

use crate::http::access::Standing;
use crate::http::links::Origin;
use crate::http::negotiate::Representation;
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::state::AppState;

pub use cursor::{BadCursor, Cursor};
pub(crate) use guard::write_table;
pub(crate) use paging::Since;
pub use paging::{BadFlag, BadLimit, Flag, Limit, ListQuery, NoFilter, Paging};

use encode::Encoder;
use paging::PageLinks;
use place::{Mark, Place};
use stream::Rows;

/// The number of all rows of a list.
pub const X_TOTAL_COUNT: HeaderName = HeaderName::from_static("x-total-count");

/// Rows per query of a complete list: enough to make the query cost negligible, few enough to hold in memory.
const ROWS_AT_A_TIME: i64 = 1_000;

/// How storage reads a list.
pub struct Listing<F, R, C = i64> {
    /// Rows after a position.
    pub list: fn(&mut Scoped<'_>, &F, Slice) -> Result<Vec<R>, StorageError>,
    /// The number of all rows.
    pub count: fn(&mut Scoped<'_>, &F) -> Result<C, StorageError>,
}

/// A requested list.
pub struct Collection<F, R, C = i64> {
    source: Source<F, R, C>,
    paging: Paging,
    columns: Option<Vec<String>>,
}

impl<F, R, C> Collection<F, R, C>
where
    F: Send + Sync + 'static,
    R: Send + 'static,
    C: Into<Total> + Send + 'static,
{
    /// The rows of one firm that match `filter`.
    pub fn new(
        state: AppState,
        access: Access,
        paging: Paging,
        filter: F,
        listing: Listing<F, R, C>,
    ) -> Self {
        let source = Source { state, access, filter: Arc::new(filter), listing };
        Self { source, paging, columns: None }
    }

    /// Sets the CSV columns where they depend on stored data instead of the schema.
    pub fn with_columns(self, columns: Vec<String>) -> Self {
        Self { columns: Some(columns), ..self }
    }

    /// Answers in the requested format. The first rows are read before the answer starts, so that their errors become
    /// a proper refusal; a later error closes the connection.
    ///
    /// # Errors
    /// The database failed.
    pub async fn respond<V: Resource + From<R>>(
        self,
        request: &HttpRequest,
    ) -> Result<HttpResponse, Problem> {
        let Self { source, paging, columns } = self;
        let wanted = paging.rows();
        // One row more than requested shows whether there is a next page.
        let limit = wanted.map_or(ROWS_AT_A_TIME, |rows| rows + 1);
        let order = paging.order;
        let slice = Slice { order, after: paging.after(order), limit };
        let (Piece { mut rows, stopped }, total) = source.first(slice, paging.wants_count()).await?;
        let is_full = rows.len() as i64 == limit;
        if wanted.is_some() && is_full {
            rows.pop();
        }
        let rows: Vec<V> = rows.into_iter().map(V::from).collect();
        let last = rows.last().filter(|_| is_full).map(|row| Place::of(row, order)).transpose()?;
        let last = last.or(stopped);
        let more = last.is_some();
        let next = last.clone().filter(|_| wanted.is_some());
        let links = PageLinks::of(request, &paging, next);
        let mut response = head::<V>(request, &links, total);
        let mut encoder = Encoder::<V>::new(Representation::of_list(request), Origin::of(request), columns);
        let mut chunk = Vec::new();
        encoder.open(&mut chunk, &links)?;
        encoder.rows(&mut chunk, &rows)?;
        if wanted.is_some() || !more {
            encoder.close(&mut chunk);
            return Ok(response.body(chunk));
        }
        let standing = Standing::of(request, source.access.firm())?;
        Ok(response.streaming(stream::of(chunk.into(), Rows::after(source, encoder, order, last, standing))))
    }
}

fn head<V: Resource>(request: &HttpRequest, links: &PageLinks, total: Option<Total>) -> HttpResponseBuilder {
    let representation = Representation::of_list(request);
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(representation.content_type())));
    response.insert_header((header::VARY, HeaderValue::from_static("accept")));
    if let Some(value) = links.header() {
        response.insert_header((header::LINK, value));
    }
    if let Some(total) = total {
        response.insert_header((X_TOTAL_COUNT, total.to_string()));
    }
    if representation == Representation::Csv {
        response.insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.csv\"", V::TABLE),
        ));
    }
    response
}

/// Where rows come from.
struct Source<F, R, C> {
    state: AppState,
    access: Access,
    filter: Arc<F>,
    listing: Listing<F, R, C>,
}

impl<F, R, C> Source<F, R, C>
where
    F: Send + Sync + 'static,
    R: Send + 'static,
    C: Into<Total> + Send + 'static,
{
    /// The first page and the number of all rows, in one snapshot.
    async fn first(&self, slice: Slice, counted: bool) -> Result<(Piece<R>, Option<Total>), Problem> {
        let (filter, list, count) = (Arc::clone(&self.filter), self.listing.list, self.listing.count);
        let job = move |scoped: &mut Scoped<'_>| {
            let total = if counted { Some(count(scoped, &filter)?.into()) } else { None };
            let rows = list(scoped, &filter, slice.clone())?;
            Ok((Piece::of(rows, scoped), total))
        };
        self.state.read_heavy(self.access, job).await
    }

    async fn slice(&self, slice: Slice) -> Result<Piece<R>, Problem> {
        let (filter, list) = (Arc::clone(&self.filter), self.listing.list);
        let job = move |scoped: &mut Scoped<'_>| {
            let rows = list(scoped, &filter, slice.clone())?;
            Ok(Piece::of(rows, scoped))
        };
        self.state.read_heavy(self.access, job).await
    }
}

/// Rows of a list.
struct Piece<R> {
    rows: Vec<R>,
    /// Where the list continues if there are fewer rows than asked for and it is not at its end.
    stopped: Option<Place>,
}

impl<R> Piece<R> {
    fn of(rows: Vec<R>, scoped: &mut Scoped<'_>) -> Self {
        let stopped = scoped.stopped_search();
        Self { rows, stopped: stopped.map(|(id, text)| Place { id, mark: Some(Mark::Text(text)) }) }
    }
}
