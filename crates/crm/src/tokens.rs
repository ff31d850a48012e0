//! Access tokens: one request serves all calls that need one.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use frontdesk_sync::{Action, Call, Happened, UserFields, classify, parse_time, tell_reason, wait_for};
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::http::{Http, Reply};
use crate::options::{CrmOptions, Secret, TokenFormat};
use crate::pace::Pace;
use crate::records::text_at;

/// Lifetime of a token without `expires_in`, unless the CRM refuses it earlier.
const UNSAID: Duration = Duration::from_secs(3_600);
/// The longest lifetime that is accepted.
const LONGEST: Duration = Duration::from_secs(24 * 3_600);
/// Parts of its lifetime after which a token is renewed while it is used, and after which it is not used any more.
const YOUNG: f64 = 0.8;
const GOOD: f64 = 0.95;

/// A token and its lifetime.
pub(crate) struct Token {
    text: Secret,
    got_at: Instant,
    good_for: Duration,
    /// Whether a call was made with it.
    used: AtomicBool,
    /// Whether another one was requested while it was valid.
    renewed_early: AtomicBool,
}

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoToken {
    pub(crate) action: Action,
    pub(crate) happened: Happened,
    pub(crate) said: String,
}

/// The current token, and who is renewing it.
pub(crate) struct Tokens {
    client_id: String,
    client_secret: Secret,
    format: TokenFormat,
    clock: fn() -> DateTime<Utc>,
    current: RwLock<Option<Arc<Token>>>,
    /// Held by the call that requests a token. The number of requests, and the error of the last one.
    flight: Mutex<(u64, Option<NoToken>)>,
    flights: AtomicU64,
    renewed_at: RwLock<Option<DateTime<Utc>>>,
}

impl Token {
    /// The lifetime starts at the request; if the answer took most of it, at the answer.
    fn new(granted: Granted, asked_at: Instant) -> Self {
        let is_slow = asked_at.elapsed() > granted.good_for / 2;
        Self {
            text: Secret::new(granted.access_token),
            got_at: if is_slow { Instant::now() } else { asked_at },
            good_for: granted.good_for,
            used: AtomicBool::new(false),
            renewed_early: AtomicBool::new(false),
        }
    }

    pub(crate) fn reveal(&self) -> &str {
        self.text.reveal()
    }

    /// Marks the token as used. True for the first call: a token that is refused then was never valid.
    pub(crate) fn is_new(&self) -> bool {
        !self.used.swap(true, Ordering::Relaxed)
    }

    fn is_within(&self, part: f64) -> bool {
        self.got_at.elapsed() < self.good_for.mul_f64(part)
    }

    /// Whether the caller should renew it early. A token is used at least once, however far apart calls are: otherwise
    /// each rate slot might be used for a token. One failed attempt to renew early is enough.
    fn is_to_be_renewed(&self) -> bool {
        self.used.load(Ordering::Relaxed) && !self.renewed_early.swap(true, Ordering::Relaxed)
    }
}

impl Tokens {
    pub(crate) fn new(options: &CrmOptions, clock: fn() -> DateTime<Utc>) -> Self {
        Self {
            client_id: options.client_id.clone(),
            client_secret: options.client_secret.clone(),
            format: options.token_format,
            clock,
            current: RwLock::default(),
            flight: Mutex::default(),
            flights: AtomicU64::new(0),
            renewed_at: RwLock::default(),
        }
    }

