//! Status changes of a firm's requests as server-sent events. Read from the database, because any replica may make
//! them. They are numbered in the order in which they become visible, so reading those after the last one sent neither
//! misses nor repeats any.

use std::str::FromStr;
use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use frontdesk_core::Fault;
use frontdesk_storage::Access;
use frontdesk_storage::requests::{self, Event, Request};
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::view::{EventView, RequestView};
use crate::http::access::Standing;
use crate::http::collection::Flag;
use crate::http::extract::{Query, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::problem::Problem;
use crate::http::server_sent::ServerSentEvent;
use crate::state::AppState;

/// Polling interval, and thus the maximum delay.
const PERIOD: Duration = Duration::from_millis(250);
/// After this many polls without news (15 s) a comment is sent, so that proxies keep the connection open.
const SILENT_LOOKS: u32 = 60;
/// Maximum events per poll.
const AT_ONCE: i64 = 200;
/// The header with the last event that a browser received.
const LAST_EVENT_ID: &str = "last-event-id";

/// The number of a status change.
#[derive(Debug)]
struct EventId(i64);

#[derive(Debug, thiserror::Error)]
#[error("must be the id of an event")]
struct NoEventId;

impl FromStr for EventId {
    type Err = NoEventId;

    fn from_str(text: &str) -> Result<Self, NoEventId> {
        text.parse().ok().filter(|id| *id >= 0).map(Self).ok_or(NoEventId)
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EventsQuery {
    /// The number of the last event that the caller has, as in `Last-Event-ID`. Without either, only new events are
    /// sent.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 0, example = 0)]
    last_event_id: Option<EventId>,
    /// `false`: the stream ends once all existing events are sent.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<bool>, example = false)]
    follow: Option<Flag>,
}

/// Streams every status change of the firm's requests as server-sent events.
///
/// Each `move` event carries the change as in the request's history, and in `request` the current request. Event ids
/// number the changes of the firm; a client that reconnects with `Last-Event-ID` receives those it missed. The stream
/// ends when the key or session that opened it is revoked, expires or signs out.
#[utoipa::path(get, path = "/api/requests/events", tag = "Requests", params(EventsQuery, FirmParam,
    ("Last-Event-ID" = Option<i64>, Header, description = "The number of the last event that the caller has.", minimum = 0)),
    responses((status = 200, description = "Events until the caller disconnects.", body = ServerSentEvent,
        content_type = "text/event-stream")))]
pub(super) async fn watch_requests(
    state: AppState,
    firm: FirmAccess,
    query: Query<EventsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let known = match named_in_header(&request)? {
        Some(id) => Some(id),
        None => query.0.last_event_id.map(|EventId(id)| id),
    };
    let last = state.read(firm.0, requests::last_event).await?;
    // A number beyond the last one is from a database that no longer exists.
    let sent = known.map_or(last, |known| known.min(last));
    let follow = query.0.follow.is_none_or(|Flag(follow)| follow);
    let standing = Standing::of(&request, firm.0.firm())?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(events(Watch { state, access: firm.0, standing, sent, follow, begun: false })))
}

fn named_in_header(request: &HttpRequest) -> Result<Option<i64>, Problem> {
    let Some(value) = request.headers().get(LAST_EVENT_ID) else {
        return Ok(None);
    };
    let id = value.to_str().map_err(|_| NoEventId).and_then(|text| text.trim().parse::<EventId>());
    id.map(|EventId(id)| Some(id))
        .map_err(|rule| Problem::invalid(Fault::new("Last-Event-ID", rule.to_string()).into()))
}

struct Watch {
    state: AppState,
    access: Access,
    standing: Standing,
    /// The number of the last event sent.
    sent: i64,
    follow: bool,
    begun: bool,
}

#[derive(Serialize)]
struct MoveEvent {
    #[serde(flatten)]
    event: EventView,
    request: RequestView,
}

fn events(watch: Watch) -> impl Stream<Item = Result<Bytes, Problem>> {
    stream::try_unfold(watch, |mut watch| async move {
        if !watch.begun {
            watch.begun = true;
            // Headers are sent with the first bytes: the client sees the connection as open, and learns the retry
            // delay.
            return Ok(Some((Bytes::from_static(b"retry: 1000\n: listening\n\n"), watch)));
        }
        for _ in 0..SILENT_LOOKS {
            let news = watch.look().await?;
            // Checked after reading: a caller whose access ended before these events must not receive them.
            if !watch.standing.holds(&watch.state).await? {
                return Ok(None);
            }
            if !news.is_empty() {
                return Ok(Some((watch.tell(news)?, watch)));
            }
            if !watch.follow {
                return Ok(None);
            }
            if !watch.state.pause_stream(PERIOD).await {
                return Ok(None);
            }
        }
        Ok(Some((Bytes::from_static(b": still here\n\n"), watch)))
    })
}

impl Watch {
    async fn look(&self) -> Result<Vec<(Event, Request)>, Problem> {
        let sent = self.sent;
        self.state.read(self.access, move |scoped| requests::events_after(scoped, sent, AT_ONCE)).await
    }

    fn tell(&mut self, news: Vec<(Event, Request)>) -> Result<Bytes, Problem> {
        let mut text = String::new();
        for (event, request) in news {
            let id = event.id;
            let sent = MoveEvent { event: event.into(), request: request.into() };
            let data = serde_json::to_string(&sent).map_err(Problem::internal)?;
            text.push_str(&format!("id: {id}\nevent: move\ndata: {data}\n\n"));
            self.sent = id;
        }
        Ok(text.into())
    }
}
