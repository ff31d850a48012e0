//! `/webhook`: events of the CRM.

use std::collections::BTreeMap;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use chrono::DateTime;
use frontdesk_core::{Fault, Faults, FirmId};
use frontdesk_storage::sync::{Received, WebhookOutcome, receive};
use frontdesk_sync::{Event, SignatureError, SignedHeaders, verify};
use garde::Validate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{OpenApi, ToSchema};

use crate::access::{Gate, admit};
use crate::answer::Answer;
use crate::app::Module;
use crate::extract::Unread;
use crate::openapi::enums::WebhookResult;
use crate::problem::{PROBLEM_JSON, Problem, ProblemView};
use crate::routes::{Place, Routes};
use crate::state::AppState;

/// Open to all: a signature says who sent an event, and where none is asked for a key does.
const WEBHOOK: Place = Place::new("/webhook", "/api/v1/webhook").open();

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

/// The most characters of what the sender calls an event, and of what the CRM calls a record.
const LONGEST_ID: usize = 255;

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

/// An event of the CRM: what changed on a record, and when.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({
    "crm_id": "CRM123", "updated_fields": {"phone": "987-654-3210"}, "timestamp": "2023-10-15T12:00:00Z",
}))]
struct WebhookBody {
    /// What the CRM calls the record.
    #[garde(required, inner(length(chars, min = 1, max = 255)))]
    #[schema(required, nullable = false, min_length = 1, max_length = 255)]
    crm_id: Option<String>,
    /// The new values of the fields that changed.
    #[garde(required)]
    #[schema(required, nullable = false, value_type = UpdatedFields)]
    updated_fields: Option<BTreeMap<String, String>>,
    /// When it happened, by the CRM's clock (RFC 3339).
    #[garde(required)]
    #[schema(required, nullable = false, value_type = DateTime<Utc>)]
    timestamp: Option<String>,
}

/// Fields that changed: at least one, and no others.
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

/// What became of an event.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookView {
    /// Always true: a refusal is a problem.
    #[schema(example = true)]
    success: bool,
    /// `applied`; `stale` when each field already has something newer; `duplicate` when it was heard before; `parked`
    /// while nobody knows the record.
    #[schema(value_type = WebhookResult)]
    outcome: &'static str,
}

/// Takes an event of the CRM.
///
/// Signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`) when a secret is
/// configured; else a key is asked for as anywhere. The same event again is a duplicate. An event of a record that nobody knows yet waits for ten minutes
/// for the create that names it.
#[utoipa::path(post, path = "/webhook", tag = "Webhooks", request_body = WebhookBody,
    responses(
        (status = 200, description = "It was heard.", body = WebhookView),
        (status = 202, description = "Nobody knows the record yet: it is kept.", body = WebhookView),
        (status = 401, description = "The signature is missing, wrong, or too old.", body = ProblemView,
            content_type = PROBLEM_JSON),
    ))]
async fn receive_webhook(state: AppState, request: HttpRequest, body: Unread) -> Result<Answer, Problem> {
    let sender = Sender::of(&state, &request).await?;
    let body = body.raw().await?;
    let firm = sender.verify(&state, body.bytes())?;
    let webhook_id = webhook_id(&request, body.bytes());
    let (crm_id, event) = body.read::<WebhookBody>(&state).await?.parse(WebhookBody::into_event)?;
    let received = Received { webhook_id, crm_id, event, firm };
    let outcome = receive(state.database(), received, state.now()).await?;
    tracing::info!(outcome = outcome.as_str(), "webhook");
    state.metrics().count_webhook(outcome.as_str());
    let status = match outcome {
        WebhookOutcome::Parked | WebhookOutcome::NotFound => StatusCode::ACCEPTED,
        WebhookOutcome::Applied | WebhookOutcome::Stale | WebhookOutcome::Duplicate => StatusCode::OK,
    };
    Answer::json(status, &WebhookView { success: true, outcome: outcome.as_str() })
}

fn header<'r>(request: &'r HttpRequest, name: &str) -> &'r str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
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
        let headers = SignedHeaders {
            id: header(request, "webhook-id"),
            timestamp: header(request, "webhook-timestamp"),
            signature: header(request, "webhook-signature"),
        };
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
    let id = header(request, "webhook-id");
    if !id.is_empty() && id.len() <= LONGEST_ID {
        return id.to_owned();
    }
    let digest = Sha256::new().chain_update(id).chain_update([0]).chain_update(body).finalize();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

impl WebhookBody {
    /// Asks the rules.
    fn into_event(self) -> Result<(String, Event), Faults> {
        let time = self.timestamp.as_deref().unwrap_or_default();
        let time = DateTime::parse_from_rfc3339(time)
            .map_err(|_| Fault::new("timestamp", "must be a time such as 2026-01-31T09:00:00Z"));
        let at = time.as_ref().map(DateTime::to_utc).unwrap_or_default();
        let values = self.updated_fields.unwrap_or_default().into_iter().collect();
        let event = Event::parse(values, at);
        match (time, event) {
            (Ok(_), Ok(event)) => Ok((self.crm_id.unwrap_or_default(), event)),
            (time, event) => {
                let fields = event.err().map(Faults::into_vec).unwrap_or_default();
                let fields = fields.into_iter().map(|fault| fault.under("updated_fields"));
                Faults::check(fields.chain(time.err()).collect())?;
                Err(Fault::new("", "cannot be read").into())
            }
        }
    }
}
