//! One exchange with the CRM: bounded in time and size, credentials never sent on.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use frontdesk_sync::{Body, Happened, parse_retry_after};
use reqwest::header::{HeaderName, LINK, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, Url};
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::options::CrmOptions;
use crate::records;

/// Maximum size of an answer. The longest is the list of all users of a CRM without look-up.
const LONGEST_BODY: usize = 16 << 20;
/// A longer answer is read while no other long one is held: many side by side would take the memory of each together.
const SHORT_BODY: usize = 64 << 10;
/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(30);

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is none.
    #[error("the URL of the CRM must be a URL such as https://crm.example.com")]
    Url,
    /// There is nothing to call with, for want of root certificates most likely.
    #[error("cannot make calls: {0}")]
    Build(#[from] reqwest::Error),
}

/// What makes calls.
#[derive(Debug)]
pub(crate) struct Http {
    pub(crate) client: Client,
    base: Url,
    /// The turn of whichever long answer is held.
    long: Arc<Semaphore>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    /// `None` when no status came.
    pub(crate) status: Option<u16>,
    pub(crate) retry_after: Option<Duration>,
    /// `None` when it did not come whole, or is too long.
    pub(crate) body: Option<Vec<u8>>,
    /// The body, if it is JSON.
    pub(crate) json: Option<Value>,
    pub(crate) location: Option<String>,
    pub(crate) link: Option<String>,
    /// Why there is no status: whether the request can have reached the CRM.
    pub(crate) reached: bool,
    /// What happened, in words fit for a log.
    pub(crate) said: String,
    /// Held as long as a long body is.
    _turn: Option<OwnedSemaphorePermit>,
}

impl Http {
    pub(crate) fn new(options: &CrmOptions) -> Result<Self, ClientError> {
        let base = Url::parse(&options.url).map_err(|_| ClientError::Url)?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(ClientError::Url);
        }
        // Another part of the program may have been first, with the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder()
            .user_agent(concat!("frontdesk/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .timeout(options.timeout)
            .connect_timeout(options.connect_timeout.min(options.timeout))
            .pool_max_idle_per_host(options.concurrency)
            .pool_idle_timeout(IDLE);
        if base.scheme() == "http" {
            // Root certificates are of no use then, and may not be installed.
            builder = builder.tls_certs_only([]);
        }
        if is_this_machine(&base) {
            builder = builder.no_proxy();
        }
        Ok(Self { client: builder.build()?, base, long: Arc::new(Semaphore::new(1)) })
    }

    /// An address of the CRM.
    pub(crate) fn at(&self, parts: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(parts);
        }
        url
    }

    /// Sends a request and reads the whole answer.
    pub(crate) async fn exchange(&self, request: RequestBuilder, now: fn() -> DateTime<Utc>) -> Reply {
        match request.send().await {
            Ok(response) => Reply::read(response, now(), &self.long).await,
            Err(error) => Reply::none(&error),
        }
    }
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

impl Reply {
    async fn read(response: Response, now: DateTime<Utc>, long: &Arc<Semaphore>) -> Self {
        let status = response.status().as_u16();
        let header = |name: HeaderName| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let (location, link) = (header(LOCATION), header(LINK));
        let retry_after = header(RETRY_AFTER).and_then(|value| parse_retry_after(&value, now));
        // Of a refusal only a reason is wanted.
        let longest = if response.status().is_success() { LONGEST_BODY } else { SHORT_BODY };
        let (body, turn) = read_body(response, longest, long).await.unzip();
        let in_body =
            || body.as_deref().filter(|_| matches!(status, 429 | 503)).and_then(records::retry_after);
        Self {
            status: Some(status),
            retry_after: retry_after.or_else(in_body),
            json: body.as_deref().and_then(read_json),
            body,
            location,
            link,
            reached: true,
            said: format!("the CRM answered {status}"),
            _turn: turn.flatten(),
        }
    }

    fn none(error: &reqwest::Error) -> Self {
        let (reached, said) = match () {
            () if error.is_connect() && error.is_timeout() => (false, "the CRM cannot be reached in time"),
            () if error.is_connect() => (false, "the CRM cannot be reached"),
            () if error.is_builder() => (false, "the request to the CRM cannot be made"),
            () if error.is_timeout() => (true, "the CRM did not answer in time"),
            () => (true, "the connection to the CRM broke before it answered"),
        };
        Self {
            status: None,
            retry_after: None,
            body: None,
            json: None,
            location: None,
            link: None,
            reached,
            said: said.to_owned(),
            _turn: None,
        }
    }

    /// The same for the rules.
    pub(crate) fn happened(&self, is_promised: bool) -> Happened {
        match self.status {
            Some(status) => {
                Happened::Answered { status, retry_after: self.retry_after, body: self.kind(is_promised) }
            }
            None if self.reached => Happened::NoAnswer,
            None => Happened::NotSent,
        }
    }

