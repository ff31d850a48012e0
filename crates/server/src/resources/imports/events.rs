//! The progress of an import as server-sent events. Read from the database, because the worker may run in another
//! process.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header;
use bytes::Bytes;
use frontdesk_storage::Access;
use frontdesk_storage::imports::{self, Import};
use futures_util::{Stream, stream};

use super::view::ImportView;
use crate::http::access::Standing;
use crate::http::problem::Problem;
use crate::state::AppState;

/// Polling interval.
const PERIOD: Duration = Duration::from_millis(500);
/// After this many polls without news (15 s) a comment is sent, so that proxies keep the connection open.
const SILENT_LOOKS: u32 = 30;

pub(super) fn respond(state: AppState, access: Access, standing: Standing, import: Import) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(events(Watch { state, access, standing, import, sent: None, over: false }))
}

struct Watch {
    state: AppState,
    access: Access,
    standing: Standing,
    import: Import,
    /// The last state and row count sent.
    sent: Option<(imports::ImportState, u64)>,
    over: bool,
}

fn events(watch: Watch) -> impl Stream<Item = Result<Bytes, Problem>> {
    stream::try_unfold(watch, |mut watch| async move {
        if watch.over {
            return Ok(None);
        }
        if watch.sent.is_some() {
            match watch.await_news().await? {
                Heard::News => {}
                Heard::Nothing => return Ok(Some((Bytes::from_static(b": still here\n\n"), watch))),
                Heard::End => return Ok(None),
            }
        }
        let event = watch.tell()?;
        Ok(Some((event, watch)))
    })
}

enum Heard {
    /// The import has changed.
    News,
    /// A keep-alive is due.
    Nothing,
    /// The server stops, or the caller's access has ended.
    End,
}

impl Watch {
    async fn await_news(&mut self) -> Result<Heard, Problem> {
        for _ in 0..SILENT_LOOKS {
            if !self.state.pause_stream(PERIOD).await {
                return Ok(Heard::End);
            }
            let id = self.import.id;
            let import = self.state.read(self.access, move |scoped| imports::find(scoped, id)).await?;
            self.import = import.ok_or_else(|| Problem::not_found("Import not found"))?;
            if !self.standing.holds(&self.state).await? {
                return Ok(Heard::End);
            }
            if self.sent != Some(self.sign()) {
                return Ok(Heard::News);
            }
        }
        Ok(Heard::Nothing)
    }

    fn sign(&self) -> (imports::ImportState, u64) {
        (self.import.state, self.import.tally.rows())
    }

    fn tell(&mut self) -> Result<Bytes, Problem> {
        self.sent = Some(self.sign());
        self.over = self.import.state.is_final();
        let name = if self.over { "end" } else { "progress" };
        let data =
            serde_json::to_string(&ImportView::from(self.import.clone())).map_err(Problem::internal)?;
        Ok(format!("event: {name}\ndata: {data}\n\n").into())
    }
}
