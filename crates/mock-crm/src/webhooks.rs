//! Webhooks: signed as the Standard Webhooks specification says, sent again until they are accepted.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Serialize, Serializer};
use sha2::Sha256;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::sleep;

use crate::counts::Counting;
use crate::dice::{Dice, Throw};
use crate::faults::Faults;
use crate::options::{Clock, WebhookSecret};
use crate::records::Changes;

/// How long a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(5);
/// The wait before a webhook is sent again; it doubles each time, up to the longest.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How often a webhook is sent before it is given up: about 30 seconds.
const ATTEMPTS: u32 = 20;
/// Shuffled webhooks are kept back up to so long.
const SHUFFLED_OVER: Duration = Duration::from_millis(400);

/// A user was changed in the CRM.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Event {
    pub(crate) crm_id: String,
    pub(crate) updated_fields: Changes,
    #[serde(serialize_with = "rfc3339")]
    pub(crate) timestamp: DateTime<Utc>,
}

fn rfc3339<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Micros, true))
}

/// A webhook on its way.
#[derive(Debug, Clone)]
struct Webhook {
    id: String,
    body: Vec<u8>,
    delay: Duration,
}

/// The way out. Those who are in order wait for each other.
pub(crate) struct Outgoing {
    sender: Arc<Sender>,
    queue: UnboundedSender<Webhook>,
    waiting: Mutex<Option<UnboundedReceiver<Webhook>>>,
}

struct Sender {
    client: reqwest::Client,
    url: Option<String>,
    secret: Option<WebhookSecret>,
    clock: Clock,
    dice: Arc<Dice>,
    counting: Arc<Mutex<Counting>>,
}

impl Outgoing {
    pub(crate) fn new(
        url: Option<String>,
        secret: Option<WebhookSecret>,
        clock: Clock,
        dice: Arc<Dice>,
        counting: Arc<Mutex<Counting>>,
    ) -> Result<Self, reqwest::Error> {
        // The TLS library needs a provider. Another part of the program may have installed one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        let (queue, receiver) = unbounded_channel();
        let sender = Arc::new(Sender { client, url, secret, clock, dice, counting });
        Ok(Self { sender, queue, waiting: Mutex::new(Some(receiver)) })
    }

    pub(crate) fn counting(&self) -> MutexGuard<'_, Counting> {
        self.sender.counting()
    }

    /// Puts a webhook on its way, as the faults will have it.
    pub(crate) fn send(&self, event: Event, faults: &Faults) {
        let Some(first) = self.sender.webhook(&event, faults) else { return };
        let again = (self.sender.dice.part(Throw::Webhook) < faults.duplicate_webhooks)
            .then(|| Webhook { delay: self.sender.delay(faults), ..first.clone() });
        for webhook in [Some(first), again].into_iter().flatten() {
            self.sender.counting().counts.webhooks_waiting += 1;
            // The queue is read as long as the CRM runs.
            let _ = self.queue.send(webhook);
        }
    }

    /// Sends what is queued, as long as it runs.
    pub(crate) async fn work_off(&self) {
        let receiver = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut receiver) = receiver else { return };
        while let Some(webhook) = receiver.recv().await {
            if webhook.delay.is_zero() {
                self.sender.deliver(webhook).await;
            } else {
                let sender = Arc::clone(&self.sender);
                actix_web::rt::spawn(async move { sender.deliver(webhook).await });
            }
        }
    }
}

impl Sender {
    fn counting(&self) -> MutexGuard<'_, Counting> {
        self.counting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` without a receiver, or if the faults drop this one.
    fn webhook(&self, event: &Event, faults: &Faults) -> Option<Webhook> {
        self.url.as_ref()?;
        let id = format!("msg_{:016x}", self.dice.number(Throw::Webhook));
        if self.dice.part(Throw::Webhook) < faults.drop_webhooks {
            self.counting().counts.webhooks_lost += 1;
            return None;
        }
        let body = serde_json::to_vec(event).ok()?;
        Some(Webhook { id, body, delay: self.delay(faults) })
    }

    fn delay(&self, faults: &Faults) -> Duration {
        if faults.shuffle_webhooks {
            SHUFFLED_OVER.mul_f64(self.dice.part(Throw::Webhook))
        } else {
            Duration::ZERO
        }
    }

    async fn deliver(&self, webhook: Webhook) {
        sleep(webhook.delay).await;
        let mut wait = FIRST_WAIT;
        for attempt in 1..=ATTEMPTS {
            let taken = self.attempt(&webhook).await;
            tracing::debug!(id = webhook.id, attempt, taken, "webhook sent");
            if taken {
                let counts = &mut self.counting().counts;
                counts.webhooks_delivered += 1;
                counts.webhooks_waiting = counts.webhooks_waiting.saturating_sub(1);
                return;
            }
            sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        let counts = &mut self.counting().counts;
        counts.webhooks_lost += 1;
        counts.webhooks_waiting = counts.webhooks_waiting.saturating_sub(1);
    }

    async fn attempt(&self, webhook: &Webhook) -> bool {
        let Some(url) = &self.url else { return false };
        let timestamp = (self.clock)().timestamp();
        let mut request = self
            .client
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", &webhook.id)
            .header("webhook-timestamp", timestamp);
        if let Some(secret) = &self.secret {
            request =
                request.header("webhook-signature", sign(secret, &webhook.id, timestamp, &webhook.body));
        }
        let answer = request.body(webhook.body.clone()).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }
}

/// `v1,` and the base64 of HMAC-SHA256 over id, time and body.
fn sign(secret: &WebhookSecret, id: &str, timestamp: i64, body: &[u8]) -> String {
    // A key of HMAC may have any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.bytes()) else { return String::new() };
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_of_the_specification() {
        // The example of the specification, section "Signature scheme".
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse().expect("a secret");
        let body = br#"{"test": 2432232314}"#;
        assert_eq!(
            sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    #[test]
    fn an_event_is_written_with_what_changed_alone() {
        let event = Event {
            crm_id: "CRM1".to_owned(),
            updated_fields: Changes { phone: Some("2".to_owned()), ..Changes::default() },
            timestamp: DateTime::from_timestamp_micros(1_700_000_000_000_001).expect("a time"),
        };
        assert_eq!(
            serde_json::to_string(&event).expect("JSON"),
            r#"{"crm_id":"CRM1","updated_fields":{"phone":"2"},"timestamp":"2023-11-14T22:13:20.000001Z"}"#
        );
    }
}
