//! Requests that a page of somebody else has a browser send: whoever is let in without a key of its own in the
//! request (by a cookie, or because there are no keys) must not be let in for those.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};

use super::{AccessError, Via};

/// The header that the console sends with each change: another site's page cannot without being asked about first.
pub const X_FRONTDESK_CONSOLE: HeaderName = HeaderName::from_static("x-frontdesk-console");

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Refuses a change that another site's page sends.
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

/// What browsers say of where a request comes from; whatever says nothing is no browser's page.
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

/// Without keys, on an address of this machine: a page whose name was made to point here (DNS rebinding) is of the
/// same origin as far as its browser is concerned, and only the name gives it away.
pub(super) fn must_be_for_this_machine(request: &HttpRequest) -> Result<(), AccessError> {
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    if host.is_none_or(is_of_this_machine) { Ok(()) } else { Err(AccessError::OtherHost) }
}

/// A number, `localhost`, or a name without dots: no page can have such a name from outside.
fn is_of_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_end_matches('.');
    let is_number = name.parse::<std::net::Ipv4Addr>().is_ok() || name.starts_with('[');
    is_number || !name.contains('.') || name.to_ascii_lowercase().ends_with(".localhost")
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
    fn a_page_of_another_site_changes_nothing() {
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
    fn our_own_pages_and_programs_change_what_they_may() {
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
    fn origins_that_are_named_are_friends() {
        let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://app.example"), CONSOLE];
        assert_eq!(check(Via::Session, &foreign, &["https://app.example"]), Ok(()));
        assert_eq!(check(Via::Open, &foreign, &["*"]), Ok(()));
        assert_eq!(check(Via::Session, &foreign, &["*"]), Err(AccessError::OtherSite), "not with a session");
    }

    #[test]
    fn names_of_this_machine_have_no_dots_or_are_numbers() {
        for own in [
            "localhost",
            "localhost:8080",
            "127.0.0.1:80",
            "[::1]:8080",
            "x",
            "a.localhost",
            "LOCALHOST:1",
            "10.0.0.1",
        ] {
            assert!(is_of_this_machine(own), "{own}");
        }
        for foreign in
            ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example."]
        {
            assert!(!is_of_this_machine(foreign), "{foreign}");
        }
    }
}
