//! Notifications about failed users: by a signed webhook, by e-mail, or both. Once for each failure.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use frontdesk_storage::outbox::{Ending, Taken};
use frontdesk_storage::sync::Notice;
use frontdesk_sync::{WebhookSecret, backoff, sign};
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use reqwest::Client;
use reqwest::redirect::Policy;
use serde_json::json;

use crate::options::Secret;

/// How long a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Attempts for a notice. With the backoff that is about an hour.
const ATTEMPTS: u32 = 12;
const FIRST_BACKOFF: Duration = Duration::from_secs(5);

/// Where notifications about failed users go.
#[derive(Debug, Clone, Default)]
pub struct NotifyOptions {
    /// Where a webhook goes.
    pub webhook_url: Option<String>,
    /// What signs it.
    pub webhook_secret: Option<WebhookSecret>,
    /// How mail is sent.
    pub mail: Option<MailOptions>,
}

/// How mail is sent.
#[derive(Debug, Clone)]
pub struct MailOptions {
    /// The mail server: `smtps://user:password@mail.example.com`, or `smtp://…` for one on this machine.
    pub url: Secret,
    /// Who it is from.
    pub from: String,
    /// Who gets it.
    pub to: Vec<String>,
}

/// Why notifications cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// The URL of the mail server is malformed. It is not quoted: it may hold a password.
    #[error("the URL of the mail server must be smtps://user:password@host or smtp://host")]
    MailServer,
    /// An address is malformed.
    #[error("\"{0}\" must be an e-mail address")]
    Address(String),
    /// The HTTP client could not be created.
    #[error("cannot send webhooks: {0}")]
    Webhooks(#[from] reqwest::Error),
}

/// Sends notifications.
pub struct Notifier {
    webhook: Option<Webhook>,
    mail: Option<Mail>,
    /// What was sent of notices that have to be sent again another way: row and way.
    sent: Mutex<HashSet<(i64, &'static str)>>,
}

struct Webhook {
    client: Client,
    url: String,
    secret: Option<WebhookSecret>,
}

struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    to: Vec<Mailbox>,
}

impl Notifier {
    /// `None` without a recipient.
    ///
    /// # Errors
    /// An address or a URL is malformed.
    pub fn new(options: &NotifyOptions) -> Result<Option<Self>, NotifyError> {
        let webhook = options.webhook_url.as_deref().map(|url| Webhook::new(url, options)).transpose()?;
        let mail = options.mail.as_ref().map(Mail::new).transpose()?;
        let any = webhook.is_some() || mail.is_some();
        Ok(any.then(|| Self { webhook, mail, sent: Mutex::default() }))
    }

    /// Sends a notice every way that it has not been sent yet.
    pub(crate) async fn send(&self, taken: &Taken, now: DateTime<Utc>) -> Ending {
        let Ok(notice) = serde_json::from_str::<Notice>(&taken.payload) else {
            return Ending::Dead { error: "the notice cannot be read".to_owned() };
        };
        let id = format!("msg_{}_{}", notice.user_id.simple(), notice.failed_at.timestamp_micros());
        let mut errors = Vec::new();
        if let Some(webhook) = self.webhook.as_ref().filter(|_| !self.is_sent(taken, "webhook")) {
            self.note(taken, "webhook", webhook.send(&notice, &id, now).await, &mut errors);
        }
        if let Some(mail) = self.mail.as_ref().filter(|_| !self.is_sent(taken, "mail")) {
            self.note(taken, "mail", mail.send(&notice, &id).await, &mut errors);
        }
        let ending = ending(&errors, taken.attempts.saturating_add(1));
        if !matches!(ending, Ending::Later { .. }) {
            self.sent().retain(|(row, _)| *row != taken.entity_id);
        }
        tracing::info!(user = %notice.user_id, sent = errors.is_empty(), error = errors.join("; "), "notice");
        ending
    }

    fn note(&self, taken: &Taken, way: &'static str, sent: Result<(), String>, errors: &mut Vec<String>) {
        match sent {
            Ok(()) => {
                self.sent().insert((taken.entity_id, way));
            }
            Err(error) => errors.push(error),
        }
    }

    fn is_sent(&self, taken: &Taken, way: &'static str) -> bool {
        self.sent().contains(&(taken.entity_id, way))
    }

    fn sent(&self) -> std::sync::MutexGuard<'_, HashSet<(i64, &'static str)>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ending(errors: &[String], attempts: u32) -> Ending {
    if errors.is_empty() {
        return Ending::Done;
    }
    let error = errors.join("; ");
    if attempts >= ATTEMPTS {
        return Ending::Dead { error };
    }
    Ending::Later { after: backoff(FIRST_BACKOFF, attempts, fastrand::f64()), uses_attempt: true, error }
}

