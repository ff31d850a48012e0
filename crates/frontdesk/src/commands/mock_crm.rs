//! `frontdesk mock-crm`: a simulated CRM to try the sync against.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use frontdesk_mock_crm::{Faults, Options, StartError, WebhookSecret};

use crate::clock;
use crate::exit::UsageError;
use crate::settings::values;

/// Run a simulated CRM for testing the sync
///
/// It keeps its users in memory and simulates the faults of real CRMs. It does not change data of Frontdesk.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk mock-crm --webhook-url http://127.0.0.1:8080/webhook
  frontdesk mock-crm --error-rate 0.2 --hang-rate 0.1 --lose-answers 0.1 --token-ttl 2s --seed 7
  frontdesk mock-crm --rate-limit 200 --latency 20ms

Rates are parts of one: 0.2 is one call in five. GET /crm/audit tells every record, GET /crm/counts what was asked.")]
pub(crate) struct Arguments {
    /// The address and port to listen on; port 0 lets the system choose one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9090", value_parser = values::address)]
    listen: SocketAddr,

    /// The id of the client that gets tokens
    #[arg(long, value_name = "ID", default_value = "dummy")]
    client_id: String,

    /// Its secret
    #[arg(long, value_name = "SECRET", default_value = "dummy")]
    client_secret: String,

    /// Lifetime of a token
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = values::duration)]
    token_ttl: Duration,

    /// The URL that receives webhooks [default: none]
    #[arg(long, value_name = "URL", value_parser = values::web_address)]
    webhook_url: Option<String>,

    /// The secret that signs webhooks: whsec_ and base64, or any text [default: none, not signed]
    #[arg(long, value_name = "SECRET", value_parser = values::mock_webhook_secret)]
    webhook_secret: Option<WebhookSecret>,

    /// Share of calls answered 500, 502, 503 or 504, half of them after the work was done
    #[arg(long, value_name = "RATE", default_value = "0", value_parser = values::rate)]
    error_rate: f64,

    /// Delay of each answer [default: none]
    #[arg(long, value_name = "TIME", value_parser = values::duration)]
    latency: Option<Duration>,

    /// Time to create a record, even if the caller has disconnected
    #[arg(long, value_name = "TIME", value_parser = values::duration)]
    create_takes: Option<Duration>,

    /// Share of calls that are never answered, half of them after the work was done
    #[arg(long, value_name = "RATE", default_value = "0", value_parser = values::rate)]
    hang_rate: f64,

    /// Calls per second; more are answered 429 with Retry-After [default: no limit]
    #[arg(long, value_name = "CALLS", value_parser = values::number::<u32>(1, 1_000_000))]
    rate_limit: Option<u32>,

    /// Share of calls answered 429 although no limit was reached; all calls of the next two seconds get 429 too
    #[arg(long, value_name = "RATE", default_value = "0", value_parser = values::rate)]
    throttle_rate: f64,

    /// Send Retry-After as a date instead of seconds
    #[arg(long)]
    retry_after_date: bool,

    /// Share of creates and changes that are done but not answered; all if no rate is given
    #[arg(long, value_name = "RATE", num_args = 0..=1, default_value = "0", default_missing_value = "1",
          value_parser = values::rate)]
    lose_answers: f64,

    /// Share of webhooks that are sent twice; all if no rate is given
    #[arg(long, value_name = "RATE", num_args = 0..=1, default_value = "0", default_missing_value = "1",
          value_parser = values::rate)]
    duplicate_webhooks: f64,

    /// Send webhooks in random order
    #[arg(long)]
    shuffle_webhooks: bool,

    /// Share of webhooks that are never sent
    #[arg(long, value_name = "RATE", default_value = "0", value_parser = values::rate)]
    drop_webhooks: f64,

    /// Seed of the random numbers: the same seed gives the same faults
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// Runs it until told to stop.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let listen = arguments.listen;
    let told = |address| tracing::info!("listening on http://{address}");
    match frontdesk_mock_crm::run(arguments.into_options(), clock::now, told) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(StartError::Faults(faults)) => Err(UsageError(faults.to_string()).into()),
        Err(error) => Err(error).with_context(|| format!("cannot serve on {listen}")),
    }
}

impl Arguments {
    fn into_options(self) -> Options {
        Options {
            listen: self.listen,
            client_id: self.client_id,
            client_secret: self.client_secret,
            token_ttl: self.token_ttl,
            webhook_url: self.webhook_url,
            webhook_secret: self.webhook_secret,
            faults: Faults {
                error_rate: self.error_rate,
                hang_rate: self.hang_rate,
                lose_answers: self.lose_answers,
                throttle_rate: self.throttle_rate,
                latency: self.latency.unwrap_or_default(),
                create_takes: self.create_takes.unwrap_or_default(),
                rate_limit: self.rate_limit,
                retry_after_date: self.retry_after_date,
                duplicate_webhooks: self.duplicate_webhooks,
                shuffle_webhooks: self.shuffle_webhooks,
                drop_webhooks: self.drop_webhooks,
            },
            seed: self.seed,
        }
    }
}
