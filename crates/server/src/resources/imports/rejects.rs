//! The rejected rows of an import as a CSV file, page by page.

use actix_web::HttpResponse;
use actix_web::http::header;
use bytes::Bytes;
use frontdesk_storage::imports::{self, Import, ImportId, RejectedRow};
use frontdesk_storage::{Access, Page};
use frontdesk_tables::rejects::Rejects;
use futures_util::{Stream, StreamExt, stream};

use crate::http::access::Standing;
use crate::http::problem::Problem;
use crate::state::AppState;

/// Rows per query; each may be up to 1 MiB.
const ROWS_AT_A_TIME: i64 = 50;

pub(super) fn respond(
    state: AppState,
    access: Access,
    standing: Standing,
    import: &Import,
) -> Result<HttpResponse, Problem> {
    let head = written(&import.columns, None)?;
    let name = format!("attachment; filename=\"import-{}.rejects.csv\"", import.id);
    let columns = import.columns.clone();
    let rest = Rest { state, access, standing, id: import.id, columns, after: None, head: head.len() };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .streaming(stream::once(async { Ok::<_, Problem>(Bytes::from(head)) }).chain(pages(rest))))
}

struct Rest {
    state: AppState,
    access: Access,
    standing: Standing,
    id: ImportId,
    columns: Vec<String>,
    after: Option<i64>,
    /// Length of the header line, which every page contains and only the first one outputs.
    head: usize,
}

fn pages(rest: Rest) -> impl Stream<Item = Result<Bytes, Problem>> {
    stream::try_unfold(rest, |mut rest| async move {
        rest.standing.assert(&rest.state).await?;
        let (id, page) = (rest.id, Page { after: rest.after, limit: ROWS_AT_A_TIME });
        let rows =
            rest.state.read_heavy(rest.access, move |scoped| imports::rejects(scoped, id, page)).await?;
        let Some(last) = rows.last() else { return Ok(None) };
        rest.after = i64::try_from(last.row.number).ok();
        let text = Bytes::from(written(&rest.columns, Some(&rows))?);
        Ok(Some((text.slice(rest.head.min(text.len())..), rest)))
    })
}

fn written(columns: &[String], rows: Option<&[RejectedRow]>) -> Result<Vec<u8>, Problem> {
    let mut file = Rejects::new(Vec::new(), columns).map_err(Problem::internal)?;
    for row in rows.unwrap_or_default() {
        file.write(&row.row, &row.faults).map_err(Problem::internal)?;
    }
    file.finish().map_err(Problem::internal)
}