    /// When the last token was received.
    pub(crate) fn renewed_at(&self) -> Option<DateTime<Utc>> {
        *self.renewed_at.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token for a call that has a rate slot. `None` if the slot was used for a token request, or for waiting for one:
    /// the call takes another slot. A token is looked up at the slot and not before, as it may expire during the wait.
    /// The first call that finds an ageing token renews it, while others use it.
    pub(crate) async fn at_turn(&self, http: &Http, pace: &Pace) -> Result<Option<Arc<Token>>, NoToken> {
        match self.current() {
            Some(token) if token.is_within(YOUNG) => Ok(Some(token)),
            Some(token) if token.is_within(GOOD) => match self.flight.try_lock() {
                Ok(mut flight) if token.is_to_be_renewed() => {
                    // A failure does not matter as long as the current token is valid.
                    let _ = self.fetch(http, pace, &mut flight).await;
                    Ok(None)
                }
                _ => Ok(Some(token)),
            },
            _ => self.renew(http, pace).await.map(|()| None),
        }
    }

    /// Waits for a token request in flight, and shares its failure. Call it before taking a rate slot, which would be
    /// wasted without a token.
    pub(crate) async fn wait(&self) -> Result<(), NoToken> {
        if self.has_good() {
            return Ok(());
        }
        let before = self.flights.load(Ordering::Acquire);
        let flight = self.flight.lock().await;
        failed_since(&flight, before)
    }

    /// The CRM refused a token: it is thrown away, unless there is another one by now.
    pub(crate) fn refused(&self, token: &Arc<Token>) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, token)) {
            *current = None;
        }
    }

    /// One caller asks for a token, the others wait for what it gets.
    async fn renew(&self, http: &Http, pace: &Pace) -> Result<(), NoToken> {
        let before = self.flights.load(Ordering::Acquire);
        let mut flight = self.flight.lock().await;
        if self.has_good() {
            return Ok(());
        }
        failed_since(&flight, before)?;
        self.fetch(http, pace, &mut flight).await
    }

    fn has_good(&self) -> bool {
        self.current().is_some_and(|token| token.is_within(GOOD))
    }

    fn current(&self) -> Option<Arc<Token>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn fetch(
        &self,
        http: &Http,
        pace: &Pace,
        flight: &mut (u64, Option<NoToken>),
    ) -> Result<(), NoToken> {
        let fetched = self.ask(http, pace).await;
        flight.0 += 1;
        self.flights.store(flight.0, Ordering::Release);
        flight.1 = fetched.as_ref().err().cloned();
        let token = Arc::new(fetched?);
        tracing::debug!(good_for_seconds = token.good_for.as_secs_f64(), "the CRM gave a token");
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(token);
        *self.renewed_at.write().unwrap_or_else(PoisonError::into_inner) = Some((self.clock)());
        Ok(())
    }

    async fn ask(&self, http: &Http, pace: &Pace) -> Result<Token, NoToken> {
        let asked_at = Instant::now();
        let request = http.client.post(http.at(&["crm", "token"]));
        let request = match self.format {
            TokenFormat::Form => {
                request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(self.form())
            }
            TokenFormat::Json => request.json(&self.json()),
        };
        let mut reply = http.exchange(request, self.clock).await;
        let granted = reply.json.as_ref().filter(|_| reply.is_success());
        let granted = granted.and_then(|answer| Granted::read(answer, (self.clock)()));
        if granted.is_none() {
            reply.cannot_be_read();
        }
        match classify(Call::Token, false, reply.happened(granted.is_some())) {
            Action::Done => {
                let granted = granted.unwrap_or_default();
                Ok(Token::new(granted, asked_at))
            }
            action => {
                if let Action::SlowDown { at_least: Some(wait), .. } = action {
                    // A token that is renewed early is not missed, but what the CRM asks for holds.
                    pace.pause(wait_for(Some(wait), Duration::ZERO));
                }
                Err(NoToken::new(action, &reply, self.format, &self.client_secret))
            }
        }
    }

    fn form(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &self.client_id)
            .append_pair("client_secret", self.client_secret.reveal())
            .finish()
    }

    fn json(&self) -> Value {
        json!({
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.client_secret.reveal(),
        })
    }
}

