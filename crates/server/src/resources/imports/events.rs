//! The progress of an import as server-sent events.

use std::time::Duration;

use frontdesk_storage::Access;
use frontdesk_storage::imports::{self, ImportId, ImportState};

use super::view::ImportView;
use crate::http::problem::Problem;
use crate::http::server_sent::{Feed, Look, write_event};
use crate::state::AppState;

pub(super) struct Progress {
    pub(super) access: Access,
    pub(super) import: ImportId,
    /// The last state and row count sent.
    pub(super) sent: Option<(ImportState, u64)>,
}

impl Feed for Progress {
    const PERIOD: Duration = Duration::from_millis(500);

    async fn look(&mut self, state: &AppState) -> Result<Look, Problem> {
        let id = self.import;
        let import = state.read(self.access, move |scoped| imports::find(scoped, id)).await?;
        let import = import.ok_or_else(|| Problem::not_found("Import not found"))?;
        let now = (import.state, import.tally.rows());
        if self.sent.replace(now) == Some(now) {
            return Ok(Look::Nothing);
        }
        let (is_final, mut event) = (import.state.is_final(), String::new());
        write_event(&mut event, None, if is_final { "end" } else { "progress" }, &ImportView::from(import))?;
        Ok(if is_final { Look::Last(event.into()) } else { Look::News(event.into()) })
    }
}