    fn kind(&self, is_promised: bool) -> Body {
        let words = self.body.as_deref().and_then(records::words);
        match () {
            () if is_promised => Body::Promised,
            () if self.is_success() && !self.refuses() => Body::Unreadable,
            () if words.is_some_and(|words| records::says_exists(&words)) => Body::Exists,
            () => Body::Refusal,
        }
    }

    /// Whether it is an error although its status is none.
    pub(crate) fn refuses(&self) -> bool {
        self.json.as_ref().is_some_and(records::is_refusal)
    }

    pub(crate) fn is_success(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }

    /// It is no use: its body is not what was asked for.
    pub(crate) fn cannot_be_read(&mut self) {
        if self.is_success() && !self.refuses() {
            self.said.push_str(", and its body cannot be read");
        }
    }

    /// The CRM's own reason, if it gave one, and if it does not repeat the secret that it was sent. It may name what is
    /// personal: not for logs.
    pub(crate) fn words(&self, secret: &str) -> Option<String> {
        let words = self.body.as_deref().and_then(records::words)?;
        (secret.is_empty() || !words.contains(secret)).then_some(words)
    }
}

/// Some servers write a byte order mark.
fn read_json(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)).ok()
}

/// The body, and the turn that a long one had to wait for. The time for the whole call counts on meanwhile.
async fn read_body(
    mut response: Response,
    longest: usize,
    long: &Arc<Semaphore>,
) -> Option<(Vec<u8>, Option<OwnedSemaphorePermit>)> {
    let (mut body, mut turn) = (Vec::new(), None);
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > longest {
            return None;
        }
        if turn.is_none() && body.len() + chunk.len() > SHORT_BODY {
            turn = Some(Arc::clone(long).acquire_owned().await.ok()?);
        }
        body.extend_from_slice(&chunk);
    }
    Some((body, turn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_below_the_url_and_ids_cannot_leave_it() {
        let http = Http::new(&CrmOptions::new("http://127.0.0.1:1/api/")).expect("a client");
        assert_eq!(http.at(&["crm", "users"]).as_str(), "http://127.0.0.1:1/api/crm/users");
        assert_eq!(
            http.at(&["crm", "users", "a/b?c"]).as_str(),
            "http://127.0.0.1:1/api/crm/users/a%2Fb%3Fc"
        );
    }

    /// Answers each connection with a body of so many bytes.
    fn crm(status: u16, bytes: usize, answers: usize) -> String {
        use std::io::{BufRead, BufReader, Write};

        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            for _ in 0..answers {
                let (mut socket, _) = listener.accept().expect("a connection");
                let lines = BufReader::new(socket.try_clone().expect("a socket")).lines();
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
                let head =
                    format!("HTTP/1.1 {status} x\r\ncontent-length: {bytes}\r\nconnection: close\r\n\r\n");
                // A caller that has read enough goes away.
                let _ = socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(&vec![b' '; bytes]));
            }
        });
        url
    }

    async fn reply(http: &Http) -> Reply {
        http.exchange(http.client.get(http.at(&["crm"])), || DateTime::UNIX_EPOCH).await
    }

    #[tokio::test]
    async fn one_long_answer_is_held_at_a_time_and_short_ones_beside_it() {
        let http = Http::new(&CrmOptions::new(&crm(200, SHORT_BODY + 1, 2))).expect("a client");
        let first = reply(&http).await;
        assert_eq!(first.body.as_ref().map(Vec::len), Some(SHORT_BODY + 1));
        assert_eq!(http.long.available_permits(), 0);
        let small = Http {
            long: Arc::clone(&http.long),
            ..Http::new(&CrmOptions::new(&crm(200, SHORT_BODY, 1))).expect("a client")
        };
        assert_eq!(reply(&small).await.body.map(|body| body.len()), Some(SHORT_BODY));
        drop(first);
        assert_eq!(http.long.available_permits(), 1);
        assert_eq!(reply(&http).await.body.map(|body| body.len()), Some(SHORT_BODY + 1));
    }

    #[tokio::test]
    async fn of_a_long_refusal_the_status_is_enough() {
        let http = Http::new(&CrmOptions::new(&crm(503, SHORT_BODY + 1, 1))).expect("a client");
        let refused = reply(&http).await;
        assert_eq!((refused.status, refused.body), (Some(503), None));
    }

    #[test]
    fn what_is_no_url_is_refused() {
        for bad in ["", "crm", "ftp://crm", "mailto:crm@example.com"] {
            assert!(matches!(Http::new(&CrmOptions::new(bad)), Err(ClientError::Url)), "{bad}");
        }
    }
}
