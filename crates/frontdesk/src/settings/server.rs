//! Settings of the server.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::Path;
use std::time::Duration;

use clap::Args;
use frontdesk_server::{KEYS_FRESH, Limits, ServerOptions, Timeouts};

use super::{SyncSettings, values};

/// How the server listens, and the limits for its callers.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Server")]
pub(crate) struct ServerSettings {
    /// The address and port to listen on; port 0 lets the system choose one
    #[arg(long, env = "FRONTDESK_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080",
          value_parser = values::address)]
    pub(crate) listen: SocketAddr,

    /// A separate address and port for /health/live and /health/ready only, unaffected by load on the API
    /// [default: none]
    #[arg(long, env = "FRONTDESK_HEALTH_LISTEN", value_name = "ADDRESS", value_parser = values::address)]
    pub(crate) health_listen: Option<SocketAddr>,

    /// Listen on addresses that other machines can reach although there are no API keys: every caller can read and
    /// change everything
    #[arg(long, env = "FRONTDESK_INSECURE_NO_AUTH", value_parser = values::boolean)]
    pub(crate) insecure_no_auth: bool,

    /// Create an admin key of the first firm, and print it to standard output, if there is no key yet
    #[arg(long, env = "FRONTDESK_FIRST_KEY", value_parser = values::boolean)]
    pub(crate) first_key: bool,

    /// Threads that serve requests [default: one for each core]
    #[arg(long, env = "FRONTDESK_WORKERS", value_name = "NUMBER", value_parser = values::number::<usize>(1, 1024))]
    pub(crate) workers: Option<usize>,

    /// Origins whose pages may call the API, separated by commas; * for all [default: none]
    #[arg(long, env = "FRONTDESK_CORS_ORIGINS", value_name = "ORIGINS", value_delimiter = ',', value_parser = values::origin)]
    pub(crate) cors_origins: Vec<String>,

    /// Maximum size of a request body
    #[arg(long, env = "FRONTDESK_BODY_LIMIT", value_name = "SIZE", default_value = "1MiB",
          value_parser = values::memory_size)]
    pub(crate) body_limit: usize,

    /// Memory for the bodies of all requests together; further requests are answered with 503
    #[arg(long, env = "FRONTDESK_BODY_BUDGET", value_name = "SIZE", default_value = "64MiB",
          value_parser = values::memory_size)]
    pub(crate) body_budget: usize,

    /// Maximum size of an uploaded file
    #[arg(long, env = "FRONTDESK_IMPORT_LIMIT", value_name = "SIZE", default_value = "1GiB", value_parser = values::size)]
    pub(crate) import_limit: u64,

    /// Connections per worker; further ones wait
    #[arg(long, env = "FRONTDESK_CONNECTIONS_PER_WORKER", value_name = "NUMBER", default_value_t = 10_000,
          value_parser = values::number::<usize>(1, 1_000_000))]
    pub(crate) connections_per_worker: usize,

    /// Connections that wait to be accepted; the system refuses further ones
    #[arg(long, env = "FRONTDESK_BACKLOG", value_name = "NUMBER", default_value_t = 1024,
          value_parser = values::number::<u32>(1, 65_535))]
    pub(crate) backlog: u32,

    /// Requests per second of a key, or of an address without one, with bursts of twice as many; 0 for no limit.
    /// Requests that need no key on an address of this machine are not counted
    #[arg(long, env = "FRONTDESK_RATE_LIMIT", value_name = "NUMBER", default_value_t = 1000,
          value_parser = values::number::<u32>(0, 1_000_000))]
    pub(crate) rate_limit: u32,

    /// Host names, besides localhost and loopback addresses, that the service accepts while there are no API keys,
    /// separated by commas [default: none]
    #[arg(long, env = "FRONTDESK_HOSTS", value_name = "NAMES", value_delimiter = ',', value_parser = values::host_name)]
    pub(crate) hosts: Vec<String>,

    /// Addresses of trusted proxies, whose X-Forwarded-For is used, separated by commas [default: none]
    #[arg(long, env = "FRONTDESK_TRUSTED_PROXIES", value_name = "ADDRESSES", value_delimiter = ',',
          value_parser = values::ip_address)]
    pub(crate) trusted_proxies: Vec<IpAddr>,

    #[command(flatten)]
    pub(crate) timeouts: TimeoutSettings,

    #[command(flatten)]
    pub(crate) sync: SyncSettings,
}

