//! Status changes of a firm's requests as server-sent events. They are numbered in the order in which they become
//! visible, so reading those after the last one sent neither misses nor repeats any.

use std::str::FromStr;
use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use frontdesk_core::Fault;
use frontdesk_storage::Access;
use frontdesk_storage::requests;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::view::{EventView, RequestView};
use crate::http::access::Standing;
use crate::http::collection::Flag;
use crate::http::extract::{Query, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::problem::Problem;
use crate::http::server_sent::{self, Feed, Look, ServerSentEvent, write_event};
use crate::state::AppState;

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
    Ok(server_sent::respond(state, standing, Moves { access: firm.0, sent, follow, begun: false }))
}

fn named_in_header(request: &HttpRequest) -> Result<Option<i64>, Problem> {
    let Some(value) = request.headers().get(LAST_EVENT_ID) else {
        return Ok(None);
    };
    let id = value.to_str().map_err(|_| NoEventId).and_then(|text| text.trim().parse::<EventId>());
    id.map(|EventId(id)| Some(id))
        .map_err(|rule| Problem::invalid(Fault::new("Last-Event-ID", rule.to_string()).into()))
}

struct Moves {
    access: Access,
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

impl Feed for Moves {
    const PERIOD: Duration = Duration::from_millis(250);

    async fn look(&mut self, state: &AppState) -> Result<Look, Problem> {
        if !self.begun {
            self.begun = true;
            // Headers are sent with the first bytes: the client sees the connection as open, and learns the retry
            // delay.
            return Ok(Look::News(Bytes::from_static(b"retry: 1000\n: listening\n\n")));
        }
        let sent = self.sent;
        let news =
            state.read(self.access, move |scoped| requests::events_after(scoped, sent, AT_ONCE)).await?;
        if news.is_empty() {
            return Ok(if self.follow { Look::Nothing } else { Look::End });
        }
        let mut events = String::new();
        for (event, request) in news {
            self.sent = event.id;
            let id = Some(event.id);
            let data = MoveEvent { event: event.into(), request: request.into() };
            write_event(&mut events, id, "move", &data)?;
        }
        Ok(Look::News(events.into()))
    }
}
