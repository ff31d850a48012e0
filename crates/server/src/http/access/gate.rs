//! The access check in front of every route.

use std::future::{Ready, ready};
use std::net::IpAddr;
use std::rc::Rc;

use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::Method;
use actix_web::{Error, HttpMessage, HttpRequest, rt};
use chrono::{DateTime, Utc};
use frontdesk_storage::keys::{self, ApiKey, KeyState, PresentedKey, Role, StoredKey};
use frontdesk_storage::sessions::SessionId;
use futures_util::future::LocalBoxFuture;

use super::credential::{Credential, session_token};
use super::limiter::{RemainingQuota, Sender};
use super::same_site::{must_be_for_this_machine, must_be_of_this_site};
use super::{AccessError, Caller, Via};
use crate::http::problem::Problem;
use crate::state::AppState;

/// Client address as reported by proxies.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// What a route requires of its callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Nothing: health, documentation and pages.
    Open,
    /// A signature, which the handler verifies, if webhook secrets are configured; otherwise a key as for
    /// [`Gate::Keyed`].
    Signed,
    /// A key whose role follows from the method: reader for safe methods, writer for changes.
    Keyed,
    /// A key of an admin, whatever the method.
    Admin,
}

impl Gate {
    /// The least role required; this is the only place that decides it. `None` admits every caller: open routes, and
    /// OPTIONS, which only lists methods.
    pub fn needs(self, method: &Method) -> Option<Role> {
        let by_method = match *method {
            Method::GET | Method::HEAD => Role::Reader,
            Method::POST | Method::PUT | Method::PATCH | Method::DELETE => Role::Writer,
            _ => return None,
        };
        match self {
            Self::Open | Self::Signed => None,
            Self::Keyed => Some(by_method),
            Self::Admin => Some(Role::Admin),
        }
    }

    /// What takes its place where webhooks are signed, or are not.
    fn resolve(self, state: &AppState) -> Self {
        match self {
            Self::Signed if state.options().webhook_secrets.is_empty() => Self::Keyed,
            Self::Signed => Self::Open,
            Self::Open | Self::Keyed | Self::Admin => self,
        }
    }
}

/// An admitted caller and its remaining quota.
#[derive(Default)]
struct Admitted {
    caller: Option<Caller>,
    left: Option<RemainingQuota>,
}

/// Admits a caller with sufficient role and quota.
async fn admit(request: &HttpRequest, gate: Gate) -> Result<Admitted, Problem> {
    let state = AppState::of(request)?;
    let gate = gate.resolve(&state);
    let Some(needed) = gate.needs(request.method()) else {
        return Ok(Admitted { caller: None, left: count_visitor(request, gate)? });
    };
    let caller = match authenticate(&state, request).await {
        Ok(caller) => caller,
        // Failed attempts count against the address, so that keys cannot be guessed at speed.
        Err(problem) => {
            let left = count(&state, address_of(&state, request).map(Sender::of_address))?;
            return Err(telling(problem, left));
        }
    };
    let left = count(&state, sender_of(&state, caller))?;
    match may(&state, request, caller, needed) {
        Ok(()) => Ok(Admitted { caller: Some(caller), left }),
        Err(refused) => Err(telling(refused.into(), left)),
    }
}

/// Checks role and origin of an authenticated caller.
fn may(state: &AppState, request: &HttpRequest, caller: Caller, needed: Role) -> Result<(), AccessError> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        must_be_of_this_site(request, caller.via, &state.options().cors_origins)?;
    }
    if caller.role < needed { Err(AccessError::RoleTooLow { needed }) } else { Ok(()) }
}

fn count(state: &AppState, sender: Option<Sender>) -> Result<Option<RemainingQuota>, Problem> {
    let (Some(limiter), Some(sender)) = (state.limiter(), sender) else { return Ok(None) };
    limiter.count(sender).map(Some).map_err(|refused| telling(refused.into(), Some(limiter.nothing())))
}

/// Adds the remaining quota to a refusal, as on any other answer.
pub(crate) fn telling(problem: Problem, left: Option<RemainingQuota>) -> Problem {
    let headers = left.into_iter().flat_map(RemainingQuota::headers);
    headers.fold(problem, |problem, (name, value)| problem.with_header(name, value))
}

/// The sender whose quota this request uses. `None` on loopback without keys: a local user needs no HTTP to load the
/// machine.
fn sender_of(state: &AppState, caller: Caller) -> Option<Sender> {
    match caller.key {
        Some(key) => Some(Sender::Key(key)),
        None if state.options().listen.ip().to_canonical().is_loopback() => None,
        None => caller.address.map(Sender::of_address),
    }
}

