//! The firm of a request, and whether its caller has access to it.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use frontdesk_core::{Fault, FirmId, InvalidId};
use frontdesk_storage::Access;
use frontdesk_storage::journal::Cause;
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::access::{self, Caller};
use crate::http::extract::{QueryParameters, faults_of, names_of, param, read_query};
use crate::http::problem::Problem;
use crate::http::request_id::RequestId;
use crate::state::AppState;

/// The header that names a firm.
pub const X_FIRM_ID: &str = "X-Firm-Id";
/// The query parameter and the payload key that name a firm.
const FIRM_ID: &str = "firm_id";

/// Why access to a firm was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FirmError {
    #[error("Firm not found")]
    NotFound,
    /// The firm id is malformed.
    #[error("{field} {source}")]
    Unreadable { field: &'static str, source: InvalidId },
    /// Two parts of the request name different firms.
    #[error("{field} names a different firm than {other}")]
    Ambiguous { field: &'static str, other: &'static str },
}

/// A firm named in the query.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FirmParam {
    /// The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 1, example = 1)]
    firm_id: Option<FirmId>,
}

/// The firm that a request names before its body is read.
#[derive(Debug, Clone)]
pub struct FirmChoice {
    caller: Who,
    /// The cause of changes: this request.
    cause: Cause,
    named: Option<(FirmId, &'static str)>,
}

/// The caller, if the gate has authenticated it.
#[derive(Debug, Clone)]
enum Who {
    Known(Caller),
    /// The route is open and has not authenticated its caller.
    Unasked(HttpRequest),
}

impl FirmChoice {
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let header = named_in_header(request)?.map(|firm| (firm, X_FIRM_ID));
        let query = named_in_query(request)?.map(|firm| (firm, FIRM_ID));
        let known = request.extensions().get::<Caller>().copied();
        let caller = known.map_or_else(|| Who::Unasked(request.clone()), Who::Known);
        let cause = Cause::request(RequestId::of(request).as_str());
        Ok(Self { caller, cause, named: agree(header, query)? })
    }

    /// The one firm that the caller may see; `None` for a caller without keys, which may see all.
    pub(crate) fn bound_to(&self) -> Option<FirmId> {
        match &self.caller {
            Who::Known(caller) if !caller.may_choose() => Some(caller.firm),
            Who::Known(_) | Who::Unasked(_) => None,
        }
    }

    /// Admits the caller to the firm that the request names; `payload` is the firm in its body.
    ///
    /// # Errors
    /// The request names two firms or a firm that does not exist, or the database did not answer.
    pub async fn enter(self, state: &AppState, payload: Option<FirmId>) -> Result<Access, Problem> {
        let named = agree(payload.map(|firm| (firm, FIRM_ID)), self.named)?;
        let caller = match self.caller {
            Who::Known(caller) => caller,
            Who::Unasked(request) => access::authenticate(state, &request).await?,
        };
        let firm = firm_of_caller(caller, named.map(|(firm, _)| firm))?;
        let access = state.database().access(firm).await?;
        Ok(access.ok_or(FirmError::NotFound)?.by(caller.actor()).because(self.cause))
    }
}

/// The firm of a caller: that of its key. Any other firm is reported as not found, whether it exists or not. Without
/// keys the first firm is the default, and the request may name another.
fn firm_of_caller(caller: Caller, named: Option<FirmId>) -> Result<FirmId, FirmError> {
    match named {
        Some(firm) if firm == caller.firm || caller.may_choose() => Ok(firm),
        Some(_) => Err(FirmError::NotFound),
        None => Ok(caller.firm),
    }
}

fn named_in_header(request: &HttpRequest) -> Result<Option<FirmId>, FirmError> {
    let Some(value) = request.headers().get(X_FIRM_ID) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default();
    text.parse().map(Some).map_err(|source| FirmError::Unreadable { field: X_FIRM_ID, source })
}

fn named_in_query(request: &HttpRequest) -> Result<Option<FirmId>, Problem> {
    if request.query_string().is_empty() {
        return Ok(None);
    }
    Ok(read_query::<FirmParam>(request.query_string())?.firm_id)
}

type Named = Option<(FirmId, &'static str)>;

fn agree(one: Named, other: Named) -> Result<Named, FirmError> {
    match (one, other) {
        (Some((a, field)), Some((b, other))) if a != b => Err(FirmError::Ambiguous { field, other }),
        (one, other) => Ok(one.or(other)),
    }
}

impl QueryParameters for FirmChoice {
    fn names() -> Vec<String> {
        names_of::<FirmParam>()
    }

    fn faults(query: &str) -> Vec<Fault> {
        faults_of::<FirmParam>(query)
    }
}

impl FromRequest for FirmChoice {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// The firm of a request without a body, its caller admitted.
#[derive(Debug, Clone, Copy)]
pub struct FirmAccess(pub Access);

impl QueryParameters for FirmAccess {
    fn names() -> Vec<String> {
        FirmChoice::names()
    }

    fn faults(query: &str) -> Vec<Fault> {
        FirmChoice::faults(query)
    }
}

impl FromRequest for FirmAccess {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let choice = FirmChoice::of(request);
        let state = AppState::of(request);
        Box::pin(async move { choice?.enter(&state?, None).await.map(Self) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_may_name_its_firm_twice_but_not_two_firms() {
        let firm = |id: i64| FirmId::try_from(id).expect("an id");
        let (header, payload) = (Some((firm(2), X_FIRM_ID)), Some((firm(2), FIRM_ID)));
        assert_eq!(agree(payload, header), Ok(payload));
        assert_eq!(agree(None, header), Ok(header));
        assert_eq!(agree(None, None), Ok(None));
        let other = Some((firm(3), FIRM_ID));
        assert_eq!(agree(other, header), Err(FirmError::Ambiguous { field: FIRM_ID, other: X_FIRM_ID }));
    }
}
