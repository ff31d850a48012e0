//! `/webhook`: events of the CRM.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use frontdesk_core::FirmId;
use frontdesk_storage::sync::{Received, WebhookOutcome, receive};
use frontdesk_sync::{Incoming, LONGEST_CRM_ID, SignatureError, SignedHeaders, verify};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::{OpenApi, ToSchema};

use crate::http::access::{Gate, admit};
use crate::http::answer::Answer;
use crate::http::extract::Unread;
use crate::http::module::Module;
use crate::http::problem::{PROBLEM_JSON, Problem, ProblemView};
use crate::http::routes::{Place, Routes};
use crate::openapi::enums::WebhookResult;
use crate::state::AppState;

/// Open to all: a signature says who sent an event, and where none is asked for a key does.
const WEBHOOK: Place = Place::new("/webhook", "/api/v1/webhook").open();

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

/// Names of the headers of a signature: those of the standard, and of the service that it came from.
const HEADERS: [[&str; 3]; 2] = [
    ["webhook-id", "webhook-timestamp", "webhook-signature"],
    ["svix-id", "svix-timestamp", "svix-signature"],
];

/// Three values of a thousand characters, each written as an escape, fit. A signature can only be checked against the
/// whole body: no more than this is read before the sender is known.
const EVENT_BYTES: usize = 32 * 1_024;

fn routes(routes: &mut Routes) {
    routes.place(&WEBHOOK, |at| {
        at.at("", |methods| methods.post(receive_webhook).limit_body(EVENT_BYTES));
    });
}

#[derive(OpenApi)]
#[openapi(paths(receive_webhook), components(schemas(WebhookBody, UpdatedFields, WebhookView)))]
struct Document;

/// An event of the CRM: what changed on a record, and when. Keys are compared without case and separators.
#[derive(ToSchema)]
#[schema(example = json!({
    "crm_id": "CRM123", "updated_fields": {"phone": "987-654-3210"}, "timestamp": "2023-10-15T12:00:00Z",
}))]
#[expect(dead_code, reason = "describes the body in the OpenAPI document; the rules read it")]
struct WebhookBody {
    /// What the CRM calls the record. A number is taken for its text. `id` does as well.
    #[schema(min_length = 1, max_length = 255)]
    crm_id: String,
    /// The new values of the fields that changed.
    updated_fields: UpdatedFields,
    /// When it happened, by the CRM's clock: RFC 3339, or the seconds or milliseconds since 1970. A time without an offset
    /// is UTC.
    #[schema(value_type = DateTime<Utc>)]
    timestamp: String,
}

/// Fields that changed, at least one. Fields of other names are passed over, and so is `null`, which says nothing of a
/// value.
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

/// Any JSON object: the rules say what is wrong with it.
#[derive(Deserialize, Validate)]
#[serde(transparent)]
struct AnyBody(#[garde(skip)] Value);

/// What became of an event.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookView {
    /// Always true: a refusal is a problem.
    #[schema(example = true)]
    success: bool,
    /// `applied`; `stale` when each field already has something newer; `duplicate` when it was received before; `parked`
    /// while the record is unknown; `ignored` when it tells of no field that is kept in step.
    #[schema(value_type = WebhookResult)]
    outcome: &'static str,
    /// Fields of the event that were passed over: unknown ones, those that are null, and, where the CRM is not asked about
    /// events, those with a value that no user can have. Missing when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, example = json!(["company"]))]
    ignored: Vec<String>,
}

/// Takes an event of the CRM.
///
/// Signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`, or the same with `svix-`) when
/// a secret is configured; else a key is asked for as anywhere. The same event again from the same sender is a duplicate.
/// An event of a record that is unknown yet waits for ten minutes for the create that names it.
#[utoipa::path(post, path = "/webhook", tag = "Webhooks", request_body = WebhookBody,
    responses(
        (status = 200, description = "It was taken.", body = WebhookView),
        (status = 202, description = "The record is unknown yet: the event is kept.", body = WebhookView),
        (status = 401, description = "The signature is missing, wrong, or too old.", body = ProblemView,
            content_type = PROBLEM_JSON),
    ))]
async fn receive_webhook(state: AppState, request: HttpRequest, body: Unread) -> Result<Answer, Problem> {
    let sender = Sender::of(&state, &request).await?;
    let body = body.raw().await?;
    let firm = sender.verify(&state, body.bytes())?;
    let webhook_id = webhook_id(&request, body.bytes());
    let verify = state.options().verify_webhooks;
    let incoming = body.read::<AnyBody>(&state).await?.parse(|body| Incoming::read(&body.0))?;
    let Incoming { crm_id, event, ignored } = if verify { incoming } else { incoming.without_unusable() };
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

/// The headers of the signature, by whichever of their names the signature came.
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

/// Who sends an event, as far as the head of the request says.
enum Sender<'r> {
    /// The holder of a key, where no signatures are asked for. The firm of the key is the only one that its events can
    /// be about.
    Keyed(Option<FirmId>),
    /// A CRM that signs for all firms. Its signature is still to be checked against the body.
    Signed(SignedHeaders<'r>),
}

impl<'r> Sender<'r> {
    /// Refuses, before a byte of the body is read, what no body could make right.
    async fn of(state: &AppState, request: &'r HttpRequest) -> Result<Self, Problem> {
        if state.options().webhook_secrets.is_empty() {
            let caller = admit(request, Gate::Keyed).await?.caller;
            return Ok(Self::Keyed(caller.filter(|caller| !caller.may_choose()).map(|caller| caller.firm)));
        }
        let headers = signed_headers(request);
        headers.check(state.now()).map_err(|error| refuse(state, error))?;
        Ok(Self::Signed(headers))
    }

    /// Checks the signature; gives the one firm that the event can be about, if there is one.
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
    tracing::warn!(%error, "a webhook was refused");
    state.metrics().count_webhook("refused");
    Problem::new(StatusCode::UNAUTHORIZED, sentence(&error.to_string()))
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// What the sender calls the event. Without a name, or one that is too long, the body is the name: the same one again is
/// the same event.
fn webhook_id(request: &HttpRequest, body: &[u8]) -> String {
    let signed = signed_headers(request);
    // A name beside the signed one may be anybody's.
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