/// Counts a request that needs no role. Health checks are exempt.
fn count_visitor(request: &HttpRequest, gate: Gate) -> Result<Option<RemainingQuota>, Problem> {
    if gate == Gate::Open && request.path().starts_with("/health/") {
        return Ok(None);
    }
    count_address(request)
}

/// Counts a request by its source address, for routes without a gate.
///
/// # Errors
/// The address is over its quota.
pub(crate) fn count_address(request: &HttpRequest) -> Result<Option<RemainingQuota>, Problem> {
    let state = AppState::of(request)?;
    count(&state, address_of(&state, request).map(Sender::of_address))
}

/// The caller of a request.
///
/// # Errors
/// The request is not authenticated, or the database did not answer.
pub(crate) async fn authenticate(state: &AppState, request: &HttpRequest) -> Result<Caller, Problem> {
    let address = address_of(state, request);
    match Credential::of(request)? {
        Some(credential) => match identify(state, &credential, address).await? {
            Some(caller) => Ok(caller),
            None => anonymous(state, request).await,
        },
        None => anonymous(state, request).await,
    }
}

/// The caller behind a credential. `None` for an unknown session while no key exists, because then none is needed.
///
/// # Errors
/// The credential is not valid, or the database did not answer.
pub(super) async fn identify(
    state: &AppState,
    credential: &Credential,
    address: Option<IpAddr>,
) -> Result<Option<Caller>, Problem> {
    match credential {
        Credential::Key(presented) => holder(state, presented, address).await.map(Some),
        Credential::Session(token) => match state.keyring().session(state.database(), token.id()).await? {
            Some(found) if found.value.expires_at > state.now() && !found.is_denied => {
                let caller = enter(state, &found.value.key, found.is_fresh, Via::Session, address);
                caller.map(Some).map_err(|_| AccessError::SessionEnded.into())
            }
            _ if state.keyring().is_closed(state.database()).await? => Err(AccessError::SessionEnded.into()),
            _ => Ok(None),
        },
    }
}

async fn holder(
    state: &AppState,
    presented: &PresentedKey,
    address: Option<IpAddr>,
) -> Result<Caller, Problem> {
    let found = state.keyring().key(state.database(), presented.id).await?.ok_or(AccessError::Invalid)?;
    if !found.value.is_opened_by(&presented.secret) {
        return Err(AccessError::Invalid.into());
    }
    if found.is_denied {
        return Err(AccessError::Revoked.into());
    }
    enter(state, &found.value, found.is_fresh, Via::Bearer, address)
}

impl Caller {
    /// The caller behind a key that arrives outside the header.
    ///
    /// # Errors
    /// The key is not valid, or the database did not answer.
    pub(crate) async fn holder(
        state: &AppState,
        request: &HttpRequest,
        presented: &PresentedKey,
    ) -> Result<Self, Problem> {
        holder(state, presented, address_of(state, request)).await
    }
}

/// A session that has not ended.
pub(crate) struct OpenSession {
    pub(crate) id: SessionId,
    /// The caller that opened it.
    pub(crate) caller: Caller,
    pub(crate) expires_at: DateTime<Utc>,
}

/// The open session of a request, even when an `Authorization` header is present.
///
/// # Errors
/// The database did not answer.
pub(crate) async fn session_of(
    state: &AppState,
    request: &HttpRequest,
) -> Result<Option<OpenSession>, Problem> {
    let Some(token) = session_token(request) else { return Ok(None) };
    let id = token.id();
    let found = state.keyring().session(state.database(), id).await?;
    let open = found.filter(|found| found.value.expires_at > state.now());
    Ok(open.map(|found| {
        let key = &found.value.key.key;
        let address = address_of(state, request);
        let caller = Caller { via: Via::Session, key: Some(key.id), firm: key.firm, role: key.role, address };
        OpenSession { id, caller, expires_at: found.value.expires_at }
    }))
}

/// Refuses a sign-out that another site's page sends. The cookie alone identifies the session; an `Authorization`
/// header beside it may belong to a proxy's own password. Browsers that add such a header still report the origin.
///
/// # Errors
/// [`AccessError::OtherSite`], [`AccessError::NoConsoleHeader`], [`AccessError::TwoCredentials`].
pub(crate) fn may_sign_out(request: &HttpRequest, friends: &[String]) -> Result<(), AccessError> {
    let via = match Credential::of(request) {
        Err(AccessError::TwoCredentials) => return Err(AccessError::TwoCredentials),
        Err(_) => Via::Open,
        Ok(Some(Credential::Key(_))) => Via::Bearer,
        Ok(Some(Credential::Session(_)) | None) => Via::Session,
    };
    must_be_of_this_site(request, via, friends)
}

