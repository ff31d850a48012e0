//! `/api/v1/search`: records of every kind by the words in them.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use frontdesk_storage::everything::{self, Everything};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::http::answer::Answer;
use crate::http::extract::{Query, Text, param};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::links::Origin;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::FoundKind;
use crate::shared::places::{CUSTOMERS, REQUESTS, USERS};
use crate::state::AppState;

const SEARCH: Endpoint = Endpoint::single("/api/v1/search");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

/// Maximum records of each kind.
const OF_EACH: i64 = 10;

fn routes(routes: &mut Routes) {
    routes.place(&SEARCH, |at| {
        at.at("", |methods| methods.get(search_everything));
    });
}

#[derive(OpenApi)]
#[openapi(paths(search_everything), components(schemas(FoundView, FoundRecordView)))]
struct Document;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SearchParameters {
    /// Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
    /// phone number by its start, its end (four or more digits) or its national format. A blank text finds nothing.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "stark")]
    q: Option<Text>,
}

/// A record found by a search.
#[derive(Debug, Serialize, ToSchema)]
struct FoundRecordView {
    /// `customer`, `user` or `request`.
    #[schema(value_type = FoundKind)]
    kind: &'static str,
    /// Its id.
    id: String,
    /// The name of the record, or the text of a request.
    title: String,
    /// Distinguishes it from others with the same title.
    #[schema(required)]
    detail: Option<String>,
    /// Its address.
    href: String,
}

/// Records of every kind.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"results": [{
    "kind": "customer", "id": "1", "title": "Ed Stark", "detail": "ed@example.com", "href": "/api/v1/customers/1",
}]}))]
struct FoundView {
    /// By kind, customers first; of each kind at most ten, best match first.
    results: Vec<FoundRecordView>,
}

impl FoundView {
    fn of(found: Everything, origin: Origin) -> Self {
        let customers = found.customers.into_iter().map(|customer| {
            let names: Vec<String> =
                [customer.first_name, customer.last_name].into_iter().flatten().collect();
            let name = Some(names.join(" ")).filter(|name| !name.is_empty());
            let title = name.or(customer.company_name.clone()).unwrap_or_else(|| customer.id.to_string());
            let company = customer.company_name.filter(|company| *company != title);
            FoundRecordView {
                kind: "customer",
                id: customer.id.to_string(),
                detail: company.or(customer.email).or(customer.phone),
                href: origin.href_of(&CUSTOMERS, customer.id),
                title,
            }
        });
        let users = found.users.into_iter().map(|user| FoundRecordView {
            kind: "user",
            id: user.id.to_string(),
            title: user.sync.local.name,
            detail: Some(user.sync.local.email),
            href: origin.href_of(&USERS, user.id),
        });
        let requests = found.requests.into_iter().map(|request| FoundRecordView {
            kind: "request",
            id: request.id.to_string(),
            detail: Some(request.state.work().status().to_string()),
            href: origin.href_of(&REQUESTS, request.id),
            title: request.body,
        });
        Self { results: customers.chain(users).chain(requests).collect() }
    }
}

/// Searches records of every kind.
///
/// Customers, users and requests that contain all words, at most ten of each kind. The list of each kind accepts the
/// same `q` and returns all matches.
#[utoipa::path(get, path = "/api/v1/search", tag = "Search", params(FirmParam, SearchParameters),
    responses((status = 200, description = "The matches.", body = FoundView)))]
async fn search_everything(
    state: AppState,
    firm: FirmAccess,
    query: Query<SearchParameters>,
    request: HttpRequest,
) -> Result<Answer, Problem> {
    let q = query.0.q.map(|Text(q)| q).unwrap_or_default();
    let found = state.read_heavy(firm.0, move |scoped| everything::find(scoped, &q, OF_EACH)).await?;
    Answer::json(StatusCode::OK, &FoundView::of(found, Origin::of(&request)))
}
