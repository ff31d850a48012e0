//! Calls to the CRM.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_storage::Database;
use frontdesk_sync::{
    Abilities, Action, Breaker, BreakerSettings, BreakerState, Call, CrmFields, Happened, Permit, UserFields,
    backoff, classify, may_be_under_way, wait_for,
};
use reqwest::{Client, Method, RequestBuilder, Url};
use serde_json::{Value, json};

use crate::http::{ClientError, Http, Reply};
use crate::options::CrmOptions;
use crate::pace::Pace;
use crate::records::{self, Created, CrmRecord, Entry, LookedUp, Next, Read};
use crate::tokens::{NoToken, Token, Tokens};

/// Wait after refused credentials: they may be corrected on the side of the CRM.
const SHUT_OUT_FOR: Duration = Duration::from_secs(30);

/// Who is held back asks again after so long at the latest: the CRM may be well before the breaker thought.
const LONGEST_HELD: Duration = Duration::from_secs(2);

/// Pages of a list that are read, and the bytes of all of them, at the most.
const MOST_PAGES: usize = 20;
const MOST_BYTES: usize = 32 << 20;

/// So many tokens are refused to one call at the most before it is not for their age.
const MOST_REFUSALS: u32 = 4;

/// The wall clock.
pub(crate) type Clock = fn() -> DateTime<Utc>;

/// What a call came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// It worked.
    Done(T),
    /// Nothing was sent: the CRM is left alone for a while, or there was no turn in time.
    Held {
        /// After how long to ask again.
        wait: Duration,
        /// Why, in words fit for a log.
        said: String,
    },
    /// It did not.
    Else {
        /// What to do about it. Never [`Action::Done`] or [`Action::RefreshToken`].
        action: Action,
        /// What happened, in words fit for a log.
        said: String,
        /// The CRM's own reason, which may name what is personal.
        words: Option<String>,
        /// The record that the CRM says is in the way.
        existing: Option<String>,
        /// Whether the CRM may still be at work on it.
        under_way: bool,
    },
}

/// A list, as far as it was read.
struct Listed {
    entries: Vec<Entry>,
    is_complete: bool,
}

/// One page of a list.
struct Page {
    entries: Vec<Entry>,
    json: Value,
    link: Option<String>,
    bytes: usize,
}

impl<T> Answer<T> {
    fn map<U>(self, to: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Done(value) => Answer::Done(to(value)),
            Self::Held { wait, said } => Answer::Held { wait, said },
            Self::Else { action, said, words, existing, under_way } => {
                Answer::Else { action, said, words, existing, under_way }
            }
        }
    }
}

/// How the connection is.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Whether calls go through.
    pub breaker: BreakerState,
    /// Until when they do not, unless the one that tries the CRM makes an end of that.
    pub breaker_until: Option<DateTime<Utc>>,
    /// Whether records can be looked up by our id, once it was tried.
    pub can_look_up: Option<bool>,
    /// Whether records can be changed, once it was tried.
    pub can_update: Option<bool>,
    /// When the last token was got.
    pub token_at: Option<DateTime<Utc>>,
    /// Calls a second that are made at the most; `None` as long as no limit is known.
    pub rate: Option<f64>,
    /// Nothing is sent before this time.
    pub paused_until: Option<DateTime<Utc>>,
    /// Why the connection is paused: an error that only a change of the settings or of the CRM corrects.
    pub shut_out: Option<String>,
}

/// The CRM. One for each process: it holds the token, the pace and the breaker.
///
/// Calls take an `until`: a call without a rate slot by then is not made, as its lease may have run out.
pub struct Crm {
    http: Http,
    tokens: Tokens,
    pub(crate) pace: Pace,
    clock: Clock,
    backoff: Duration,
    health: Mutex<Health>,
}

struct Health {
    breaker: Breaker,
    can: Abilities,
    can_look_up: Option<bool>,
    can_update: Option<bool>,
    /// Whether a record can be read by the CRM's own id.
    can_fetch: bool,
    shut_out: Option<(DateTime<Utc>, String)>,
}

