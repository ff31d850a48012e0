//! The CRM's HTTP interface.

use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use actix_web::web::{self, Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use crate::crm::{Crm, Line};
use crate::dice::Throw;
use crate::faults::{Fate, Faults};
use crate::records::{Changes, Wanted};
use crate::tokens::Credentials;

/// How long a caller is left hanging who does not give up by himself.
const HANGS_FOR: Duration = Duration::from_secs(120);

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .route("/crm/token", web::post().to(issue_token))
        .route("/crm/users", web::post().to(create))
        .route("/crm/users", web::get().to(list))
        .route("/crm/users/{crm_id}", web::get().to(fetch))
        .route("/crm/users/{crm_id}", web::put().to(replace))
        .route("/crm/users/{crm_id}", web::patch().to(change))
        .route("/crm/audit", web::get().to(audit))
        .route("/crm/counts", web::get().to(counts))
        .route("/crm/faults", web::put().to(set_faults))
        .route(
            "/health/ready",
            web::get().to(|| async { HttpResponse::Ok().json(json!({"status": "ready"})) }),
        );
}

type Shared = Data<Arc<Crm>>;

async fn issue_token(crm: Shared, request: HttpRequest, body: Bytes) -> HttpResponse {
    answer(&crm, &request, Throw::Token, || {
        let content_type = header(&request, CONTENT_TYPE.as_str()).unwrap_or_default();
        match Credentials::read(content_type, header(&request, AUTHORIZATION.as_str()), &body) {
            None => refusal(StatusCode::BAD_REQUEST, "invalid_request"),
            Some(asked) if asked.grant_type != "client_credentials" => {
                refusal(StatusCode::BAD_REQUEST, "unsupported_grant_type")
            }
            Some(asked) if asked.client_id != crm.client_id || asked.client_secret != crm.client_secret => {
                refusal(StatusCode::UNAUTHORIZED, "invalid_client")
            }
            Some(_) => new_token(&crm),
        }
    })
    .await
}

fn new_token(crm: &Crm) -> HttpResponse {
    let token = crm.state().tokens.issue(crm.dice.number(Throw::TokenText), crm.token_ttl, Instant::now());
    crm.counting().counts.tokens += 1;
    let expires_in = crm.token_ttl.as_secs().max(1);
    HttpResponse::Ok().json(json!({"access_token": token, "token_type": "Bearer", "expires_in": expires_in}))
}

async fn create(crm: Shared, request: HttpRequest, body: Bytes) -> HttpResponse {
    // In a task of its own: a handler ends with the connection of its caller, and a CRM does not.
    let made = actix_web::rt::spawn(make(crm, request, body)).await;
    made.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR, "out of order"))
}

async fn make(crm: Shared, request: HttpRequest, body: Bytes) -> HttpResponse {
    answer(&crm, &request, Throw::Create, || {
        authorized(&crm, &request, || match read_user(&body) {
            Ok(wanted) => HttpResponse::Created().json(json!({"crm_id": crm.state().records.create(wanted)})),
            Err(fault) => refusal(StatusCode::BAD_REQUEST, &fault),
        })
    })
    .await
}

#[derive(Deserialize)]
struct ListQuery {
    external_id: Option<String>,
}

async fn list(crm: Shared, request: HttpRequest, query: web::Query<ListQuery>) -> HttpResponse {
    answer(&crm, &request, Throw::List, || {
        authorized(&crm, &request, || {
            let users = crm.state().records.list(query.external_id.as_deref());
            HttpResponse::Ok().json(json!({"users": users}))
        })
    })
    .await
}

async fn fetch(crm: Shared, request: HttpRequest, crm_id: Path<String>) -> HttpResponse {
    answer(&crm, &request, Throw::Fetch, || {
        authorized(&crm, &request, || found(crm.state().records.find(&crm_id)))
    })
    .await
}

async fn replace(crm: Shared, request: HttpRequest, crm_id: Path<String>, body: Bytes) -> HttpResponse {
    answer(&crm, &request, Throw::Update, || {
        authorized(&crm, &request, || match read_user(&body) {
            Ok(wanted) => found(crm.state().records.replace(&crm_id, wanted).as_ref()),
            Err(fault) => refusal(StatusCode::BAD_REQUEST, &fault),
        })
    })
    .await
}

async fn change(crm: Shared, request: HttpRequest, crm_id: Path<String>, body: Bytes) -> HttpResponse {
    authorized(&crm, &request, || match read_changes(&body) {
        Ok(changes) => found(crm.change(&crm_id, changes).as_ref()),
        Err(fault) => refusal(StatusCode::BAD_REQUEST, &fault),
    })
}

