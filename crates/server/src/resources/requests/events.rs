//! Status changes of a firm's requests as server-sent events. Read from the database, because any process may make
//! them: by a listener until it has caught up, then once for all listeners. They are numbered in the order in which they
//! become visible, so reading those after the last one sent neither misses nor repeats any.

use std::str::FromStr;
use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use frontdesk_core::Fault;
use frontdesk_storage::Access;
use frontdesk_storage::requests::{self, Event, Request};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use utoipa::IntoParams;

use super::view::{EventView, RequestView};
use crate::http::access::Standing;
use crate::http::collection::Flag;
use crate::http::extract::{Query, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::problem::Problem;
use crate::http::server_sent::{self, Feed, Look, ServerSentEvent, write_event};
use crate::jobs::request_feeds::{AT_ONCE, News};
use crate::state::AppState;

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
    let news = follow.then(|| state.request_news(firm.0));
    let moves = Moves { access: firm.0, news, sent, has_caught_up: false, begun: false };
    Ok(server_sent::respond(state, standing, moves))
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
    /// What the process reads for all listeners. `None`: the stream ends once all existing events are sent.
    news: Option<watch::Receiver<News>>,
    /// The number of the last event sent.
    sent: i64,
    /// Whether every event before the last news was sent.
    has_caught_up: bool,
    begun: bool,
}

#[derive(Serialize)]
struct MoveEvent {
    #[serde(flatten)]
    event: EventView,
    request: RequestView,
}

impl Feed for Moves {
    const PERIOD: Duration = Duration::from_secs(1);

    async fn look(&mut self, state: &AppState) -> Result<Look, Problem> {
        if !self.begun {
            self.begun = true;
            // Headers are sent with the first bytes: the client sees the connection as open, and learns the retry
            // delay.
            return Ok(Look::News(Bytes::from_static(b"retry: 1000\n: listening\n\n")));
        }
        let events = match self.listen(state) {
            Some(events) => events,
            // Listening has begun before: what is committed in between is news.
            None => self.catch_up(state).await?,
        };
        match (events.is_empty(), &self.news) {
            (false, _) => self.tell(events),
            (true, Some(_)) => Ok(Look::Nothing),
            (true, None) => Ok(Look::End),
        }
    }

    async fn wait(&mut self, state: &AppState) -> bool {
        // Of a clone, as waiting marks the news as seen before they are read.
        let Some(mut news) = self.news.clone() else { return false };
        tokio::select! {
            biased;
            goes_on = state.pause_stream(Self::PERIOD) => goes_on,
            _ = news.changed(), if self.has_caught_up => true,
        }
    }
}

impl Moves {
    /// The new events, if the news has all of them.
    fn listen(&mut self, state: &AppState) -> Option<Vec<(Event, Request)>> {
        let news = self.news.as_mut()?;
        match news.has_changed() {
            Ok(false) => {}
            Ok(true) => {
                let news = news.borrow_and_update();
                self.has_caught_up &= news.after <= self.sent || news.upto <= self.sent;
                if self.has_caught_up {
                    let is_new = |(event, _): &&(Event, Request)| event.id > self.sent;
                    return Some(news.events.iter().filter(is_new).cloned().collect());
                }
            }
            // The reader has ended, because the database failed or the server stops.
            Err(_) => {
                self.news = Some(state.request_news(self.access));
                self.has_caught_up = false;
            }
        }
        self.has_caught_up.then(Vec::new)
    }

    async fn catch_up(&mut self, state: &AppState) -> Result<Vec<(Event, Request)>, Problem> {
        let sent = self.sent;
        let events =
            state.read(self.access, move |scoped| requests::events_after(scoped, sent, AT_ONCE)).await?;
        self.has_caught_up = events.is_empty();
        Ok(events)
    }

    fn tell(&mut self, events: Vec<(Event, Request)>) -> Result<Look, Problem> {
        let mut text = String::new();
        for (event, request) in events {
            self.sent = event.id;
            let id = Some(event.id);
            let data = MoveEvent { event: event.into(), request: request.into() };
            write_event(&mut text, id, "move", &data)?;
        }
        Ok(Look::News(text.into()))
    }
}