impl Crm {
    /// Nothing is called yet. `shared` is the database of other processes that call the same CRM, if there may be such.
    ///
    /// # Errors
    /// The address is none, or calls cannot be made.
    pub fn new(
        options: &CrmOptions,
        shared: Option<Database>,
        clock: fn() -> DateTime<Utc>,
    ) -> Result<Self, ClientError> {
        Ok(Self {
            http: Http::new(options)?,
            tokens: Tokens::new(options, clock),
            pace: Pace::new(options.rate, shared),
            clock,
            backoff: options.backoff,
            health: Mutex::new(Health {
                breaker: Breaker::new(BreakerSettings::default()),
                can: Abilities::default(),
                can_look_up: None,
                can_update: None,
                can_fetch: true,
                shut_out: None,
            }),
        })
    }

    /// Makes a record. Gives the CRM's id of it, and what the answer tells of the rest.
    pub async fn create(&self, external_id: &str, fields: &UserFields, until: Instant) -> Answer<Created> {
        let (url, body) = (self.http.at(&["crm", "users"]), user(external_id, fields));
        self.call(until, Call::Create, |client| client.post(url.clone()).json(&body), read_created).await
    }

    /// The record of one user, with `sent` as the values of a create that may have been sent. Follows pages until it is found.
    pub async fn look_up(&self, external_id: &str, sent: &UserFields, until: Instant) -> Answer<LookedUp> {
        let pick = |listed: &Listed| records::pick(&listed.entries, listed.is_complete, external_id, sent);
        let is_found = |entries: &[Entry]| {
            entries.iter().any(|entry| {
                entry.external_id.as_ref().is_some_and(|id| records::is_same_id(id, external_id))
            })
        };
        self.list(external_id, is_found, until).await.map(|listed| pick(&listed))
    }

    /// A record by the CRM's id.
    pub async fn fetch(&self, crm_id: &str, external_id: &str, until: Instant) -> Answer<CrmRecord> {
        let fetched =
            if self.health().can_fetch { self.fetch_by_id(crm_id, until).await } else { missing("") };
        if !is_missing(&fetched) {
            return fetched;
        }
        // A CRM may know lists alone.
        let is_it = |entry: &Entry| entry.crm_id.as_deref() == Some(crm_id);
        // An entry whose id cannot be read may be the record, unless it names another user.
        let is_ours = |id: &String| records::is_same_id(id, external_id);
        let may_be_it =
            |entry: &Entry| entry.crm_id.is_none() && entry.external_id.as_ref().is_none_or(is_ours);
        let listed = self.list(external_id, |entries| entries.iter().any(is_it), until).await;
        let find = |listed: Listed| {
            let found = listed.entries.iter().find(|entry| is_it(entry));
            let found = found.or_else(|| listed.entries.iter().find(|entry| may_be_it(entry))).cloned();
            (listed.is_complete, found)
        };
        match listed.map(find) {
            Answer::Done((_, Some(Entry { record: Some(record), .. }))) => {
                self.health().can_fetch = false;
                Answer::Done(record)
            }
            Answer::Done((_, Some(_))) => not_done(
                Action::Retry { in_doubt: false },
                "the CRM's record of this user may be in its list and cannot be read",
            ),
            Answer::Done((true, None)) if matches!(fetched, Answer::Else { action: Action::Missing, .. }) => {
                missing("the CRM has no such record")
            }
            // A record that the CRM will not show may be left out of its list as well.
            Answer::Done((true, None)) => fetched,
            Answer::Done((false, None)) => not_done(
                Action::Retry { in_doubt: false },
                "the CRM's list of users has more pages than could be read",
            ),
            other if is_missing(&other) => fetched,
            Answer::Held { wait, said } => Answer::Held { wait, said },
            Answer::Else { action, said, words, existing, under_way } => {
                Answer::Else { action, said, words, existing, under_way }
            }
        }
    }

