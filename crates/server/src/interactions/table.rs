//! Counts by customer as a table: a column for each channel.

use actix_web::HttpResponse;
use actix_web::http::header;
use bytes::Bytes;
use frontdesk_storage::interactions::{self, CustomerCounts, Question};
use frontdesk_storage::{Access, Page, Scoped};
use futures_util::stream;

use crate::collection::{Guarded, Paging};
use crate::negotiate::Representation;
use crate::problem::Problem;
use crate::state::AppState;

/// Customers that are counted at a time.
const AT_A_TIME: i64 = 1_000;

/// Answers with the page that is wanted, or with everybody, streamed.
///
/// # Errors
/// The database's answer.
pub(super) async fn respond(
    state: AppState,
    access: Access,
    question: Question,
    paging: &Paging,
) -> Result<HttpResponse, Problem> {
    let channels = state.read(access, interactions::channels).await?;
    let columns = channels.iter().map(|(_, name)| name.to_owned()).collect();
    let rest = Rest { state, access, question, columns, after: paging.after(), left: paging.rows() };
    let head = rest.head()?;
    let rows = stream::try_unfold(rest, |mut rest| async move {
        Ok::<_, Problem>(rest.next().await?.map(|piece| (piece, rest)))
    });
    let body = futures_util::StreamExt::chain(stream::once(async { Ok(head) }), rows);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, Representation::Csv.content_type()))
        .insert_header((header::VARY, "accept"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"interactions-by-customer.csv\""))
        .streaming(Box::pin(body)))
}

/// Customers that have not been counted yet.
struct Rest {
    state: AppState,
    access: Access,
    question: Question,
    /// The channels when the table was begun: it keeps its columns.
    columns: Vec<String>,
    after: Option<i64>,
    /// How many rows are still wanted; `None` means all.
    left: Option<i64>,
}

impl Rest {
    fn head(&self) -> Result<Bytes, Problem> {
        let names = std::iter::once("customer_id").chain(self.columns.iter().map(String::as_str));
        written(|table| table.write_record(names))
    }

    /// The next rows; `None` after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let limit = self.left.map_or(AT_A_TIME, |left| left.min(AT_A_TIME));
        if limit <= 0 {
            return Ok(None);
        }
        let (question, page) = (self.question.clone(), Page { after: self.after, limit });
        let job = move |scoped: &mut Scoped<'_>| interactions::by_customer(scoped, &question, page);
        let rows = self.state.read(self.access, job).await?;
        let count = i64::try_from(rows.len()).unwrap_or(limit);
        self.after = rows.last().map(|row| row.customer_id).or(self.after);
        self.left = if count < limit { Some(0) } else { self.left.map(|left| left - count) };
        let piece = written(|table| rows.iter().try_for_each(|row| table.write_record(self.cells(row))))?;
        Ok(Some(piece).filter(|_| count > 0))
    }

    fn cells(&self, row: &CustomerCounts) -> Vec<String> {
        let count = |name: &String| {
            let found = row.interactions.iter().find(|(known, _)| known == name);
            found.map_or(0, |(_, count)| *count).to_string()
        };
        std::iter::once(row.customer_id.to_string()).chain(self.columns.iter().map(count)).collect()
    }
}

pub(super) fn written(
    write: impl FnOnce(&mut csv::Writer<Guarded<&mut Vec<u8>>>) -> csv::Result<()>,
) -> Result<Bytes, Problem> {
    let mut piece = Vec::new();
    {
        let mut table = csv::Writer::from_writer(Guarded::new(&mut piece));
        write(&mut table).map_err(Problem::internal)?;
        table.flush().map_err(Problem::internal)?;
    }
    Ok(piece.into())
}