/// The client's address: the peer, or what a trusted proxy reports.
pub(crate) fn address_of(state: &AppState, request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    let trusted = &state.options().trusted_proxies;
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let values = request.headers().get_all(FORWARDED_FOR).filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    // From the nearest hop on: everything before the first untrusted hop can be forged.
    let parsed = hops.iter().rev().map_while(|hop| hop.parse::<IpAddr>().ok()).map(|hop| hop.to_canonical());
    Some(parsed.into_iter().find(|hop| !trusted.contains(hop)).unwrap_or(peer))
}

/// The caller of a request without a credential.
async fn anonymous(state: &AppState, request: &HttpRequest) -> Result<Caller, Problem> {
    if state.keyring().is_closed(state.database()).await? {
        return Err(AccessError::Missing.into());
    }
    if state.options().listen.ip().to_canonical().is_loopback() {
        must_be_for_this_machine(request, &state.options().hosts)?;
    }
    Ok(Caller::open(address_of(state, request)))
}

fn enter(
    state: &AppState,
    stored: &StoredKey,
    is_fresh: bool,
    via: Via,
    address: Option<IpAddr>,
) -> Result<Caller, Problem> {
    let key = &stored.key;
    match key.state(state.now()) {
        KeyState::Live => {}
        KeyState::Revoked => return Err(AccessError::Revoked.into()),
        KeyState::Expired => return Err(AccessError::Expired.into()),
    }
    if is_fresh && key.is_use_stale(state.now()) {
        touch(state, key);
    }
    Ok(Caller { via, key: Some(key.id), firm: key.firm, role: key.role, address })
}

/// Records the use of a key in the background; a failure does not affect the request.
fn touch(state: &AppState, key: &ApiKey) {
    let (state, id, firm) = (state.clone(), key.id, key.firm);
    rt::spawn(async move {
        let now = state.now();
        let written = match state.database().access(firm).await {
            Ok(Some(access)) => {
                state.database().write(access, move |scoped| keys::touch(scoped, id, now)).await
            }
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            tracing::debug!(%error, "failed to record the use of a key");
        }
    });
}

/// Middleware that checks the gate of one address.
pub(crate) struct Admit(pub(crate) Gate);

impl<S> Transform<S, ServiceRequest> for Admit
where
    S: Service<ServiceRequest, Response = ServiceResponse, Error = Error> + 'static,
    S::Future: 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type InitError = ();
    type Transform = Admitting<S>;
    type Future = Ready<Result<Admitting<S>, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(Admitting { service: Rc::new(service), gate: self.0 }))
    }
}

pub(crate) struct Admitting<S> {
    service: Rc<S>,
    gate: Gate,
}

impl<S> Service<ServiceRequest> for Admitting<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse, Error = Error> + 'static,
    S::Future: 'static,
{
    type Response = ServiceResponse;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<ServiceResponse, Error>>;

    forward_ready!(service);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (service, gate) = (Rc::clone(&self.service), self.gate);
        Box::pin(async move {
            match admit(request.request(), gate).await {
                Ok(Admitted { caller, left }) => {
                    if let Some(caller) = caller {
                        request.extensions_mut().insert(caller);
                    }
                    let mut answer = service.call(request).await?;
                    for (name, value) in left.into_iter().flat_map(RemainingQuota::headers) {
                        answer.headers_mut().insert(name, value);
                    }
                    Ok(answer)
                }
                Err(problem) => Ok(request.error_response(problem)),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_required_role_follows_from_route_and_method() {
        use Role::{Admin, Reader, Writer};
        for (method, keyed, admin) in [
            (Method::GET, Some(Reader), Some(Admin)),
            (Method::HEAD, Some(Reader), Some(Admin)),
            (Method::POST, Some(Writer), Some(Admin)),
            (Method::PUT, Some(Writer), Some(Admin)),
            (Method::PATCH, Some(Writer), Some(Admin)),
            (Method::DELETE, Some(Writer), Some(Admin)),
            (Method::OPTIONS, None, None),
            (Method::TRACE, None, None),
        ] {
            assert_eq!(Gate::Open.needs(&method), None);
            assert_eq!(Gate::Signed.needs(&method), None);
            assert_eq!(Gate::Keyed.needs(&method), keyed, "{method}");
            assert_eq!(Gate::Admin.needs(&method), admin, "{method}");
        }
    }
}
