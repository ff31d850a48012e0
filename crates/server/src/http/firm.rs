//! Which firm a request is about, and whether its caller is let in.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use frontdesk_core::{Fault, FirmId, InvalidId};
use frontdesk_storage::Access;
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::access::{self, Caller};
use crate::http::extract::{QueryParameters, faults_of, names_of, param, read_query};
use crate::http::problem::Problem;
use crate::state::AppState;

/// The header that names a firm.
pub const X_FIRM_ID: &str = "X-Firm-Id";
/// The parameter and the key of a payload that name a firm.
const FIRM_ID: &str = "firm_id";

/// Why nobody was let into a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FirmError {
    /// There is no such firm.
    #[error("Firm not found")]
    NotFound,
    /// What names the firm is no id.
    #[error("{field} {source}")]
    Unreadable {
        /// The header or the parameter.
        field: &'static str,
        /// What is wrong with it.
        source: InvalidId,
    },
    /// Two places name different firms.
    #[error("{field} names another firm than {other}")]
    Ambiguous {
        /// One place.
        field: &'static str,
        /// The other.
        other: &'static str,
    },
}

/// How a list or a look-up names a firm in its query.
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
    named: Option<(FirmId, &'static str)>,
}

/// Who the caller is, as far as the gate has asked.
#[derive(Debug, Clone)]
enum Who {
    Known(Caller),
    /// The place is open to all, and has not asked.
    Unasked(HttpRequest),
}

impl FirmChoice {
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let header = named_in_header(request)?.map(|firm| (firm, X_FIRM_ID));
        let query = named_in_query(request)?.map(|firm| (firm, FIRM_ID));
        let known = request.extensions().get::<Caller>().copied();
        let caller = known.map_or_else(|| Who::Unasked(request.clone()), Who::Known);
        Ok(Self { caller, named: agree(header, query)? })
    }

    /// The one firm that the caller may see; `None` for one who may choose.
    pub(crate) fn bound_to(&self) -> Option<FirmId> {
        match &self.caller {
            Who::Known(caller) if !caller.may_choose() => Some(caller.firm),
            Who::Known(_) | Who::Unasked(_) => None,
        }
    }

    /// Lets the caller into the firm that the request names, `payload` being what its body says.
    ///
    /// # Errors
    /// The request names two firms, or one that does not exist; the database did not answer.
    pub async fn enter(self, state: &AppState, payload: Option<FirmId>) -> Result<Access, Problem> {
        let named = agree(payload.map(|firm| (firm, FIRM_ID)), self.named)?;
        let caller = match self.caller {
            Who::Known(caller) => caller,
            Who::Unasked(request) => access::authenticate(state, &request).await?,
        };
        let firm = firm_of_caller(caller, named.map(|(firm, _)| firm))?;
        let access = state.database().access(firm).await?;
        Ok(access.ok_or(FirmError::NotFound)?.by(caller.actor()))
    }
}

/// The firm that a caller works in: the key's. Another firm is one that does not exist, whether it does or not.
/// Without keys everybody works in the first firm, and may name another.
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

/// The firm that a request without a body is about, its caller let in.
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
    fn two_places_may_name_the_same_firm_and_no_other() {
        let firm = |id: i64| FirmId::try_from(id).expect("an id");
        let (header, payload) = (Some((firm(2), X_FIRM_ID)), Some((firm(2), FIRM_ID)));
        assert_eq!(agree(payload, header), Ok(payload));
        assert_eq!(agree(None, header), Ok(header));
        assert_eq!(agree(None, None), Ok(None));
        let other = Some((firm(3), FIRM_ID));
        assert_eq!(agree(other, header), Err(FirmError::Ambiguous { field: FIRM_ID, other: X_FIRM_ID }));
    }
}
