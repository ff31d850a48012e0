//! Settings of what the CRM sends, and of looks at all users.

use std::time::Duration;

use clap::Args;
use frontdesk_sync::WebhookSecret;

use super::values;

/// What the CRM sends, and how often both sides are compared.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "CRM webhook and reconciliation")]
pub(crate) struct SyncSettings {
    /// What signs the CRM's webhooks: whsec_ and base64, or any other text, at least 24 bytes. During a change of the
    /// secret the new one and the old one, with a comma between [default: none, and an event needs an API key like any
    /// other write]
    #[arg(long, env = "FRONTDESK_CRM_WEBHOOK_SECRET", value_name = "SECRETS", value_delimiter = ',',
          value_parser = WebhookSecret::parse_strong)]
    pub(crate) crm_webhook_secret: Vec<WebhookSecret>,

    /// How often all users are compared with the CRM [default: never by itself]
    #[arg(long, env = "FRONTDESK_RECONCILE_EVERY", value_name = "TIME", value_parser = values::duration)]
    pub(crate) reconcile_every: Option<Duration>,
}