    /// A record by an id that the CRM named.
    pub(crate) async fn fetch_by_id(&self, crm_id: &str, until: Instant) -> Answer<CrmRecord> {
        let url = self.http.at(&["crm", "users", crm_id]);
        let read = |reply: &Reply| records::fetched(reply.json.as_ref()?, crm_id);
        match self.call(until, Call::Fetch, |client| client.request(Method::GET, url.clone()), read).await {
            Answer::Done(Read::Record(record)) => Answer::Done(record),
            Answer::Done(Read::Deleted) => missing("the CRM's record is deleted"),
            Answer::Held { wait, said } => Answer::Held { wait, said },
            Answer::Else { action, said, words, existing, under_way } => {
                Answer::Else { action, said, words, existing, under_way }
            }
        }
    }

    /// Replaces a record. Gives what the answer tells of it.
    pub async fn update(
        &self,
        crm_id: &str,
        external_id: &str,
        fields: &UserFields,
        until: Instant,
    ) -> Answer<CrmFields> {
        let (url, body) = (self.http.at(&["crm", "users", crm_id]), user(external_id, fields));
        let read = |reply: &Reply| Some(reply.json.as_ref().map(records::told).unwrap_or_default());
        self.call(until, Call::Update, |client| client.put(url.clone()).json(&body), read).await
    }

    /// What the CRM can do, as far as was found out.
    pub fn abilities(&self) -> Abilities {
        self.health().can
    }

    /// A record could not be changed although it is there.
    pub(crate) fn cannot_update(&self) {
        self.health().can_update = Some(false);
    }

    /// How the connection is.
    pub fn condition(&self) -> Condition {
        let now = (self.clock)();
        let paused = TimeDelta::from_std(self.pace.paused_for()).unwrap_or(TimeDelta::MAX);
        let health = self.health();
        let shut_out = health.shut_out.as_ref().filter(|(until, _)| shut_out_for(*until, now).is_some());
        Condition {
            breaker: health.breaker.state(),
            breaker_until: health.breaker.held_until(),
            can_look_up: health.can_look_up,
            can_update: health.can_update,
            token_at: self.tokens.renewed_at(),
            rate: self.pace.rate(),
            paused_until: (!paused.is_zero()).then(|| now + paused),
            shut_out: shut_out.map(|(_, why)| why.clone()),
        }
    }

    /// How long calls would be held back now; nothing when they may be made.
    pub(crate) fn held_back_for(&self) -> Duration {
        let now = (self.clock)();
        let health = self.health();
        let shut_out = health.shut_out.as_ref().and_then(|(until, _)| shut_out_for(*until, now));
        let held = shut_out.max(health.breaker.held_for(now)).unwrap_or_default();
        self.pace.paused_for().max(held)
    }

    /// Whether nothing speaks against as many calls as there is room for.
    pub(crate) fn is_well(&self) -> bool {
        self.health().breaker.state() == BreakerState::Closed
    }