impl Webhook {
    fn new(url: &str, options: &NotifyOptions) -> Result<Self, NotifyError> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder().redirect(Policy::none()).timeout(TIMEOUT);
        if url.starts_with("http://") {
            builder = builder.tls_certs_only([]);
        }
        Ok(Self { client: builder.build()?, url: url.to_owned(), secret: options.webhook_secret.clone() })
    }

    async fn send(&self, notice: &Notice, id: &str, now: DateTime<Utc>) -> Result<(), String> {
        let timestamp = notice.failed_at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let body = json!({"type": "user.sync_failed", "timestamp": timestamp, "data": notice}).to_string();
        let mut request = self
            .client
            .post(&self.url)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", now.timestamp());
        if let Some(secret) = &self.secret {
            request = request.header("webhook-signature", sign(secret, id, now, body.as_bytes()));
        }
        match request.body(body).send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(format!("the webhook was answered {}", answer.status().as_u16())),
            Err(error) if error.is_timeout() => Err("the webhook was not answered in time".to_owned()),
            Err(_) => Err("the webhook could not be sent".to_owned()),
        }
    }
}

impl Mail {
    fn new(options: &MailOptions) -> Result<Self, NotifyError> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(options.url.reveal())
            .map_err(|_| NotifyError::MailServer)?;
        let mailbox = |text: &String| text.parse::<Mailbox>().map_err(|_| NotifyError::Address(text.clone()));
        Ok(Self {
            transport: builder.timeout(Some(TIMEOUT)).build(),
            from: mailbox(&options.from)?,
            to: options.to.iter().map(mailbox).collect::<Result<_, _>>()?,
        })
    }

    async fn send(&self, notice: &Notice, id: &str) -> Result<(), String> {
        let message = self.message(notice, id).map_err(|_| "the mail cannot be written".to_owned())?;
        let sent = self.transport.send(message).await;
        // The server's own words may quote addresses.
        sent.map(drop).map_err(|error| match error.status() {
            Some(code) => format!("the mail server answered {code}"),
            None => "the mail server could not be reached".to_owned(),
        })
    }

    fn message(&self, notice: &Notice, id: &str) -> Result<Message, lettre::error::Error> {
        let builder = Message::builder()
            .from(self.from.clone())
            .message_id(Some(format!("<{id}@frontdesk>")))
            .subject(format!("User {} could not be pushed to the CRM", notice.user_id));
        let builder = self.to.iter().fold(builder, |builder, to| builder.to(to.clone()));
        builder.body(text(notice))
    }
}

fn text(notice: &Notice) -> String {
    format!(
        "Frontdesk has given up bringing a user into step with the CRM.\r\n\r\nFirm: {}\r\nUser: {}\r\nRecord in the CRM: \
         {}\r\nWhy: {}\r\nAttempts: {}\r\nWhen: {}\r\n\r\nPOST /users/{}/sync tries again.\r\n",
        notice.firm_id,
        notice.user_id,
        notice.crm_id.as_deref().unwrap_or("none"),
        notice.error,
        notice.attempts,
        notice.failed_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        notice.user_id,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(url: &str, to: &str) -> NotifyOptions {
        let mail = MailOptions {
            url: Secret::new(url),
            from: "desk@example.com".to_owned(),
            to: vec![to.to_owned()],
        };
        NotifyOptions { mail: Some(mail), ..NotifyOptions::default() }
    }

    #[test]
    fn nobody_is_told_unless_somebody_wants_to_be() {
        assert!(Notifier::new(&NotifyOptions::default()).is_ok_and(|notifier| notifier.is_none()));
    }

    #[test]
    fn bad_addresses_are_named_and_passwords_are_not() {
        let error =
            Notifier::new(&mail("smtp://127.0.0.1:25", "no-address")).err().expect("refused").to_string();
        assert_eq!(error, "\"no-address\" must be an e-mail address");
        let error = Notifier::new(&mail("nonsense://u:hunter2@h", "a@example.com"))
            .err()
            .expect("refused")
            .to_string();
        assert!(!error.contains("hunter2"), "{error}");
        assert!(!format!("{:?}", mail("smtp://u:hunter2@h", "a@example.com")).contains("hunter2"));
    }

    #[test]
    fn a_notice_is_tried_again_and_given_up_in_the_end() {
        let errors = ["x".to_owned()];
        assert_eq!(ending(&[], 1), Ending::Done);
        assert!(matches!(ending(&errors, 1), Ending::Later { uses_attempt: true, .. }));
        assert_eq!(ending(&errors, ATTEMPTS), Ending::Dead { error: "x".to_owned() });
    }
}
