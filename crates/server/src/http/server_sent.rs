//! Streams of server-sent events. They poll the database, because what they tell may happen in another process.

use std::fmt::Write;
use std::time::{Duration, Instant};

use actix_web::HttpResponse;
use actix_web::http::header;
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;
use tokio::sync::watch;
use utoipa::ToSchema;

use crate::http::access::Standing;
use crate::http::problem::Problem;
use crate::state::AppState;

/// After this long without news a comment is sent, so that proxies keep the connection open.
const SILENCE: Duration = Duration::from_secs(15);

/// One event of a stream.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the events in the OpenAPI document; they are written as text")]
pub(crate) struct ServerSentEvent {
    /// The value to send as `Last-Event-ID` to resume, where supported.
    #[schema(nullable = false)]
    id: Option<String>,
    /// The type of the event.
    #[schema(nullable = false)]
    event: Option<String>,
    /// The data, as JSON.
    data: String,
}

/// What a poll found.
pub(crate) enum Look {
    /// These events.
    News(Bytes),
    /// The last events of the stream.
    Last(Bytes),
    /// No event yet.
    Nothing,
    /// There will be no further event.
    End,
}

/// What a stream tells.
pub(crate) trait Feed: 'static {
    /// Maximum time between two looks, after which the caller's access is checked too.
    const PERIOD: Duration;

    /// Looks for events after those returned before.
    async fn look(&mut self, state: &AppState) -> Result<Look, Problem>;

    /// Waits until the next look, for [`Self::PERIOD`] at the longest. Returns whether the stream goes on.
    async fn wait(&mut self, state: &AppState) -> bool {
        state.pause_stream(Self::PERIOD).await
    }
}

struct Watch<F> {
    state: AppState,
    standing: Standing,
    /// Changes of keys and sessions in this process: the access is checked at once.
    changes: watch::Receiver<()>,
    feed: F,
    is_over: bool,
}

/// Answers with the events of a feed. The stream ends when the caller's access ends or the server stops.
pub(crate) fn respond(state: AppState, standing: Standing, feed: impl Feed) -> HttpResponse {
    let changes = state.keyring().changes();
    let watch = Watch { state, standing, changes, feed, is_over: false };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(stream::try_unfold(watch, |mut watch| async {
            Ok::<_, Problem>(watch.next().await?.map(|bytes| (bytes, watch)))
        }))
}

impl<F: Feed> Watch<F> {
    /// The next bytes to send; `None` at the end.
    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let mut silent = Duration::ZERO;
        while silent < SILENCE && !self.is_over {
            let found = self.feed.look(&self.state).await?;
            // Checked after reading: a caller whose access ended before these events must not receive them.
            if !self.standing.holds(&self.state).await? {
                return Ok(None);
            }
            self.is_over = matches!(found, Look::Last(_) | Look::End);
            match found {
                Look::News(events) | Look::Last(events) => return Ok(Some(events)),
                Look::End => {}
                Look::Nothing => {
                    let begun = Instant::now();
                    self.is_over = !self.wait().await;
                    silent += begun.elapsed();
                }
            }
        }
        Ok((!self.is_over).then_some(Bytes::from_static(b": still here\n\n")))
    }

    /// Waits for news or a change of access. Returns whether the stream goes on.
    async fn wait(&mut self) -> bool {
        tokio::select! {
            biased;
            goes_on = self.feed.wait(&self.state) => goes_on,
            // The sender lives as long as the state.
            _ = self.changes.changed() => true,
        }
    }
}

/// Appends an event.
///
/// # Errors
/// The data cannot be written as JSON, which is a bug.
pub(crate) fn write_event(
    events: &mut String,
    id: Option<i64>,
    name: &str,
    data: &impl Serialize,
) -> Result<(), Problem> {
    let data = serde_json::to_string(data).map_err(Problem::internal)?;
    if let Some(id) = id {
        writeln!(events, "id: {id}").map_err(Problem::internal)?;
    }
    writeln!(events, "event: {name}\ndata: {data}\n").map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_block_with_its_id_if_it_has_one() {
        let mut events = String::new();
        write_event(&mut events, Some(7), "move", &"a\nb").expect("written");
        write_event(&mut events, None, "end", &1).expect("written");
        assert_eq!(events, "id: 7\nevent: move\ndata: \"a\\nb\"\n\nevent: end\ndata: 1\n\n");
    }
}
