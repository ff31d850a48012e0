//! Changes of requests: assign, resolve, archive, edit.

use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header;
use frontdesk_requests::{Claim, OperatorId, RequestId, Wanted};
use frontdesk_storage::requests::{self, MoveOutcome, Request};
use frontdesk_storage::{Access, Expected, Scoped, StorageError};
use futures_util::future::LocalBoxFuture;

use super::body::{AssignRequestBody, RequestBody, ResolveRequestBody};
use super::view::RequestView;
use crate::http::answer::{Answer, ResponseFormat};
use crate::http::extract::{Id, IfMatch, Json, PreconditionFailed, QueryParameters};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::problem::Problem;
use crate::state::AppState;

/// An optional body.
pub(super) struct Claimed {
    taken_from: Option<OperatorId>,
    raw: bytes::Bytes,
}

impl QueryParameters for Claimed {}

impl FromRequest for Claimed {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let headers = request.headers();
        let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let is_there =
            length.is_some_and(|length| length != "0") || headers.contains_key(header::TRANSFER_ENCODING);
        if !is_there {
            return Box::pin(async { Ok(Self { taken_from: None, raw: bytes::Bytes::new() }) });
        }
        let body = Json::<AssignRequestBody>::from_request(request, payload);
        Box::pin(async move {
            let body = body.await?;
            let raw = body.raw().clone();
            Ok(Self { taken_from: body.valid()?.taken_from, raw })
        })
    }
}

/// Assigns a request to an operator.
///
/// A pending request goes to the first caller; concurrent ones get a 409 that names the operator. A request of another
/// operator is reassigned only if the caller names that operator (`taken_from`) or the current version (`If-Match`).
/// Assigning it to its current operator has no effect.
#[utoipa::path(patch, path = "/api/operators/{op}/requests/{id}", tag = "Requests",
    request_body = Option<AssignRequestBody>,
    params(("op" = i64, Path, description = "The operator's id.", minimum = 1, example = 1),
        ("id" = i64, Path, description = "The request's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The assigned request.", body = RequestView)))]
#[expect(clippy::too_many_arguments, reason = "each is an extractor")]
pub(super) async fn assign_request(
    state: AppState,
    firm: FirmAccess,
    op: Id<OperatorId>,
    id: Id<RequestId>,
    once: IdempotentWrite,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Claimed,
) -> Result<Answer, Problem> {
    let claim = match (body.taken_from, &if_match.0) {
        (Some(operator), _) => Claim::From(operator),
        (None, Expected::Any) => Claim::Unheld,
        (None, Expected::Existing | Expected::Versions(_)) => Claim::Seen,
    };
    let wanted = Wanted::Assign { operator: *op, claim };
    let change = Change { state, access: firm.0, id: *id, if_match, wanted };
    change.once(once, &body.raw, move |request| answer(request, response_format)).await
}

/// Completes or rejects a request.
///
/// The request must be `IN_PROGRESS`; in any other status the answer is 409. A `resolution_comment` is required.
#[utoipa::path(patch, path = "/api/requests/{id}", tag = "Requests", request_body = ResolveRequestBody,
    params(("id" = i64, Path, description = "The request's id.", minimum = 1, example = 2), FirmParam),
    responses((status = 200, description = "The resolved request.", body = RequestView)))]
pub(super) async fn resolve_request(
    state: AppState,
    firm: FirmAccess,
    id: Id<RequestId>,
    once: IdempotentWrite,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<ResolveRequestBody>,
) -> Result<Answer, Problem> {
    let raw = body.raw().clone();
    let wanted = body.parse(ResolveRequestBody::into_wanted)?;
    let change = Change { state, access: firm.0, id: *id, if_match, wanted };
    change.once(once, &raw, move |request| answer(request, response_format)).await
}

/// Replaces the text of a request.
///
/// A completed, rejected or archived request is refused with 409.
#[utoipa::path(put, path = "/api/requests/{id}", tag = "Requests", request_body = RequestBody,
    params(("id" = i64, Path, description = "The request's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The changed request.", body = RequestView)))]
pub(super) async fn put_request(
    state: AppState,
    firm: FirmAccess,
    id: Id<RequestId>,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<RequestBody>,
) -> Result<Answer, Problem> {
    let wanted = Wanted::Edit(body.parse(RequestBody::into_prose)?);
    let change = Change { state, access: firm.0, id: *id, if_match, wanted };
    answer(change.make().await?, response_format)
}

/// Archives a completed or rejected request.
///
/// The request keeps its status and history, and is omitted from lists. An open request is refused with 409.
#[utoipa::path(delete, path = "/api/requests/{id}", tag = "Requests",
    params(("id" = i64, Path, description = "The request's id.", minimum = 1, example = 3), FirmParam),
    responses((status = 204, description = "The request is archived.")))]
pub(super) async fn archive_request(
    state: AppState,
    firm: FirmAccess,
    id: Id<RequestId>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    let change = Change { state, access: firm.0, id: *id, if_match, wanted: Wanted::Archive };
    change.make().await?;
    Ok(Answer::empty())
}

struct Change {
    state: AppState,
    access: Access,
    id: RequestId,
    if_match: IfMatch,
    wanted: Wanted,
}

impl Change {
    fn into_job(self) -> impl Fn(&mut Scoped<'_>) -> Result<MoveOutcome, StorageError> + Send + 'static {
        let Self { state, id, if_match, wanted, .. } = self;
        let now = state.now();
        move |scoped| requests::change(scoped, id, &if_match.0, &wanted, now)
    }

    async fn make(self) -> Result<Request, Problem> {
        let (state, access) = (self.state.clone(), self.access);
        done(state.write(access, self.into_job()).await?)
    }

    async fn once(
        self,
        once: IdempotentWrite,
        raw: &[u8],
        answer: impl Fn(Request) -> Result<Answer, Problem> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let (state, access) = (self.state.clone(), self.access);
        once.write(&state, access, raw, self.into_job(), move |outcome| answer(done(outcome)?)).await
    }
}

fn done(outcome: MoveOutcome) -> Result<Request, Problem> {
    match outcome {
        MoveOutcome::Done(request) => Ok(*request),
        MoveOutcome::NotFound => Err(Problem::not_found("Request not found")),
        MoveOutcome::NoSuchOperator => Err(Problem::not_found("Operator not found")),
        MoveOutcome::Stale => Err(PreconditionFailed.into()),
        MoveOutcome::Refused(refusal, request) => {
            Err(Problem::from(refusal).with_member("request", &RequestView::from(*request)))
        }
    }
}

fn answer(request: Request, response_format: ResponseFormat) -> Result<Answer, Problem> {
    let version = request.version;
    Answer::single(StatusCode::OK, &RequestView::from(request), version, response_format)
}
