//! What the server can be told, with a value for everything.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use frontdesk_sync::WebhookSecret;

use crate::http::web_file::FindFile;

/// How the server listens, and what it bears from its callers.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// What the installation is called: the title of the API description. Default: `Frontdesk`.
    pub app_name: String,
    /// The address to listen on. Port 0 lets the system choose one. Default: `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// Another address, on which `/health/live` and `/health/ready` are answered and nothing else, with connections of
    /// its own. Default: none.
    pub health_listen: Option<SocketAddr>,
    /// Threads that serve requests. Default: one for each core.
    pub workers: usize,
    /// Origins whose pages may call the API; `*` allows all. Default: none, CORS is off.
    pub cors_origins: Vec<String>,
    /// Where uploaded files wait until they are worked off. Default: the system's folder for temporary files.
    pub spool_dir: PathBuf,
    /// What signs the CRM's webhooks, the current secret and the one before it. Default: none, and then none is checked.
    pub webhook_secrets: Vec<WebhookSecret>,
    /// Whether users are brought to a CRM, by this process or by others. Default: they are not, and stay pending.
    pub has_crm: bool,
    /// Whether the CRM is asked about events whose order times alone cannot tell. Default: no, they are believed.
    pub verify_webhooks: bool,
    /// How often all users are compared with the CRM. Default: never by itself.
    pub reconcile_every: Option<Duration>,
    /// Host names by which the service may be asked for without keys, besides those of this machine. Default: none.
    pub hosts: Vec<String>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed. Default: none.
    pub trusted_proxies: Vec<IpAddr>,
    /// Sizes beyond which a request is refused.
    pub limits: Limits,
    /// Times after which a slow caller is let go.
    pub timeouts: Timeouts,
    /// The files of the console, below `/app`. Default: none, and `/` and `/app` are nowhere.
    pub console: Option<FindFile>,
}

/// Sizes beyond which a request is refused.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a JSON body. Default: 1 MiB.
    pub json_bytes: usize,
    /// Bytes of the JSON bodies of all requests together, beyond which more are answered with 503. Default: 64 MiB.
    pub bodies_bytes: usize,
    /// Bytes of an uploaded file. Default: 1 GiB.
    pub upload_bytes: u64,
    /// Connections that one worker holds at a time; others wait in the backlog. Default: 10,000.
    pub connections_per_worker: usize,
    /// Connections that wait to be accepted. Default: 1,024.
    pub backlog: u32,
    /// Requests that a key may send a second, or an address without one; for twice as many there is room at once.
    /// Whoever needs no key on an address of this machine is not counted. `None`: nobody is. Default: 1,000.
    pub requests_per_second: Option<NonZeroU32>,
}

/// Times after which a slow caller is let go.
#[derive(Debug, Clone)]
pub struct Timeouts {
    /// For the head of a request to arrive. Default: 10 s.
    pub request_head: Duration,
    /// For a JSON body to arrive. Default: 30 s.
    pub json_body: Duration,
    /// For the next piece of an upload to arrive. Default: 30 s.
    pub upload_piece: Duration,
    /// For a caller to read on when an answer is being sent (Linux only). Default: 120 s.
    pub stalled_reader: Duration,
    /// For the next request on an open connection. Default: 75 s.
    pub keep_alive: Duration,
    /// For a connection to be closed in order. Default: 5 s.
    pub disconnect: Duration,
    /// For requests that are under way when the server is told to stop. Default: 30 s.
    pub shutdown: Duration,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            app_name: "Frontdesk".to_owned(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            health_listen: None,
            workers: std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            cors_origins: Vec::new(),
            hosts: Vec::new(),
            trusted_proxies: Vec::new(),
            spool_dir: std::env::temp_dir(),
            webhook_secrets: Vec::new(),
            has_crm: false,
            verify_webhooks: false,
            reconcile_every: None,
            limits: Limits::default(),
            timeouts: Timeouts::default(),
            console: None,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            json_bytes: 1 << 20,
            bodies_bytes: 64 << 20,
            upload_bytes: 1 << 30,
            connections_per_worker: 10_000,
            backlog: 1_024,
            requests_per_second: NonZeroU32::new(1_000),
        }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            request_head: Duration::from_secs(10),
            json_body: Duration::from_secs(30),
            upload_piece: Duration::from_secs(30),
            stalled_reader: Duration::from_secs(120),
            keep_alive: Duration::from_secs(75),
            disconnect: Duration::from_secs(5),
            shutdown: Duration::from_secs(30),
        }
    }
}