impl NoToken {
    fn new(action: Action, reply: &Reply, format: TokenFormat, secret: &Secret) -> Self {
        // Whatever became of the request for a token, the call itself was not made.
        let action = match action {
            // A 503 that does not say for how long is an error like any other.
            Action::Retry { .. } | Action::SlowDown { at_least: None, in_doubt: true } => {
                Action::Retry { in_doubt: false }
            }
            Action::SlowDown { at_least, .. } => Action::SlowDown { at_least, in_doubt: false },
            _ => Action::Pause,
        };
        let other = match format {
            TokenFormat::Form => "json",
            TokenFormat::Json => "form",
        };
        let hint = match reply.status {
            // Statuses of a body that is not understood.
            Some(400 | 415 | 422) => format!("; does it want FRONTDESK_CRM_TOKEN_FORMAT={other}?"),
            _ => String::new(),
        };
        let no_user = UserFields { name: String::new(), email: String::new(), phone: String::new() };
        let words = reply.words(secret.reveal()).and_then(|words| tell_reason(&words, &no_user));
        let words = words.map(|words| format!(": {words}")).unwrap_or_default();
        let said = format!("no token: {}{words}{hint}", reply.said);
        Self { action, happened: reply.happened(false), said }
    }
}

/// Who came while another one was asking shares its failure, else each would wait through one of its own.
fn failed_since(flight: &(u64, Option<NoToken>), before: u64) -> Result<(), NoToken> {
    match &flight.1 {
        Some(failure) if flight.0 > before => Err(failure.clone()),
        _ => Ok(()),
    }
}

/// What the CRM grants.
#[derive(Debug, Default)]
struct Granted {
    access_token: String,
    good_for: Duration,
}

impl Granted {
    fn read(answer: &Value, now: DateTime<Utc>) -> Option<Self> {
        let inner = ["data", "result", "token"].iter().filter_map(|key| answer.get(key));
        let answer =
            std::iter::once(answer).chain(inner).find(|place| place.get("access_token").is_some())?;
        let access_token = text_at(answer, "accesstoken")?;
        let in_seconds = text_at(answer, "expiresin").and_then(|text| text.trim().parse::<f64>().ok());
        let at = || Some((parse_time(&text_at(answer, "expiresat")?)? - now).as_seconds_f64());
        let seconds = in_seconds.or_else(at).filter(|seconds| seconds.is_finite() && *seconds > 0.0);
        let good_for =
            seconds.map_or(UNSAID, |seconds| Duration::from_secs_f64(seconds.min(LONGEST.as_secs_f64())));
        let is_sound = access_token.chars().all(|c| c.is_ascii_graphic());
        is_sound.then_some(Self { access_token, good_for })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_is_read_with_its_time_in_any_form() {
        for (body, expected) in [
            (r#"{"access_token":"t","expires_in":2}"#, Some(2)),
            (r#"{"access_token":"t","expires_in":"120"}"#, Some(120)),
            (r#"{"access_token":"t"}"#, Some(3_600)),
            (r#"{"access_token":"t","expires_in":null}"#, Some(3_600)),
            (r#"{"access_token":"t","expires_in":-1}"#, Some(3_600)),
            (r#"{"access_token":"t","expires_in":0}"#, Some(3_600)),
            (r#"{"access_token":"t","expires_in":1e300}"#, Some(86_400)),
            (r#"{"access_token":""}"#, None),
            (r#"{"access_token":"a b"}"#, None),
            (r#"{"token":"t"}"#, None),
            (r#"{"data":{"access_token":"t","expires_in":5}}"#, Some(5)),
            (r#"{"access_token":"t","expires_at":1697371230}"#, Some(30)),
            (r#"{"access_token":"t","expires_at":"2023-10-15T12:00:30Z"}"#, Some(30)),
            ("[]", None),
        ] {
            let (body, now) = (serde_json::from_str(body).expect("JSON"), parse_time("1697371200"));
            let read = Granted::read(&body, now.expect("a time")).map(|granted| granted.good_for.as_secs());
            assert_eq!(read, expected, "{body}");
        }
    }
}