async fn audit(crm: Shared) -> HttpResponse {
    HttpResponse::Ok().json(json!({"users": crm.state().records.audit()}))
}

async fn counts(crm: Shared, request: HttpRequest) -> HttpResponse {
    authorized(&crm, &request, || HttpResponse::Ok().json(&crm.counting().counts))
}

async fn set_faults(crm: Shared, request: HttpRequest, body: Bytes) -> HttpResponse {
    authorized(&crm, &request, || {
        let faults = serde_json::from_slice::<Faults>(&body).map_err(|error| error.to_string());
        match faults.and_then(|faults| faults.checked().map_err(|error| error.to_string())) {
            Ok(faults) => {
                crm.set_faults(faults);
                HttpResponse::NoContent().finish()
            }
            Err(fault) => refusal(StatusCode::BAD_REQUEST, &fault),
        }
    })
}

fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

fn refusal(status: StatusCode, error: &str) -> HttpResponse {
    HttpResponse::build(status).json(json!({"error": error}))
}

fn found(record: Option<&crate::records::Record>) -> HttpResponse {
    match record {
        Some(record) => HttpResponse::Ok().json(record),
        None => refusal(StatusCode::NOT_FOUND, "no such user"),
    }
}

fn read_user(body: &[u8]) -> Result<Wanted, String> {
    let wanted: Wanted = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    wanted.fault().map_or(Ok(wanted), |fault| Err(fault.to_owned()))
}

fn read_changes(body: &[u8]) -> Result<Changes, String> {
    let changes: Changes = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    changes.fault().map_or(Ok(changes), |fault| Err(fault.to_owned()))
}

fn authorized(crm: &Crm, request: &HttpRequest, work: impl FnOnce() -> HttpResponse) -> HttpResponse {
    if crm.state().tokens.accepts(header(request, AUTHORIZATION.as_str()), Instant::now()) {
        work()
    } else {
        refusal(StatusCode::UNAUTHORIZED, "invalid_token")
    }
}

/// Answers a call, or does not, as limit and faults will have it.
async fn answer(
    crm: &Crm,
    request: &HttpRequest,
    throw: Throw,
    work: impl FnOnce() -> HttpResponse,
) -> HttpResponse {
    let now = Instant::now();
    let (early, admitted, faults) = {
        let mut state = crm.state();
        let faults = state.faults.clone();
        (state.limit.is_early(now), state.limit.admit(faults.rate_limit, now), faults)
    };
    crm.counting().call(now, early);
    if let Err(seconds) = admitted {
        return sent_away(crm, &faults, seconds);
    }
    let fate = faults.fate(&crm.dice, throw);
    if fate == Fate::Throttled {
        let seconds = crm.state().limit.throttle(Instant::now());
        return sent_away(crm, &faults, seconds);
    }
    sleep(faults.time_of(throw)).await;
    suffer(crm, request, fate, work).await
}

fn sent_away(crm: &Crm, faults: &Faults, seconds: u64) -> HttpResponse {
    crm.counting().answer("429");
    let after = if faults.retry_after_date {
        let wait = TimeDelta::seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
        // Dates have whole seconds: the next one, so that it is not too early.
        ((crm.clock)() + wait + TimeDelta::seconds(1)).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    } else {
        seconds.to_string()
    };
    HttpResponse::TooManyRequests()
        .insert_header((RETRY_AFTER, after))
        .json(json!({"error": "too many requests"}))
}

async fn suffer(
    crm: &Crm,
    request: &HttpRequest,
    fate: Fate,
    work: impl FnOnce() -> HttpResponse,
) -> HttpResponse {
    match fate {
        Fate::Answered | Fate::Throttled => {
            let response = work();
            crm.counting().answer(response.status().as_str());
            response
        }
        Fate::Failed { status, applied } => {
            if applied {
                work();
            }
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            crm.counting().answer(status.as_str());
            refusal(status, "out of order")
        }
        Fate::Hung { applied } => {
            if applied {
                work();
            }
            crm.counting().answer("hung");
            sleep(HANGS_FOR).await;
            drop_connection(request)
        }
        Fate::Lost => {
            work();
            crm.counting().answer("lost");
            drop_connection(request)
        }
    }
}

fn drop_connection(request: &HttpRequest) -> HttpResponse {
    if let Some(line) = request.conn_data::<Line>() {
        line.drop_connection();
    }
    HttpResponse::InternalServerError().finish()
}
