//! Access tokens: asked for once, however many calls need one.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use frontdesk_sync::{Action, Call, classify, wait_for};
use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::http::{Http, Reply};
use crate::options::{CrmOptions, Secret, TokenFormat};
use crate::pace::Pace;

/// A token without a word about how long it is good is taken to be good so long, or until the CRM refuses it.
const UNSAID: Duration = Duration::from_secs(3_600);
/// The longest that is believed.
const LONGEST: Duration = Duration::from_secs(24 * 3_600);
/// So much of its time is left when a token is renewed while it can still be used, and so much when it cannot.
const YOUNG: f64 = 0.8;
const GOOD: f64 = 0.95;

/// A token and its time.
pub(crate) struct Token {
    text: Secret,
    got_at: Instant,
    good_for: Duration,
}

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoToken {
    pub(crate) action: Action,
    pub(crate) said: String,
}

/// The current token, and who is renewing it.
pub(crate) struct Tokens {
    client_id: String,
    client_secret: Secret,
    format: TokenFormat,
    clock: fn() -> DateTime<Utc>,
    current: RwLock<Option<Arc<Token>>>,
    /// Whoever holds it asks for a token. How often that was tried, and what came of it last.
    flight: Mutex<(u64, Option<NoToken>)>,
    flights: std::sync::atomic::AtomicU64,
    renewed_at: RwLock<Option<DateTime<Utc>>>,
}

impl Token {
    pub(crate) fn reveal(&self) -> &str {
        self.text.reveal()
    }

    fn is_within(&self, part: f64) -> bool {
        self.got_at.elapsed() < self.good_for.mul_f64(part)
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
            flights: std::sync::atomic::AtomicU64::new(0),
            renewed_at: RwLock::default(),
        }
    }

    /// When the last token was got.
    pub(crate) fn renewed_at(&self) -> Option<DateTime<Utc>> {
        *self.renewed_at.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token that is good for a while. The first to find it ageing renews it, while others go on with it.
    pub(crate) async fn get(&self, http: &Http, pace: &Pace) -> Result<Arc<Token>, NoToken> {
        match self.current() {
            Some(token) if token.is_within(YOUNG) => Ok(token),
            Some(token) if token.is_within(GOOD) => match self.flight.try_lock() {
                Ok(mut flight) => {
                    let renewed = self.fetch(http, pace, &mut flight).await;
                    Ok(renewed.unwrap_or(token))
                }
                Err(_) => Ok(token),
            },
            old => self.renew(old.as_ref(), http, pace).await,
        }
    }

    /// Another token than `used`, which the CRM refused or whose time is over. One caller asks, the others get what it
    /// got.
    pub(crate) async fn renew(
        &self,
        used: Option<&Arc<Token>>,
        http: &Http,
        pace: &Pace,
    ) -> Result<Arc<Token>, NoToken> {
        let before = self.flights.load(std::sync::atomic::Ordering::Acquire);
        let mut flight = self.flight.lock().await;
        let current = self.current();
        let is_other = |token: &Arc<Token>| used.is_none_or(|used| !Arc::ptr_eq(used, token));
        if let Some(token) = current.filter(|token| is_other(token) && token.is_within(GOOD)) {
            return Ok(token);
        }
        // Who came while another one was asking shares its failure, else each would wait through one of its own.
        if flight.0 > before
            && let Some(failure) = &flight.1
        {
            return Err(failure.clone());
        }
        self.fetch(http, pace, &mut flight).await
    }

    fn current(&self) -> Option<Arc<Token>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn fetch(
        &self,
        http: &Http,
        pace: &Pace,
        flight: &mut (u64, Option<NoToken>),
    ) -> Result<Arc<Token>, NoToken> {
        let fetched = self.ask(http, pace).await;
        flight.0 += 1;
        self.flights.store(flight.0, std::sync::atomic::Ordering::Release);
        flight.1 = fetched.as_ref().err().cloned();
        let token = Arc::new(fetched?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&token));
        *self.renewed_at.write().unwrap_or_else(PoisonError::into_inner) = Some((self.clock)());
        tracing::debug!(good_for_seconds = token.good_for.as_secs_f64(), "the CRM gave a token");
        Ok(token)
    }

    async fn ask(&self, http: &Http, pace: &Pace) -> Result<Token, NoToken> {
        pace.turn().await;
        let got_at = Instant::now();
        let request = http.client.post(http.at(&["crm", "token"]));
        let request = match self.format {
            TokenFormat::Form => {
                request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(self.form())
            }
            TokenFormat::Json => request.json(&self.json()),
        };
        let reply = http.exchange(request, self.clock).await;
        let granted = reply.body.as_deref().filter(|_| reply.is_success()).and_then(Granted::read);
        match classify(Call::Token, false, reply.happened(granted.is_some())) {
            Action::Done => {
                let granted = granted.unwrap_or_default();
                Ok(Token { text: Secret::new(granted.access_token), got_at, good_for: granted.good_for })
            }
            action => {
                if let Action::SlowDown { at_least: Some(wait), .. } = action {
                    // A token that is renewed early is not missed, but what the CRM asks for holds.
                    pace.pause(wait_for(Some(wait), Duration::ZERO));
                }
                Err(NoToken::new(action, &reply))
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
    fn new(action: Action, reply: &Reply) -> Self {
        // Whatever became of the request for a token, the call itself was not made.
        let action = match action {
            Action::Retry { .. } => Action::Retry { in_doubt: false },
            Action::SlowDown { at_least, .. } => Action::SlowDown { at_least, in_doubt: false },
            _ => Action::Pause,
        };
        Self { action, said: format!("no token: {}", reply.said) }
    }
}

/// What the CRM grants.
#[derive(Debug, Default)]
struct Granted {
    access_token: String,
    good_for: Duration,
}

#[derive(Deserialize)]
struct TokenBody {
    access_token: String,
    expires_in: Option<Value>,
}

impl Granted {
    fn read(body: &[u8]) -> Option<Self> {
        let body: TokenBody = serde_json::from_slice(body).ok()?;
        let seconds = match &body.expires_in {
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(value) => value.as_f64(),
            None => None,
        };
        let seconds = seconds.filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0);
        let good_for =
            seconds.map_or(UNSAID, |seconds| Duration::from_secs_f64(seconds.min(LONGEST.as_secs_f64())));
        let is_sound =
            !body.access_token.is_empty() && body.access_token.chars().all(|c| c.is_ascii_graphic());
        is_sound.then_some(Self { access_token: body.access_token, good_for })
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
            (r#"{"access_token":"t","expires_in":1e300}"#, Some(86_400)),
            (r#"{"access_token":""}"#, None),
            (r#"{"access_token":"a b"}"#, None),
            (r#"{"token":"t"}"#, None),
            ("", None),
        ] {
            let read = Granted::read(body.as_bytes()).map(|granted| granted.good_for.as_secs());
            assert_eq!(read, expected, "{body}");
        }
    }
}
