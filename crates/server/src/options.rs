//! Server options, each with a default.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use frontdesk_sync::WebhookSecret;

use crate::http::access::KEYS_FRESH;
use crate::http::web_file::FindFile;

/// Address, limits and behaviour of the server.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// The name of the installation, used as title of the API description. Default: `Frontdesk`.
    pub app_name: String,
    /// The address to listen on. Port 0 lets the system choose one. Default: `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// A second address that serves only `/health/live` and `/health/ready`, with its own connections. Default: none.
    pub health_listen: Option<SocketAddr>,
    /// Threads that serve requests. Default: one per core.
    pub workers: usize,
    /// Origins whose pages may call the API; `*` allows all. Default: none, CORS is off.
    pub cors_origins: Vec<String>,
    /// Folder for uploaded files until they are imported. Default: the system's temporary folder.
    pub spool_dir: PathBuf,
    /// Signing secrets of the CRM's webhooks, current and previous. Default: none, and signatures are not checked.
    pub webhook_secrets: Vec<WebhookSecret>,
    /// Whether users are synced with a CRM, by this process or another. Default: no, and users stay pending.
    pub has_crm: bool,
    /// Whether events whose order cannot be told from their times are verified by reading the CRM. Default: no.
    pub verify_webhooks: bool,
    /// Interval of sweeps over all users. Default: no scheduled sweeps.
    pub reconcile_every: Option<Duration>,
    /// Host names accepted without keys, in addition to those of this machine. Default: none.
    pub hosts: Vec<String>,
    /// Addresses of proxies whose `X-Forwarded-For` is trusted. Default: none.
    pub trusted_proxies: Vec<IpAddr>,
    /// Limits beyond which a request is refused.
    pub limits: Limits,
    /// Timeouts for slow clients.
    pub timeouts: Timeouts,
    /// How long a cached key or session is used, and how long a revocation waits so that every process sees it. Must be
    /// the same in all processes. Default: [`KEYS_FRESH`].
    pub keys_fresh: Duration,
    /// Called once a second on each thread that serves requests, such as to return the memory that it has freed. Default:
    /// nothing is called.
    pub each_second: Option<fn()>,
    /// The files of the console below `/app`. Default: none, and `/` and `/app` are not served.
    pub console: Option<FindFile>,
}

/// Limits beyond which a request is refused.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a JSON body. Default: 1 MiB.
    pub json_bytes: usize,
    /// Total bytes of the JSON bodies of all requests; beyond it requests get 503. Default: 64 MiB.
    pub bodies_bytes: usize,
    /// Bytes of an uploaded file. Default: 1 GiB.
    pub upload_bytes: u64,
    /// Connections per worker; others wait in the backlog. Default: 10,000.
    pub connections_per_worker: usize,
    /// Connections that wait to be accepted. Default: 1,024.
    pub backlog: u32,
    /// Requests per second of a key, or of an address without one; a burst may be twice as large. Callers on loopback
    /// without keys are not limited. `None`: no limit. Default: 1,000.
    pub requests_per_second: Option<NonZeroU32>,
}

/// Timeouts for slow clients.
#[derive(Debug, Clone)]
pub struct Timeouts {
    /// For the head of a request to arrive. Default: 10 s.
    pub request_head: Duration,
    /// For a JSON body to arrive. Default: 30 s.
    pub json_body: Duration,
    /// For the next piece of an upload to arrive. Default: 30 s.
    pub upload_piece: Duration,
    /// For the client to continue reading an answer (Linux only). Default: 120 s.
    pub stalled_reader: Duration,
    /// For the next request on an open connection. Default: 75 s.
    pub keep_alive: Duration,
    /// For an orderly close of a connection. Default: 5 s.
    pub disconnect: Duration,
    /// For requests in progress at shutdown. Default: 30 s.
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
            keys_fresh: KEYS_FRESH,
            each_second: None,
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
