//! Cross-site requests. Access that does not depend on a key in the request (a cookie, or no keys at all) is refused
//! to requests that another site's page makes a browser send.

use std::net::Ipv4Addr;

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};

use super::{AccessError, Via};

/// The header that the console sends with each change: a page of another site cannot set it without a CORS preflight.
pub const X_FRONTDESK_CONSOLE: HeaderName = HeaderName::from_static("x-frontdesk-console");

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Refuses a change sent by another site's page.
///
/// # Errors
/// [`AccessError::OtherSite`], [`AccessError::NoConsoleHeader`].
pub(crate) fn must_be_of_this_site(
    request: &HttpRequest,
    via: Via,
    friends: &[String],
) -> Result<(), AccessError> {
    if via == Via::Bearer {
        return Ok(());
    }
    if !is_of_this_site(request, via, friends) {
        return Err(AccessError::OtherSite);
    }
    if via == Via::Session && !request.headers().contains_key(X_FRONTDESK_CONSOLE) {
        return Err(AccessError::NoConsoleHeader);
    }
    Ok(())
}

/// Checks the origin headers of browsers; requests without them do not come from a page.
fn is_of_this_site(request: &HttpRequest, via: Via, friends: &[String]) -> bool {
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    let origin = header(header::ORIGIN.as_str());
    let is_friend = |origin: &str| friends.iter().any(|it| it == origin || it == "*" && via == Via::Open);
    if origin.is_some_and(is_friend) {
        return true;
    }
    match (header(SEC_FETCH_SITE), origin) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => {
            origin.split_once("://").map(|(_, host)| host) == header(header::HOST.as_str())
        }
        (None, None) => true,
    }
}

/// Without keys, on loopback: to the browser, a page whose name points here (DNS rebinding) has the same origin, and
/// only the host name shows the difference. `names` are accepted in addition to those of this machine.
pub(super) fn must_be_for_this_machine(request: &HttpRequest, names: &[String]) -> Result<(), AccessError> {
    let is_allowed = |host: &str| {
        without_port(host).is_some_and(|name| {
            is_of_this_machine(name) || names.iter().any(|it| it.eq_ignore_ascii_case(name))
        })
    };
    // The absolute form of a target (`GET http://host/path`), as proxies send it, names a host as well.
    let is_target_allowed = request.uri().authority().is_none_or(|host| is_allowed(host.as_str()));
    // HTTP/1.0 clients may send no host. Browsers always do.
    let mut hosts = request.headers().get_all(header::HOST);
    if is_target_allowed && hosts.all(|host| host.to_str().is_ok_and(is_allowed)) {
        Ok(())
    } else {
        Err(AccessError::OtherHost)
    }
}

/// The name in `name:port`. `None` when the part after the colon is not a port.
fn without_port(host: &str) -> Option<&str> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, port) = host.split_at_checked(end)?;
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(name)
}

