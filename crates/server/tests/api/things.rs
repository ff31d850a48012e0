//! The resource of the tests: lists of any length, and errors.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Condvar, LazyLock, Mutex};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::{CustomerId, Fault, Faults};
use frontdesk_server::{
    Answer, Collection, Endpoint, FirmAccess, FirmChoice, Id, IdempotentWrite, Json, Links, ListQuery,
    Listing, Module, Origin, Problem, Resource, ResponseFormat, Routes, Single, Upload, param,
};
use frontdesk_storage::{Scoped, Slice, StorageError};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

const THINGS: Endpoint = Endpoint::new("/things", "/api/v1/things");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

#[derive(OpenApi)]
struct Document;

fn routes(routes: &mut Routes) {
    routes.place(&THINGS, |at| {
        at.at("", |methods| methods.get(list).post(create));
        at.at("/panic", |methods| methods.get(panic));
        at.at("/away", |methods| methods.get(away));
        at.at("/endless", |methods| methods.get(endless));
        at.at("/broken", |methods| methods.get(broken));
        at.at("/upload", |methods| methods.post(upload));
        at.at("/{id}", |methods| methods.get(get));
    });
}

#[derive(Debug, Serialize, ToSchema)]
struct ThingView {
    id: i64,
    name: String,
}

impl Resource for ThingView {
    const PLURAL: &'static str = "things";

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        Links::to_self(origin.href_of(&THINGS, self.id))
    }
}

struct ThingRow(i64);

impl From<ThingRow> for ThingView {
    fn from(row: ThingRow) -> Self {
        Self { id: row.0, name: format!("=thing {}", row.0) }
    }
}

/// As many records as requested; `broken_after` makes the query fail beyond that row.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ThingsQuery {
    #[serde(default, deserialize_with = "param")]
    total: Option<i64>,
    #[serde(default, deserialize_with = "param")]
    broken_after: Option<i64>,
}

/// The total of the list whose fetched rows are counted.
pub(crate) const COUNTED: i64 = 99_999_999;
pub(crate) static FETCHED: AtomicI64 = AtomicI64::new(0);

fn rows(_: &mut Scoped<'_>, filter: &ThingsQuery, slice: Slice) -> Result<Vec<ThingRow>, StorageError> {
    let after = slice.after.map_or(0, |place| place.id);
    if filter.broken_after.is_some_and(|last| after >= last) {
        return Err(StorageError::Corrupt { table: "things", column: "secret_column", id: after });
    }
    let last = filter.total.unwrap_or(0).min(after + slice.limit);
    if filter.total == Some(COUNTED) {
        FETCHED.store(last, Ordering::Relaxed);
    }
    Ok((after + 1..=last).map(ThingRow).collect())
}

fn count(_: &mut Scoped<'_>, filter: &ThingsQuery) -> Result<i64, StorageError> {
    Ok(filter.total.unwrap_or(0))
}

async fn list(
    state: frontdesk_server::AppState,
    firm: FirmAccess,
    query: ListQuery<ThingsQuery, ThingView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: rows, count };
    Collection::new(state, firm.0, query.paging, query.filter, listing).respond::<ThingView>(&request).await
}

async fn get(id: Id<CustomerId>) -> Single<ThingView> {
    Single::new(ThingRow(id.get()).into(), id.get())
}

async fn panic() -> HttpResponse {
    panic!("a panic in a handler")
}

async fn away() -> Result<HttpResponse, Problem> {
    Err(StorageError::Unavailable.into())
}

/// Number of requests to `/things/endless` in progress.
pub(crate) static ENDLESS: AtomicUsize = AtomicUsize::new(0);

async fn endless() -> HttpResponse {
    struct Served;
    impl Drop for Served {
        fn drop(&mut self) {
            ENDLESS.fetch_sub(1, Ordering::SeqCst);
        }
    }
    ENDLESS.fetch_add(1, Ordering::SeqCst);
    let _served = Served;
    std::future::pending().await
}

async fn broken() -> Result<HttpResponse, Problem> {
    Err(StorageError::Corrupt { table: "things", column: "secret_column", id: 7 }.into())
}

/// Returns the name and the path of the upload.
async fn upload(upload: Upload) -> Result<HttpResponse, Problem> {
    let faults: Vec<Fault> = [upload.text::<i64>("count").err()].into_iter().flatten().collect();
    Faults::check(faults)?;
    let title: Option<String> = upload.text("title").map_err(Faults::from)?;
    let file = upload.into_file().map_err(Faults::from)?;
    let sum = std::fs::read(file.path()).expect("the file").iter().map(|byte| u64::from(*byte)).sum::<u64>();
    let view = serde_json::json!({
        "title": title, "name": file.name(), "bytes": file.bytes(), "sum": sum, "path": file.path(),
    });
    Ok(HttpResponse::Ok().json(view))
}

#[derive(Debug, Deserialize, Validate)]
struct ThingBody {
    #[garde(required, inner(length(chars, min = 1, max = 10)))]
    name: Option<String>,
    #[garde(inner(range(min = 1, max = 9)))]
    count: Option<i64>,
    #[garde(skip)]
    lines: Option<Vec<String>>,
    /// The outcome by name: `held` until released, `missing` (404), `broken` (500).
    #[garde(skip)]
    fate: Option<String>,
}

/// How often each record was created, and which ones are held.
#[derive(Default)]
struct Workshop {
    made: HashMap<String, u32>,
    held: HashMap<String, bool>,
}

static WORKSHOP: LazyLock<(Mutex<Workshop>, Condvar)> = LazyLock::new(Default::default);

/// How often the record was created.
pub(crate) fn made(name: &str) -> u32 {
    WORKSHOP.0.lock().expect("sound").made.get(name).copied().unwrap_or(0)
}

/// Releases a held record.
pub(crate) fn release(name: &str) {
    WORKSHOP.0.lock().expect("sound").held.insert(name.to_owned(), false);
    WORKSHOP.1.notify_all();
}

fn make(name: &str, held: bool) {
    let mut workshop = WORKSHOP.0.lock().expect("sound");
    *workshop.made.entry(name.to_owned()).or_default() += 1;
    if held {
        let waiting = |workshop: &mut Workshop| workshop.held.get(name).copied().unwrap_or(true);
        let patience = Duration::from_secs(120);
        let (workshop, timeout) = WORKSHOP.1.wait_timeout_while(workshop, patience, waiting).expect("sound");
        drop(workshop);
        assert!(!timeout.timed_out(), "{name} was not released");
    }
}

async fn create(
    state: frontdesk_server::AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<ThingBody>,
) -> Result<Answer, Problem> {
    let raw = body.raw().clone();
    let body = body.valid()?;
    let access = firm.enter(&state, None).await?;
    let (name, fate) = (body.name.unwrap_or_default(), body.fate.unwrap_or_default());
    let _ = (body.count, body.lines);
    let job = {
        let (name, fate) = (name.clone(), fate.clone());
        move |_: &mut Scoped<'_>| {
            make(&name, fate == "held");
            Ok(())
        }
    };
    once.write(&state, access, &raw, job, move |()| match fate.as_str() {
        "missing" => Err(Problem::not_found("There is no such fate.")),
        "broken" => Err(Problem::internal("broken on purpose")),
        _ => {
            let thing = ThingView { id: 1, name: name.clone() };
            Ok(Answer::single(StatusCode::CREATED, &thing, 1, response_format)?.located("/things/1"))
        }
    })
    .await
}
