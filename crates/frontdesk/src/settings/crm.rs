//! Settings of the outside CRM, and of notifications about users that it refuses.

use std::time::Duration;

use clap::{ArgAction, Args, ValueEnum};
use frontdesk_crm::{CrmOptions, MailOptions, NotifyOptions, Secret, TokenFormat};
use frontdesk_sync::WebhookSecret;

use super::values;

/// How users are pushed to the CRM.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "CRM")]
pub(crate) struct CrmSettings {
    /// The address of the CRM, to which /crm/users is added [default: none, and users stay pending]
    #[arg(long, env = "FRONTDESK_CRM_URL", value_name = "URL", value_parser = values::web_address)]
    crm_url: Option<String>,

    /// The client id for requesting tokens
    #[arg(long, env = "FRONTDESK_CRM_CLIENT_ID", value_name = "ID", default_value = "dummy")]
    crm_client_id: String,

    /// The client secret for requesting tokens. Prefer the variable, as other users of the machine can see command lines
    /// [default: dummy, as in the simulated CRM]
    #[arg(long, env = "FRONTDESK_CRM_CLIENT_SECRET", value_name = "SECRET", value_parser = values::secret)]
    crm_client_secret: Option<Secret>,

    /// The format of token requests: a form, as in OAuth 2.0, or JSON
    #[arg(long, env = "FRONTDESK_CRM_TOKEN_FORMAT", value_name = "FORMAT", default_value = "form")]
    crm_token_format: Format,

    /// Attempts of a push before the user fails
    #[arg(long, env = "FRONTDESK_CRM_MAX_ATTEMPTS", value_name = "NUMBER", default_value_t = 3,
          value_parser = values::number::<u32>(1, 1000))]
    crm_max_attempts: u32,

    /// Time-out of a call
    #[arg(long, env = "FRONTDESK_CRM_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = values::duration)]
    crm_timeout: Duration,

    /// Maximum wait after the first failed attempt; it doubles with each further one
    #[arg(long, env = "FRONTDESK_CRM_BACKOFF", value_name = "TIME", default_value = "1s", value_parser = values::duration)]
    crm_backoff: Duration,

    /// Calls per second that the CRM allows, of all processes together [default: none; learnt from 429 answers]
    #[arg(long, env = "FRONTDESK_CRM_RATE", value_name = "CALLS", value_parser = values::calls_a_second)]
    crm_rate: Option<f64>,

    /// Users that a process pushes at the same time
    #[arg(long, env = "FRONTDESK_CRM_CONCURRENCY", value_name = "NUMBER", default_value_t = 32,
          value_parser = values::number::<usize>(1, 1000))]
    crm_concurrency: usize,

    /// Read the record from the CRM if times alone cannot tell whether an event is newer than the stored value. With
    /// false, the event is applied unverified
    #[arg(long, env = "FRONTDESK_CRM_WEBHOOK_VERIFY", value_name = "BOOLEAN", default_value = "true",
          action = ArgAction::Set, value_parser = values::boolean)]
    crm_webhook_verify: bool,

    /// Leave the CRM to `frontdesk work` and to other servers
    #[arg(long, env = "FRONTDESK_NO_CRM_WORKER", value_parser = values::boolean)]
    pub(crate) no_crm_worker: bool,

    #[command(flatten)]
    notify: NotifySettings,
}

/// Notifications about failed users.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Notifications about users that could not be pushed to the CRM")]
struct NotifySettings {
    /// The address of the webhook [default: none]
    #[arg(long, env = "FRONTDESK_NOTIFY_WEBHOOK_URL", value_name = "URL", value_parser = values::web_address)]
    notify_webhook_url: Option<String>,

    /// The secret that signs the webhook: whsec_ and base64, or any other text, at least 24 bytes
    /// [default: none, and it is not signed]
    #[arg(long, env = "FRONTDESK_NOTIFY_WEBHOOK_SECRET", value_name = "SECRET",
          value_parser = WebhookSecret::parse_strong)]
    notify_webhook_secret: Option<WebhookSecret>,

    /// The mail server: smtps://USER:PASSWORD@HOST, or smtp://HOST for one on this machine [default: none]
    #[arg(long, env = "FRONTDESK_NOTIFY_SMTP_URL", value_name = "URL", value_parser = values::secret,
          requires_all = ["notify_from", "notify_to"])]
    notify_smtp_url: Option<Secret>,

    /// The sender of mail [default: none]
    #[arg(long, env = "FRONTDESK_NOTIFY_FROM", value_name = "ADDRESS")]
    notify_from: Option<String>,

    /// The recipients of mail, separated by commas [default: none]
    #[arg(long, env = "FRONTDESK_NOTIFY_TO", value_name = "ADDRESSES", value_delimiter = ',')]
    notify_to: Vec<String>,
}

/// The format of token requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As in OAuth 2.0.
    Form,
    /// As JSON.
    Json,
}

impl CrmSettings {
    /// The same as the client takes it. `None` without a CRM.
    pub(crate) fn options(&self) -> Option<CrmOptions> {
        let url = self.crm_url.as_deref()?;
        Some(CrmOptions {
            client_id: self.crm_client_id.clone(),
            client_secret: self.crm_client_secret.clone().unwrap_or_else(|| Secret::new("dummy")),
            token_format: match self.crm_token_format {
                Format::Form => TokenFormat::Form,
                Format::Json => TokenFormat::Json,
            },
            max_attempts: self.crm_max_attempts,
            timeout: self.crm_timeout,
            backoff: self.crm_backoff,
            rate: self.crm_rate,
            concurrency: self.crm_concurrency,
            verify_webhooks: self.crm_webhook_verify,
            ..CrmOptions::new(url)
        })
    }

    /// Whether users are pushed to a CRM, by this process or by others.
    pub(crate) fn has_crm(&self) -> bool {
        self.crm_url.is_some() || self.no_crm_worker
    }

    /// Whether the CRM is asked about events: there must be one.
    pub(crate) fn verifies_webhooks(&self) -> bool {
        self.has_crm() && self.crm_webhook_verify
    }

    /// Notifications about failed users.
    pub(crate) fn notify_options(&self) -> NotifyOptions {
        let notify = &self.notify;
        let mail = notify.notify_smtp_url.clone().map(|url| MailOptions {
            url,
            from: notify.notify_from.clone().unwrap_or_default(),
            to: notify.notify_to.clone(),
        });
        NotifyOptions {
            webhook_url: notify.notify_webhook_url.clone(),
            webhook_secret: notify.notify_webhook_secret.clone(),
            mail,
        }
    }
}
