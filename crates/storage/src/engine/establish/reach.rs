//! Checks without the client library whether a database server answers. The library waits without limit when the
//! server's process or machine is frozen.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use url::Url;

/// How long to wait for the server.
const PATIENCE: Duration = Duration::from_secs(2);
/// The first message to PostgreSQL: whether it speaks TLS. Any server answers with one letter.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Whether the server of a URL accepts a connection and then sends nothing. False for one that refuses, or that cannot
/// be checked this way, such as a local socket: the client library reports those.
pub(super) fn is_silent(scheme: &str, text: &str) -> bool {
    let Some((host, port)) = place(scheme, text) else { return false };
    let Ok(mut addresses) = (host.as_str(), port).to_socket_addrs() else { return false };
    let Some(address) = addresses.next() else { return false };
    match TcpStream::connect_timeout(&address, PATIENCE) {
        Ok(stream) => !says_something(stream, scheme == "postgres"),
        Err(error) => error.kind() == std::io::ErrorKind::TimedOut,
    }
}

/// MySQL speaks first, PostgreSQL only when asked. A closed connection counts as an answer.
fn says_something(mut stream: TcpStream, ask: bool) -> bool {
    let wait = stream.set_read_timeout(Some(PATIENCE));
    let asked = if ask { wait.and_then(|()| stream.write_all(&SSL_REQUEST)) } else { wait };
    let heard = asked.and_then(|()| stream.read(&mut [0]));
    !heard.is_err_and(|error| {
        matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
    })
}

/// Host and port, unless parameters of the URL override them.
fn place(scheme: &str, text: &str) -> Option<(String, u16)> {
    let url = Url::parse(text).ok()?;
    let leads_elsewhere =
        |name: &str| matches!(name, "host" | "hostaddr" | "port" | "unix_socket" | "service");
    if url.query_pairs().any(|(name, _)| leads_elsewhere(&name)) {
        return None;
    }
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').to_owned();
    let usual = if scheme == "postgres" { 5432 } else { 3306 };
    Some((host, url.port().unwrap_or(usual)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn parameters_override_host_and_port() {
        let at = |host: &str, port| Some((host.to_owned(), port));
        for (scheme, text, expected) in [
            ("postgres", "postgres://u:p@db.example/d", at("db.example", 5432)),
            ("postgres", "postgres://[::1]:6000/d?sslmode=require", at("::1", 6000)),
            ("mysql", "mysql://db/d", at("db", 3306)),
            ("postgres", "postgres://db/d?host=/run/postgresql", None),
            ("mysql", "mysql://localhost/d?unix_socket=/run/mysqld.sock", None),
        ] {
            assert_eq!(place(scheme, text), expected, "{text}");
        }
    }

    #[test]
    fn only_a_server_that_accepts_connections_without_answering_is_silent() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        for scheme in ["postgres", "mysql"] {
            assert!(is_silent(scheme, &format!("{scheme}://127.0.0.1:{port}/d")), "no server listens");
        }
        let server = std::thread::spawn(move || {
            for stream in listener.incoming().skip(2).take(2) {
                stream.expect("a connection").write_all(b"N").expect("said");
            }
        });
        for scheme in ["postgres", "mysql"] {
            assert!(!is_silent(scheme, &format!("{scheme}://127.0.0.1:{port}/d")));
        }
        server.join().expect("it ends");
        assert!(!is_silent("postgres", &format!("postgres://127.0.0.1:{port}/d")), "it refuses");
        assert!(!is_silent("postgres", "postgres://nowhere.invalid/d"), "no such host");
    }
}
