//! `/webhook`: events of the CRM.

use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest};
use frontdesk_core::FirmId;
use frontdesk_storage::sync::{Received, WebhookOutcome, receive};
use frontdesk_sync::{Incoming, LONGEST_CRM_ID, SignatureError, SignedHeaders, verify};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::{OpenApi, ToSchema};

use crate::http::access::Caller;
use crate::http::answer::Answer;
use crate::http::extract::Unread;
use crate::http::module::Module;
use crate::http::problem::{PROBLEM_JSON, Problem, ProblemView};
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::WebhookResult;
use crate::state::AppState;

const WEBHOOK: Endpoint = Endpoint::new("/webhook", "/api/v1/webhook").signed();

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

/// Signature headers: the standard names, and those of the service the standard came from.
const HEADERS: [[&str; 3]; 2] = [
    ["webhook-id", "webhook-timestamp", "webhook-signature"],
    ["svix-id", "svix-timestamp", "svix-signature"],
];

/// Room for three values of a thousand escaped characters. The signature covers the whole body, so up to this much is
/// read from an unauthenticated sender.
const EVENT_BYTES: usize = 32 * 1_024;

fn routes(routes: &mut Routes) {
    routes.place(&WEBHOOK, |at| {
        at.at("", |methods| methods.post(receive_webhook).limit_body(EVENT_BYTES));
    });
}

#[derive(OpenApi)]
#[openapi(paths(receive_webhook), components(schemas(WebhookBody, UpdatedFields, WebhookView)))]
struct Document;

/// An event of the CRM: the changes of a record and their time. Keys are compared ignoring case and separators.
#[derive(ToSchema)]
#[schema(example = json!({
    "crm_id": "CRM123", "updated_fields": {"phone": "987-654-3210"}, "timestamp": "2023-10-15T12:00:00Z",
}))]
#[expect(dead_code, reason = "describes the body in the OpenAPI document; the rules read it")]
struct WebhookBody {
    /// The id of the record in the CRM. A number is read as text. Also accepted as `id`.
    #[schema(min_length = 1, max_length = 255)]
    crm_id: String,
    /// The new values of the fields that changed.
    updated_fields: UpdatedFields,
    /// Time of the change by the CRM's clock: RFC 3339, or seconds or milliseconds since 1970. A time without an
    /// offset is UTC.
    #[schema(value_type = DateTime<Utc>)]
    timestamp: String,
}

/// Changed fields, at least one. Unknown fields and null values are ignored.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the map in the OpenAPI document; its keys are checked by the rules")]
struct UpdatedFields {
    /// The full name.
    #[schema(max_length = 1000)]
    name: Option<String>,
    /// The e-mail address.
    #[schema(max_length = 1000)]
    email: Option<String>,
    /// The phone number.
    #[schema(max_length = 1000)]
    phone: Option<String>,
}

/// Any JSON object; the rules report its faults.
#[derive(Deserialize, Validate)]
#[serde(transparent)]
struct AnyBody(#[garde(skip)] Value);

/// The outcome of an event.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookView {
    /// Always true; a refusal is a problem.
    #[schema(example = true)]
    success: bool,
    /// `applied`; `stale` if every field already has a newer value; `duplicate` if received before; `parked` while the
    /// record is unknown; `ignored` if no synced field is in it.
    #[schema(value_type = WebhookResult)]
    outcome: &'static str,
    /// Ignored fields of the event: unknown, null, and, if events are not verified with the CRM, values that are not
    /// valid for a user. Absent if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, example = json!(["company"]))]
    ignored: Vec<String>,
}

/// Receives an event of the CRM.
///
/// Signed according to Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`, or the same with
/// `svix-`) if a secret is configured; otherwise a key is required. A repeated event of the same sender is a
/// duplicate. An event of an unknown record is parked for ten minutes, until the create that names it.
#[utoipa::path(post, path = "/webhook", tag = "Webhooks", request_body = WebhookBody,
    responses(
        (status = 200, description = "The event was accepted.", body = WebhookView),
        (status = 202, description = "The record is not known yet; the event is parked.", body = WebhookView),
        (status = 401, description = "The signature is missing, wrong, or too old.", body = ProblemView,
            content_type = PROBLEM_JSON),
    ))]
