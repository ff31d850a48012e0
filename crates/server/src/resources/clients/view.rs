//! Response bodies.

use actix_web::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{CustomerId, Fault};
use frontdesk_import::client::Refusal;
use frontdesk_import::tally::Outcome;
use frontdesk_storage::SortField;
use frontdesk_storage::clients::{self, Client, UpsertOutcome};
use serde::Serialize;
use utoipa::ToSchema;

use super::CLIENTS;
use super::body::Spelling;
use crate::http::answer::{Answer, ResponseFormat};
use crate::http::links::{Links, Origin};
use crate::http::problem::{FaultView, Problem};
use crate::http::resource::Resource;
use crate::openapi::enums::{Success, UpsertResult};

/// A client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "firm_id": 1, "first_name": "Ada", "last_name": "Lovelace", "birth_date": "1815-12-10",
    "email": "ada@example.com", "cell_phone": "+15551234567", "integration_id": "ext-123", "ssn": "***-**-1120",
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(super) struct ClientView {
    /// The customer's id.
    #[schema(minimum = 1)]
    id: i64,
    /// The firm.
    #[schema(minimum = 1)]
    firm_id: i64,
    /// First name; of a company, its name.
    #[schema(required)]
    first_name: Option<String>,
    /// Last name.
    #[schema(required)]
    last_name: Option<String>,
    /// Date of birth.
    #[schema(required)]
    birth_date: Option<NaiveDate>,
    /// E-mail address.
    #[schema(required)]
    email: Option<String>,
    /// The primary phone number in E.164.
    #[schema(required)]
    cell_phone: Option<String>,
    /// The id of the client in the external system.
    #[schema(required)]
    integration_id: Option<String>,
    /// The social security number, masked except for its last four digits.
    #[schema(required, pattern = r"^\*{3}-\*{2}-[0-9]{4}$")]
    ssn: Option<String>,
    /// When the record was created.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    #[schema(ignore)]
    place: Option<String>,
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        Self {
            place: client.place,
            id: client.id.get(),
            firm_id: client.firm_id.get(),
            first_name: client.first_name,
            last_name: client.last_name,
            birth_date: client.birth_date,
            email: client.email,
            cell_phone: client.cell_phone,
            integration_id: client.integration_id,
            ssn: client.ssn,
            created_at: client.created_at,
            updated_at: client.updated_at,
        }
    }
}

impl Resource for ClientView {
    const PLURAL: &'static str = "clients";
    const SORTS: &'static [SortField] = clients::SORTS;
    const WRAPPED: bool = true;

    fn position(&self) -> i64 {
        self.id
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&CLIENTS, self.id);
        Links::to_self(own.clone()).with("collection", origin.href(&CLIENTS)).action("delete", "DELETE", own)
    }
}

/// Clients.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the list in the OpenAPI document; `Collection` is what writes it")]
pub(super) struct ClientsView {
    /// Oldest first.
    clients: Vec<ClientView>,
}

/// The outcome for a client.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PatchClientView {
    /// Always `success`: a refusal is a problem.
    #[schema(value_type = Success)]
    status: &'static str,
    /// `created`, `updated` or `unchanged`.
    #[schema(value_type = UpsertResult)]
    outcome: Outcome,
    /// Whether it is a new customer.
    #[schema(example = true)]
    created: bool,
    /// Whether a customer was changed.
    #[schema(example = false)]
    updated: bool,
    /// The outcome as text.
    #[schema(value_type = String, example = "Client created.")]
    message: &'static str,
    /// The client as stored; null for a validation that would create it.
    #[schema(required)]
    client: Option<ClientView>,
    /// Warnings about accepted data.
    warnings: Vec<FaultView>,
}

impl PatchClientView {
    /// # Errors
    /// The refusal of the client.
    pub(super) fn new(
        outcome: UpsertOutcome,
        validation: bool,
        spelling: Spelling,
        ignored: &[Fault],
    ) -> Result<Self, Refusal> {
        match outcome {
            UpsertOutcome::Refused(Refusal::Invalid(faults)) => {
                Err(Refusal::Invalid(spelling.faults(faults)))
            }
            UpsertOutcome::Refused(Refusal::NotFound) => Err(Refusal::NotFound),
            UpsertOutcome::Taken { outcome, client, warnings } => {
                let warnings = warnings.into_iter().map(|warning| spelling.path(warning));
                Ok(Self {
                    status: "success",
                    outcome,
                    created: outcome == Outcome::Created,
                    updated: outcome == Outcome::Updated,
                    message: message(outcome, validation),
                    client: client.map(ClientView::from),
                    warnings: ignored.iter().cloned().chain(warnings).map(FaultView::from).collect(),
                })
            }
        }
    }

    /// # Errors
    /// Serialization failed, which is a bug.
    pub(super) fn answer(&self, response_format: ResponseFormat) -> Result<Answer, Problem> {
        let client = self.client.as_ref().map(|client| response_format.origin.href_of(&CLIENTS, client.id));
        let links = client.into_iter().fold(Links::default(), |links, href| links.with("client", href));
        Answer::linked(StatusCode::OK, self, links, response_format)
    }
}

fn message(outcome: Outcome, validation: bool) -> &'static str {
    match (outcome, validation) {
        (Outcome::Created, false) => "Client created.",
        (Outcome::Updated, false) => "Client updated.",
        (Outcome::Unchanged, _) => "Client unchanged.",
        (Outcome::Created, true) => "Client would be created.",
        (Outcome::Updated, true) => "Client would be updated.",
        (Outcome::Rejected, _) => "Client refused.",
    }
}

/// The outcome of a deletion.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeletedView {
    /// Always `success`.
    #[schema(value_type = Success)]
    status: &'static str,
    /// The outcome as text.
    #[schema(example = "Client 7 deleted.")]
    result: String,
}

impl DeletedView {
    pub(super) fn of_client(id: CustomerId) -> Self {
        Self { status: "success", result: format!("Client {id} deleted.") }
    }

    /// # Errors
    /// Serialization failed, which is a bug.
    pub(super) fn answer(&self) -> Result<Answer, Problem> {
        Answer::json(StatusCode::OK, self)
    }
}
