//! Settings of what the CRM sends, and of looks at all users.

use std::time::Duration;

use clap::Args;
use frontdesk_sync::WebhookSecret;

use super::values;

/// What the CRM sends, and how often both sides are compared.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "CRM webhook and reconciliation")]
pub(crate) struct SyncSettings {
    /// The secret that signs the CRM's webhooks: whsec_ and base64, or any other text, at least 24 bytes. While the
    /// secret is being changed, give both: new,old [default: none, and an event needs an API key
    /// like any other write]
    #[arg(long, env = "FRONTDESK_CRM_WEBHOOK_SECRET", value_name = "SECRETS", value_delimiter = ',',
          value_parser = WebhookSecret::parse_strong)]
    pub(crate) crm_webhook_secret: Vec<WebhookSecret>,

    /// Interval of sweeps over all users [default: only on request]
    #[arg(long, env = "FRONTDESK_RECONCILE_EVERY", value_name = "TIME", value_parser = values::duration)]
    pub(crate) reconcile_every: Option<Duration>,
}