/// Exactly `localhost` or a loopback address in its usual spelling: any other name that resolves here may be an
/// attack.
fn is_of_this_machine(name: &str) -> bool {
    let is_loopback = |text: &str| {
        let address = text.parse::<Ipv4Addr>();
        address.is_ok_and(|address| address.is_loopback() && address.to_string() == text)
    };
    name.eq_ignore_ascii_case("localhost") || name == "[::1]" || is_loopback(name)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn check(via: Via, headers: &[(&'static str, &str)], friends: &[&str]) -> Result<(), AccessError> {
        let request = TestRequest::default().insert_header((header::HOST, "desk.example:8080"));
        let request = headers.iter().fold(request, |request, header| request.insert_header(*header));
        let friends: Vec<String> = friends.iter().map(|it| (*it).to_owned()).collect();
        must_be_of_this_site(&request.to_http_request(), via, &friends)
    }

    const CONSOLE: (&str, &str) = ("x-frontdesk-console", "1");

    #[test]
    fn a_change_by_a_page_of_another_site_is_refused() {
        for foreign in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://desk.example:8081"),
            ("origin", "http://desk.example:8080.evil.example"),
        ] {
            for via in [Via::Open, Via::Session] {
                assert_eq!(check(via, &[foreign, CONSOLE], &[]), Err(AccessError::OtherSite), "{foreign:?}");
            }
            assert_eq!(check(Via::Bearer, &[foreign], &[]), Ok(()), "a page has no key to send");
        }
    }

    #[test]
    fn the_console_and_programs_may_make_changes() {
        for own in [
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
            ("origin", "http://desk.example:8080"),
        ] {
            assert_eq!(check(Via::Open, &[own], &[]), Ok(()), "{own:?}");
            assert_eq!(check(Via::Session, &[own, CONSOLE], &[]), Ok(()), "{own:?}");
            assert_eq!(check(Via::Session, &[own], &[]), Err(AccessError::NoConsoleHeader), "{own:?}");
        }
        assert_eq!(check(Via::Open, &[], &[]), Ok(()));
    }

    #[test]
    fn configured_origins_are_accepted() {
        let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://app.example"), CONSOLE];
        assert_eq!(check(Via::Session, &foreign, &["https://app.example"]), Ok(()));
        assert_eq!(check(Via::Open, &foreign, &["*"]), Ok(()));
        assert_eq!(check(Via::Session, &foreign, &["*"]), Err(AccessError::OtherSite), "not with a session");
    }

    #[test]
    fn without_keys_only_exact_names_of_this_machine_are_accepted() {
        let names = ["desk.internal".to_owned()];
        let check = |host: &[u8]| {
            let value = header::HeaderValue::from_bytes(host).expect("a value");
            let request = TestRequest::default().insert_header((header::HOST, value)).to_http_request();
            must_be_for_this_machine(&request, &names)
        };
        for own in [
            "localhost",
            "LOCALHOST:1",
            "localhost:8080",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.255.0.3:65535",
            "[::1]",
            "[::1]:8080",
            "desk.internal",
            "Desk.Internal:8080",
        ] {
            assert_eq!(check(own.as_bytes()), Ok(()), "{own}");
        }
        for foreign in [
            "",
            "x",
            "evil",
            "evil:8080",
            "evil.example",
            "evil.example:8080",
            "[evil.example]",
            "[evil.example]:8080",
            "[::1]evil.example",
            "[::1",
            "[::ffff:127.0.0.1]",
            "::1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "127.1",
            "127.0.0.01",
            "127.0.0.1.",
            "127.0.0.1.evil.example",
            "128.0.0.1",
            "10.0.0.1",
            "0.0.0.0",
            "localhost.",
            "a.localhost",
            "localhost.evil.example",
            "localhost:",
            "localhost:+80",
            "localhost:65536",
            "localhost:80:80",
            "localhost:evil",
            "user@localhost",
            "localhost evil",
            "evil.desk.internal",
        ] {
            assert_eq!(check(foreign.as_bytes()), Err(AccessError::OtherHost), "{foreign}");
        }
        assert_eq!(check("lócalhost".as_bytes()), Err(AccessError::OtherHost));
        let two = TestRequest::default()
            .append_header((header::HOST, "localhost"))
            .append_header((header::HOST, "evil"));
        assert_eq!(must_be_for_this_machine(&two.to_http_request(), &[]), Err(AccessError::OtherHost));
        assert_eq!(must_be_for_this_machine(&TestRequest::default().to_http_request(), &[]), Ok(()));
        for (target, expected) in [
            ("http://evil/clients", Err(AccessError::OtherHost)),
            ("http://user@localhost/clients", Err(AccessError::OtherHost)),
            ("http://localhost:80/clients", Ok(())),
        ] {
            let request = TestRequest::with_uri(target).append_header((header::HOST, "localhost"));
            assert_eq!(must_be_for_this_machine(&request.to_http_request(), &[]), expected, "{target}");
        }
    }
}
