//! The credential that a request presents.

use actix_web::HttpRequest;
use actix_web::http::header;
use frontdesk_storage::keys::PresentedKey;
use frontdesk_storage::sessions::SessionToken;

use super::AccessError;

pub(crate) const SESSION_COOKIE: &str = "frontdesk_session";

/// A key or a session, as presented.
#[derive(Debug, Clone)]
pub(super) enum Credential {
    Key(PresentedKey),
    Session(SessionToken),
}

impl Credential {
    /// A key takes precedence over a session. A malformed key is refused; a cookie that is not a token is ignored.
    pub(super) fn of(request: &HttpRequest) -> Result<Option<Self>, AccessError> {
        let mut values = request.headers().get_all(header::AUTHORIZATION);
        match (values.next(), values.next()) {
            (Some(value), None) => {
                let text = value.to_str().map_err(|_| AccessError::Invalid)?;
                bearer(text).map(|key| Some(Self::Key(key)))
            }
            // A proxy may have checked the other one.
            (Some(_), Some(_)) => Err(AccessError::TwoCredentials),
            (None, _) => Ok(session_token(request).map(Self::Session)),
        }
    }
}

fn bearer(text: &str) -> Result<PresentedKey, AccessError> {
    let (scheme, key) = text.trim().split_once(' ').ok_or(AccessError::Invalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(AccessError::Invalid);
    }
    key.trim().parse().map_err(|_| AccessError::Invalid)
}

/// The token of the session cookie, independent of any other credential.
pub(super) fn session_token(request: &HttpRequest) -> Option<SessionToken> {
    let values = request.headers().get_all(header::COOKIE).filter_map(|value| value.to_str().ok());
    let mut cookies =
        values.flat_map(|value| value.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.find_map(|(name, value)| (name == SESSION_COOKIE).then(|| value.parse().ok()).flatten())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use frontdesk_storage::keys::{ApiSecret, KeyId};

    use super::*;

    fn of(name: &'static str, value: &str) -> Result<Option<Credential>, AccessError> {
        Credential::of(&TestRequest::default().insert_header((name, value)).to_http_request())
    }

    #[test]
    fn a_key_is_accepted_only_as_a_bearer_token() {
        let key = ApiSecret::generate().reveal(KeyId::new(7).expect("an id"));
        for good in [format!("Bearer {key}"), format!("bearer  {key} "), format!("BEARER {key}")] {
            let found = of("authorization", &good);
            assert!(
                matches!(found, Ok(Some(Credential::Key(it))) if it.id == KeyId::new(7).expect("an id")),
                "{good}"
            );
        }
        for bad in
            [key.clone(), format!("Basic {key}"), "Bearer".to_owned(), "Bearer x".to_owned(), String::new()]
        {
            assert_eq!(of("authorization", &bad).map(drop), Err(AccessError::Invalid), "{bad:?}");
        }
        assert!(of("x-other", &key).is_ok_and(|it| it.is_none()));
    }

    #[test]
    fn two_authorization_headers_are_refused_even_when_equal() {
        let key = format!("Bearer {}", ApiSecret::generate().reveal(KeyId::new(7).expect("an id")));
        for other in [key.as_str(), "Bearer x", "Basic x", ""] {
            let request = TestRequest::default()
                .append_header(("authorization", key.as_str()))
                .append_header(("authorization", other));
            let found = Credential::of(&request.to_http_request());
            assert_eq!(found.map(drop), Err(AccessError::TwoCredentials), "{other:?}");
        }
    }

    #[test]
    fn a_session_is_found_among_other_cookies() {
        let token = SessionToken::generate().reveal();
        let cookies = format!("a=b; {SESSION_COOKIE}=nonsense; {SESSION_COOKIE}={token}; c");
        assert!(matches!(of("cookie", &cookies), Ok(Some(Credential::Session(it))) if it.reveal() == token));
        for none in ["", "a=b", "frontdesk_session=", "frontdesk_session=x", "x_frontdesk_session=y"] {
            assert!(of("cookie", none).is_ok_and(|it| it.is_none()), "{none:?}");
        }
    }
}
