//! `/clients`, on every database.

mod faults;
mod lists;
mod repeats;
mod upsert;

use frontdesk_core::FirmId;
use frontdesk_storage::Page;
use frontdesk_storage::clients::{self, Client, ClientFilter};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Server, off_the_runtime, plain_server};

const ALL: Page = Page { after: None, limit: 10_000 };

/// The payload of the contract.
fn ada() -> Value {
    json!({
        "firm_id": 1,
        "field_names": {
            "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com",
            "phone_numbers": ["+15551234567"], "integration_id": "ext-123", "birth_date": "1815-12-10",
            "ssn": "078-05-1120",
        },
        "integration_type": "CSV_IMPORT",
    })
}

/// Ada with other values: `("field_names.email", json!(null))`.
fn ada_but(changes: &[(&str, Value)]) -> Value {
    let mut payload = ada();
    for (path, value) in changes {
        let place = path.split('.').fold(&mut payload, |place, key| &mut place[key]);
        *place = value.clone();
    }
    payload
}

async fn patch(server: &Server, payload: &Value) -> crate::support::Reply {
    server.send(Method::PATCH, "/clients", payload).await
}

/// The stored records.
fn stored(server: &Server) -> Vec<Client> {
    let all =
        |scoped: &mut frontdesk_storage::Scoped<'_>| clients::list(scoped, &ClientFilter::default(), ALL);
    off_the_runtime(|| {
        let access =
            server.database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
        server.database.read_blocking(access, all).expect("a list")
    })
}

fn sqlite() -> Server {
    plain_server(frontdesk_testkit::Backend::Sqlite)
}