/// How long a slow caller is waited for.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Time-outs (such as 500ms, 10s, 2m)")]
pub(crate) struct TimeoutSettings {
    /// For the head of a request to arrive
    #[arg(long, env = "FRONTDESK_HEAD_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = values::duration)]
    pub(crate) head_timeout: Duration,

    /// For the body of a request to arrive
    #[arg(long, env = "FRONTDESK_BODY_TIMEOUT", value_name = "TIME", default_value = "30s", value_parser = values::duration)]
    pub(crate) body_timeout: Duration,

    /// For the next piece of an uploaded file to arrive
    #[arg(long, env = "FRONTDESK_UPLOAD_TIMEOUT", value_name = "TIME", default_value = "30s", value_parser = values::duration)]
    pub(crate) upload_timeout: Duration,

    /// For the next request on an open connection
    #[arg(long, env = "FRONTDESK_KEEP_ALIVE", value_name = "TIME", default_value = "75s", value_parser = values::duration)]
    pub(crate) keep_alive: Duration,

    /// For a caller to continue reading an answer (Linux only)
    #[arg(long, env = "FRONTDESK_SEND_TIMEOUT", value_name = "TIME", default_value = "120s", value_parser = values::duration)]
    pub(crate) send_timeout: Duration,

    /// For a connection to be closed cleanly
    #[arg(long, env = "FRONTDESK_DISCONNECT_TIMEOUT", value_name = "TIME", default_value = "5s",
          value_parser = values::duration)]
    pub(crate) disconnect_timeout: Duration,

    /// For running requests to finish when the server stops
    #[arg(long, env = "FRONTDESK_SHUTDOWN_TIMEOUT", value_name = "TIME", default_value = "30s",
          value_parser = values::duration)]
    pub(crate) shutdown_timeout: Duration,
}

impl ServerSettings {
    /// Threads that serve requests.
    pub(crate) fn workers(&self) -> usize {
        self.workers.unwrap_or_else(|| ServerOptions::default().workers)
    }

    /// The same as the server takes it, without a console or a CRM. Uploaded files wait in the data folder.
    pub(crate) fn options(&self, data_dir: &Path) -> ServerOptions {
        let timeouts = &self.timeouts;
        ServerOptions {
            listen: self.listen,
            health_listen: self.health_listen,
            workers: self.workers(),
            spool_dir: data_dir.join("uploads"),
            cors_origins: self.cors_origins.clone(),
            webhook_secrets: self.sync.crm_webhook_secret.clone(),
            reconcile_every: self.sync.reconcile_every,
            hosts: self.hosts.clone(),
            keys_fresh: KEYS_FRESH,
            each_second: Some(crate::memory::return_own),
            trusted_proxies: self.trusted_proxies.clone(),
            limits: Limits {
                json_bytes: self.body_limit,
                bodies_bytes: self.body_budget.max(self.body_limit),
                upload_bytes: self.import_limit,
                connections_per_worker: self.connections_per_worker,
                backlog: self.backlog,
                requests_per_second: NonZeroU32::new(self.rate_limit),
            },
            timeouts: Timeouts {
                request_head: timeouts.head_timeout,
                json_body: timeouts.body_timeout,
                upload_piece: timeouts.upload_timeout,
                stalled_reader: timeouts.send_timeout,
                keep_alive: timeouts.keep_alive,
                disconnect: timeouts.disconnect_timeout,
                shutdown: timeouts.shutdown_timeout,
            },
            has_crm: false,
            app_name: "Frontdesk".to_owned(),
            verify_webhooks: false,
            console: None,
        }
    }
}