async fn receive_webhook(state: AppState, request: HttpRequest, body: Unread) -> Result<Answer, Problem> {
    let sender = Sender::of(&state, &request)?;
    let body = body.raw().await?;
    let firm = sender.verify(&state, body.bytes())?;
    let webhook_id = webhook_id(&request, body.bytes());
    let verify = state.options().verify_webhooks;
    let incoming = body.read::<AnyBody>(&state).await?.parse(|body| Incoming::read(&body.0))?;
    let Incoming { crm_id, event, ignored, .. } = if verify { incoming } else { incoming.without_unusable() };
    let Some(event) = event else {
        state.metrics().count_webhook("ignored");
        return Answer::json(StatusCode::OK, &WebhookView { success: true, outcome: "ignored", ignored });
    };
    let received = Received { webhook_id, crm_id, event, firm, verify };
    let outcome = receive(state.database(), received, state.now()).await?;
    tracing::info!(outcome = outcome.as_str(), "webhook");
    state.metrics().count_webhook(outcome.as_str());
    let status = match outcome {
        WebhookOutcome::Parked | WebhookOutcome::NotFound => StatusCode::ACCEPTED,
        WebhookOutcome::Applied | WebhookOutcome::Stale | WebhookOutcome::Duplicate => StatusCode::OK,
    };
    Answer::json(status, &WebhookView { success: true, outcome: outcome.as_str(), ignored })
}

fn header<'r>(request: &'r HttpRequest, name: &str) -> &'r str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The signature headers, under either set of names.
fn signed_headers(request: &HttpRequest) -> SignedHeaders<'_> {
    let [standard, other] = HEADERS;
    let is_there = |[_, _, signature]: [&str; 3]| !header(request, signature).is_empty();
    let [id, timestamp, signature] = if !is_there(standard) && is_there(other) { other } else { standard };
    SignedHeaders {
        id: header(request, id),
        timestamp: header(request, timestamp),
        signature: header(request, signature),
    }
}

/// The sender of an event, according to the headers.
enum Sender<'r> {
    /// The holder of a key, if no secret is configured. Events are limited to the key's firm.
    Keyed(Option<FirmId>),
    /// A CRM that signs for all firms. The signature is verified once the body is read.
    Signed(SignedHeaders<'r>),
}

impl<'r> Sender<'r> {
    /// Refuses before reading the body what no body could make valid.
    fn of(state: &AppState, request: &'r HttpRequest) -> Result<Self, Problem> {
        if state.options().webhook_secrets.is_empty() {
            // The gate has admitted it.
            let caller = request.extensions().get::<Caller>().copied();
            return Ok(Self::Keyed(caller.filter(|caller| !caller.may_choose()).map(|caller| caller.firm)));
        }
        let headers = signed_headers(request);
        headers.check(state.now()).map_err(|error| refuse(state, error))?;
        Ok(Self::Signed(headers))
    }

    /// Verifies the signature; returns the one firm that the event is limited to, if any.
    fn verify(self, state: &AppState, body: &[u8]) -> Result<Option<FirmId>, Problem> {
        match self {
            Self::Keyed(firm) => Ok(firm),
            Self::Signed(headers) => {
                let verified = verify(&state.options().webhook_secrets, headers, body, state.now());
                verified.map(|()| None).map_err(|error| refuse(state, error))
            }
        }
    }
}

fn refuse(state: &AppState, error: SignatureError) -> Problem {
    tracing::warn!(%error, "webhook refused");
    state.metrics().count_webhook("refused");
    Problem::new(StatusCode::UNAUTHORIZED, sentence(&error.to_string()))
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// The event's id. Without one, or if it is too long, the body is the id, so that a repeated body is a duplicate.
fn webhook_id(request: &HttpRequest, body: &[u8]) -> String {
    let signed = signed_headers(request);
    // An id in unsigned headers can be forged.
    let id = if signed.signature.is_empty() {
        HEADERS.iter().map(|[id, _, _]| header(request, id)).find(|id| !id.is_empty()).unwrap_or_default()
    } else {
        signed.id
    };
    if !id.is_empty() && id.len() <= LONGEST_CRM_ID {
        return id.to_owned();
    }
    let digest = Sha256::new().chain_update(id).chain_update([0]).chain_update(body).finalize();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