    /// How long the CRM itself asked to be left alone for.
    pub(crate) fn told_to_wait_for(&self) -> Duration {
        self.pace.paused_for()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Another process was told to wait.
    pub(crate) fn hold_back(&self, wait: Duration) {
        self.pace.pause(wait);
    }

    /// Reads a list page by page until it ends, `is_found`, or it is too much.
    async fn list(
        &self,
        external_id: &str,
        is_found: impl Fn(&[Entry]) -> bool,
        until: Instant,
    ) -> Answer<Listed> {
        let mut url = with_query(self.http.at(&["crm", "users"]), external_id);
        let mut listed = Listed { entries: Vec::new(), is_complete: false };
        let mut last: Vec<Entry> = Vec::new();
        let mut bytes = 0;
        for number in 1..=MOST_PAGES {
            let page =
                match self.call(until, Call::LookUp, |client| client.get(url.clone()), Page::read).await {
                    Answer::Done(page) => page,
                    other => return other.map(|_| listed),
                };
            bytes += page.bytes;
            let is_again = number > 1 && page.entries == last;
            let read = listed.entries.len() + page.entries.len();
            let next = records::next_page(&page.json, page.link.as_deref(), &url, number, read);
            listed.is_complete = next == Next::End || (number > 1 && page.entries.is_empty());
            last.clone_from(&page.entries);
            if !is_again {
                listed.entries.extend(page.entries);
            }
            match next {
                _ if is_found(&listed.entries) || listed.is_complete => break,
                Next::At(to) if to != url && !is_again && bytes < MOST_BYTES && Instant::now() < until => {
                    url = to
                }
                // It goes round in circles, elsewhere, or on for too long.
                _ => break,
            }
        }
        Answer::Done(listed)
    }

    /// Makes a call; once more with another token when the CRM refuses the one it was made with.
    async fn call<T>(
        &self,
        until: Instant,
        call: Call,
        request: impl Fn(&Client) -> RequestBuilder,
        read: impl Fn(&Reply) -> Option<T>,
    ) -> Answer<T> {
        if let Some(wait) = self.must_wait() {
            return held(wait);
        }
        let mut refusals = 0;
        loop {
            let token = match self.turn_and_token(until).await {
                Ok(Some(token)) => token,
                Ok(None) => return no_turn(),
                Err(none) => return self.without_token(none),
            };
            // A token may be refused for its age, unless it was not used before.
            let is_new = token.is_new() || refusals + 1 >= MOST_REFUSALS;
            let sent = request(&self.http.client).bearer_auth(token.reveal());
            let mut reply = self.http.exchange(sent, self.clock).await;
            let value = if reply.is_success() && !reply.refuses() { read(&reply) } else { None };
            if value.is_none() {
                reply.cannot_be_read();
            }
            let happened = reply.happened(value.is_some());
            let action = classify(call, is_new && refusals > 0, happened);
            match (action, value) {
                (Action::RefreshToken, _) => {
                    self.tokens.refused(&token);
                    refusals += 1;
                }
                (Action::Done, Some(value)) => {
                    self.note(call, Action::Done, happened, &reply.said);
                    return Answer::Done(value);
                }
                (action, _) => {
                    self.note(call, action, happened, &reply.said);
                    return otherwise(
                        action,
                        &reply,
                        call == Call::Create && may_be_under_way(happened),
                        token.reveal(),
                    );
                }
            }
        }
    }

    /// A turn, and then a token that is good now. Nothing when the turn came too late.
    async fn turn_and_token(&self, until: Instant) -> Result<Option<Arc<Token>>, NoToken> {
        loop {
            self.tokens.wait().await?;
            self.pace.turn().await;
            if Instant::now() > until {
                return Ok(None);
            }
            if let Some(token) = self.tokens.at_turn(&self.http, &self.pace).await? {
                return Ok(Some(token));
            }
        }
    }

    fn without_token<T>(&self, none: NoToken) -> Answer<T> {
        let NoToken { action, happened, said } = none;
        self.note(Call::Token, action, happened, &said);
        Answer::Else { action, said, words: None, existing: None, under_way: false }
    }

    /// How long the breaker holds calls back, if it does.
    fn must_wait(&self) -> Option<Duration> {
        let now = (self.clock)();
        match self.health().breaker.ask(now) {
            Permit::Go => None,
            Permit::Wait { until } => Some((until - now).to_std().unwrap_or_default().min(LONGEST_HELD)),
        }
    }

    /// Learns from an answer.
    fn note(&self, call: Call, action: Action, happened: Happened, said: &str) {
        let now = (self.clock)();
        let mut health = self.health();
        if is_down(happened) {
            health.breaker.failed(now);
        } else {
            health.breaker.succeeded();
        }
        health.learn(call, action);
        match action {
            Action::Pause => {
                let until = now + TimeDelta::from_std(SHUT_OUT_FOR).unwrap_or_default();
                if health.shut_out.is_none() {
                    tracing::error!(call = ?call, said, "the CRM refuses the credentials: correct them or their rights");
                }
                health.shut_out = Some((until, said.to_owned()));
            }
            Action::Done => health.shut_out = None,
            Action::SlowDown { at_least, .. } => self.slow_down(at_least, happened),
            _ => {}
        }
    }

    fn slow_down(&self, at_least: Option<Duration>, happened: Happened) {
        let limited = matches!(happened, Happened::Answered { status: 429, .. });
        if limited {
            let wait = wait_for(at_least, backoff(self.backoff, 1, fastrand::f64()));
            self.pace.complain(Some(wait));
        } else if let Some(wait) = at_least {
            self.pace.pause(wait_for(Some(wait), Duration::ZERO));
        }
    }

    fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Health {
    /// What a call tells of what the CRM can do.
    fn learn(&mut self, call: Call, action: Action) {
        let can = match action {
            Action::Done => true,
            Action::NotSupported => false,
            _ => return,
        };
        match call {
            Call::LookUp => (self.can.look_up, self.can_look_up) = (can, Some(can)),
            Call::Update => (self.can.update, self.can_update) = (can, Some(can)),
            Call::Token | Call::Create | Call::Fetch => {}
        }
    }
}

/// For how much longer; `None` when that is over, or was noted before the clock was set back.
fn shut_out_for(until: DateTime<Utc>, now: DateTime<Utc>) -> Option<Duration> {
    (until - now).to_std().ok().filter(|left| !left.is_zero() && *left <= SHUT_OUT_FOR)
}

/// Whether the CRM as a whole does not work.
fn is_down(happened: Happened) -> bool {
    match happened {
        Happened::NotSent | Happened::NoAnswer => true,
        Happened::Answered { status, .. } => status >= 500 && status != 501,
    }
}

fn held<T>(wait: Duration) -> Answer<T> {
    Answer::Held { wait, said: "the CRM is down and left alone for a while".to_owned() }
}

fn no_turn<T>() -> Answer<T> {
    Answer::Held { wait: Duration::ZERO, said: "there was no turn for the call in time".to_owned() }
}

fn missing<T>(said: &str) -> Answer<T> {
    not_done(Action::Missing, said)
}

fn not_done<T>(action: Action, said: &str) -> Answer<T> {
    Answer::Else { action, said: said.to_owned(), words: None, existing: None, under_way: false }
}

fn otherwise<T>(action: Action, reply: &Reply, under_way: bool, token: &str) -> Answer<T> {
    Answer::Else {
        action,
        said: reply.said.clone(),
        words: reply.words(token),
        existing: reply.body.as_deref().and_then(records::existing_id),
        under_way,
    }
}

fn is_missing<T>(answer: &Answer<T>) -> bool {
    matches!(answer, Answer::Else { action: Action::Missing | Action::NotSupported | Action::Refused, .. })
}

/// The body names the record, or the address of it does.
fn read_created(reply: &Reply) -> Option<Created> {
    let in_body = || records::created(reply.json.as_ref()?);
    let in_address = || {
        let crm_id = records::id_in_address(reply.location.as_deref()?)?;
        Some(Created { crm_id, held: CrmFields::default() })
    };
    in_body().or_else(in_address)
}

impl Page {
    fn read(reply: &Reply) -> Option<Self> {
        let page = |entries, json| Self {
            entries,
            json,
            link: reply.link.clone(),
            bytes: reply.body.as_ref().map_or(0, Vec::len),
        };
        match (&reply.json, reply.status) {
            (Some(json), _) => Some(page(records::entries(json)?, json.clone())),
            // Some CRMs answer so when nothing was found.
            (None, Some(204)) => Some(page(Vec::new(), Value::Null)),
            (None, _) => None,
        }
    }
}

fn user(external_id: &str, fields: &UserFields) -> Value {
    json!({"external_id": external_id, "name": fields.name, "email": fields.email, "phone": fields.phone})
}

fn with_query(mut url: Url, external_id: &str) -> Url {
    url.query_pairs_mut().append_pair("external_id", external_id);
    url
}
