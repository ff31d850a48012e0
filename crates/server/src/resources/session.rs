//! `/api/v1/session`: browsers sign in with a key without storing it.

use std::fmt::Write;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use chrono::{DateTime, Utc};
use frontdesk_storage::keys::{KeyState, PresentedKey};
use frontdesk_storage::sessions::{self, SessionToken};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use crate::http::access::{
    AccessError, Caller, Deniable, SESSION_COOKIE, Via, authenticate, may_sign_out, must_be_of_this_site,
    session_of,
};
use crate::http::answer::Answer;
use crate::http::extract::{Json, Unread};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::KeyRole;
use crate::state::AppState;

const SESSION: Endpoint = Endpoint::single("/api/v1/session").open();

/// A key has about fifty characters, and the sender is not authenticated yet.
const SIGN_IN_BYTES: usize = 1_024;

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&SESSION, |at| {
        at.at("", |methods| {
            methods.get(get_session).post(sign_in).delete(sign_out).limit_body(SIGN_IN_BYTES)
        });
    });
}

#[derive(OpenApi)]
#[openapi(paths(get_session, sign_in, sign_out), components(schemas(SessionView, SignInBody)))]
struct Document;

/// A sign-in.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"key": "fd_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}))]
struct SignInBody {
    /// An API key.
    #[garde(required)]
    #[schema(required, nullable = false)]
    key: Option<String>,
}

/// The caller.
#[derive(Serialize, ToSchema)]
struct SessionView {
    /// The firm of the caller.
    #[schema(minimum = 1, example = 1)]
    firm_id: i64,
    /// The role: `reader`, `writer` or `admin`.
    #[schema(value_type = KeyRole)]
    role: &'static str,
    /// The key; null while no keys exist.
    #[schema(required, example = 1)]
    key_id: Option<i64>,
    /// When the session ends; null without a session.
    #[schema(required)]
    expires_at: Option<DateTime<Utc>>,
    /// Whether no keys exist, so that no sign-in is needed.
    #[schema(example = false)]
    open: bool,
}

impl SessionView {
    fn new(caller: Caller, expires_at: Option<DateTime<Utc>>) -> Self {
        Self {
            firm_id: caller.firm.get(),
            role: caller.role.as_str(),
            key_id: caller.key.map(|key| key.get()),
            expires_at,
            open: caller.via == Via::Open,
        }
    }
}

/// Returns the caller's firm, role and key.
///
/// Authenticated by session or key, or an admin while no keys exist.
#[utoipa::path(get, path = "/api/v1/session", tag = "Session",
    responses((status = 200, description = "The caller.", body = SessionView)))]
async fn get_session(state: AppState, request: HttpRequest) -> Result<Answer, Problem> {
    let caller = authenticate(&state, &request).await?;
    let session = match caller.via {
        Via::Session => session_of(&state, &request).await?,
        Via::Bearer | Via::Open => None,
    };
    Answer::json(StatusCode::OK, &SessionView::new(caller, session.map(|session| session.expires_at)))
}

/// Signs in with a key.
///
/// The answer sets a cookie that scripts cannot read and that browsers send only to this site. Changes with the cookie
/// also need the header `X-Frontdesk-Console`, with any value. The session ends after twelve hours, or with its key.
#[utoipa::path(post, path = "/api/v1/session", tag = "Session", request_body = SignInBody,
    responses((status = 200, description = "The caller; `Set-Cookie` contains the session.", body = SessionView)))]
async fn sign_in(state: AppState, request: HttpRequest, body: Unread) -> Result<Answer, Problem> {
    must_be_of_this_site(&request, Via::Open, &state.options().cors_origins)?;
    let body: Json<SignInBody> = body.json().await?;
    let text = body.valid()?.key.unwrap_or_default();
    let presented: PresentedKey = text.trim().parse().map_err(|_| AccessError::Invalid)?;
    let caller = Caller::holder(&state, &request, &presented).await?;
    let (token, now) = (SessionToken::generate(), state.now());
    let access = state.database().access(caller.firm).await?.ok_or(AccessError::Invalid)?;
    let opened = token.clone();
    let job = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        let key = frontdesk_storage::keys::find(scoped, presented.id)?;
        let Some(key) = key.filter(|key| key.state(now) == KeyState::Live) else { return Ok(None) };
        sessions::open(scoped, &opened, key.id, key.expires_at, now).map(Some)
    };
    let expires_at = state.write(access.by(caller.actor()), job).await?.ok_or(AccessError::Invalid)?;
    let cookie = cookie(&token.reveal(), (expires_at - now).num_seconds(), is_by_https(&request));
    let cookie = HeaderValue::try_from(cookie).map_err(Problem::internal)?;
    let view = SessionView::new(caller, Some(expires_at));
    Ok(Answer::json(StatusCode::OK, &view)?.with_header(header::SET_COOKIE, cookie))
}

/// Signs out.
///
/// The session is ended and the cookie cleared.
#[utoipa::path(delete, path = "/api/v1/session", tag = "Session",
    responses((status = 204, description = "Signed out, or there was no session.")))]
async fn sign_out(state: AppState, request: HttpRequest) -> Result<Answer, Problem> {
    if let Some(session) = session_of(&state, &request).await? {
        may_sign_out(&request, &state.options().cors_origins)?;
        let (id, caller, now) = (session.id, session.caller, state.now());
        if let (Some(access), Some(key)) = (state.database().access(caller.firm).await?, caller.key) {
            let access = access.by(caller.actor());
            let _denied = state.keyring().deny(Deniable::Session(id));
            state.write_urgent(access, move |scoped| sessions::close(scoped, id, key, now)).await?;
        }
        state.keyring().settle().await;
    }
    let cookie = HeaderValue::try_from(cookie("", 0, is_by_https(&request))).map_err(Problem::internal)?;
    Ok(Answer::empty().with_header(header::SET_COOKIE, cookie))
}

/// Browsers send the origin, and thus the scheme, with a sign-in; other clients send neither.
fn is_by_https(request: &HttpRequest) -> bool {
    let origin = request.headers().get(header::ORIGIN);
    origin.is_some_and(|origin| origin.as_bytes().starts_with(b"https://"))
}

fn cookie(value: &str, seconds: i64, secure: bool) -> String {
    let mut cookie = format!("{SESSION_COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict");
    // Writing to a string does not fail.
    let _ = write!(cookie, "; Max-Age={}", seconds.max(0));
    if secure {
        cookie.push_str("; Secure");
    }
    cookie
}
