//! An axum service that creates and updates clients in a store of its own.
//!
//! `cargo run --package frontdesk-rules --all-features --example clients_over_http`

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Json, State};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::put;
use frontdesk_rules::core::{FirmSettings, Phone};
use frontdesk_rules::import::client::{self, ClientRow, Decision, IntegrationType, RawClient};
use frontdesk_rules::import::known::{Known, KnownCustomer};
use serde::Deserialize;
use serde_json::json;
use tower::ServiceExt as _;

/// The customers of this service, under ids of its own.
#[derive(Default)]
struct Book(BTreeMap<u64, KnownCustomer<u64>>);

impl Book {
    fn ids(&self, is_meant: impl Fn(&KnownCustomer<u64>) -> bool) -> impl Iterator<Item = u64> {
        self.0.values().filter(move |customer| is_meant(customer)).map(|customer| customer.id)
    }
}

/// The rules ask this book; nothing is copied into another one.
impl Known for Book {
    type Id = u64;

    fn with_integration_id(&self, integration_id: &str) -> Option<u64> {
        self.ids(move |customer| customer.integration_id.as_deref() == Some(integration_id)).next()
    }

    fn with_email(&self, folded: &str) -> impl Iterator<Item = u64> {
        self.ids(move |customer| customer.email.as_ref().is_some_and(|email| email.folded() == folded))
    }

    fn with_phone(&self, phone: &Phone) -> impl Iterator<Item = u64> {
        self.ids(move |customer| customer.phones.iter().any(|entry| entry.phone == *phone))
    }

    fn record(&self, id: u64) -> Option<Cow<'_, KnownCustomer<u64>>> {
        self.0.get(&id).map(Cow::Borrowed)
    }
}

#[derive(Deserialize)]
struct ClientBody {
    integration_id: String,
    name: String,
    #[serde(default)]
    phone_numbers: Vec<String>,
}

async fn upsert(State(book): State<Arc<Mutex<Book>>>, Json(body): Json<ClientBody>) -> Response {
    let firm = FirmSettings::default();
    let raw = RawClient {
        integration_id: Some(body.integration_id),
        name: Some(body.name),
        phone_numbers: body.phone_numbers,
        ..RawClient::default()
    };
    // A service asks its clock; the rules take the day as an argument.
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default();
    let row = match ClientRow::parse(raw, IntegrationType::CsvImport, today) {
        Ok(row) => row,
        Err(faults) => return (StatusCode::BAD_REQUEST, faults.detail()).into_response(),
    };
    let Ok(mut book) = book.lock() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let client = client::prepare(row, &firm);
    let (decision, warnings) = client::decide(&firm, &client, true, &*book);
    let outcome = decision.outcome().as_str();
    let id = match decision {
        Decision::Create(new) => {
            let id = book.0.len() as u64 + 1;
            book.0.insert(id, KnownCustomer::created(id, &new));
            id
        }
        Decision::Update { id, changes } => {
            if let Some(customer) = book.0.get_mut(&id) {
                customer.apply(&changes);
            }
            id
        }
        Decision::Unchanged { id } => id,
        Decision::Refuse(refusal) => return (StatusCode::BAD_REQUEST, refusal.to_string()).into_response(),
    };
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    Json(json!({"id": id, "outcome": outcome, "warnings": warnings})).into_response()
}

async fn call(app: &Router, body: serde_json::Value) -> Result<(StatusCode, String), Box<dyn Error>> {
    let request = Request::put("/clients").header(header::CONTENT_TYPE, "application/json");
    let answer = app.clone().oneshot(request.body(Body::from(body.to_string()))?).await?;
    let status = answer.status();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await?;
    Ok((status, String::from_utf8(bytes.to_vec())?))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = Router::new().route("/clients", put(upsert)).with_state(Arc::new(Mutex::new(Book::default())));
    let ada = json!({"integration_id": "x-1", "name": "Ada King", "phone_numbers": ["(202) 555-0143"]});
    for (body, status, said) in [
        (ada.clone(), StatusCode::OK, r#""outcome":"created""#),
        (ada.clone(), StatusCode::OK, r#""outcome":"unchanged""#),
        (json!({"integration_id": "x-1", "name": "Ada Lovelace"}), StatusCode::OK, r#""outcome":"updated""#),
        (json!({"integration_id": "", "name": ""}), StatusCode::BAD_REQUEST, "missing"),
        (json!({"integration_id": "x-2", "name": "No Phone"}), StatusCode::BAD_REQUEST, "Cell phone invalid"),
    ] {
        let answer = call(&app, body).await?;
        println!("{} {}", answer.0, answer.1);
        assert!(answer.0 == status && answer.1.contains(said), "{answer:?}: {status} {said}");
    }
    Ok(())
}
