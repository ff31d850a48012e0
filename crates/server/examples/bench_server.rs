//! The real app beside an answer that costs nothing to find, for `cargo xtask bench read`.
//!
//! `bench_server sqlite:FILE` serves Frontdesk, and at `/bench/static` the bytes that were last PUT there, with the
//! headers of a client and behind the same layers.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{PoisonError, RwLock};

use actix_web::HttpResponse;
use actix_web::http::header;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use frontdesk_server::{AppState, Endpoint, Module, Routes, ServerOptions, run};
use frontdesk_storage::{Database, Options};
use utoipa::openapi::OpenApi;

/// As in the shipped binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BENCH: Endpoint = Endpoint::single("/bench");

static ANSWER: RwLock<Bytes> = RwLock::new(Bytes::new());

fn routes(routes: &mut Routes) {
    routes.place(&BENCH, |at| {
        at.at("/static", |methods| methods.get(give).put(take));
    });
}

async fn take(body: Bytes) -> HttpResponse {
    *ANSWER.write().unwrap_or_else(PoisonError::into_inner) = body;
    HttpResponse::Ok().finish()
}

async fn give() -> HttpResponse {
    let body = ANSWER.read().unwrap_or_else(PoisonError::into_inner).clone();
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::ETAG, "\"1\""))
        .insert_header((header::VARY, "accept"))
        .body(body)
}

#[expect(clippy::disallowed_methods, reason = "the clock of this program")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::args().nth(1).ok_or("usage: bench_server DATABASE_URL")?;
    let database = Database::open(Options::new(url.parse()?))?;
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let spool_dir = std::env::temp_dir().join("frontdesk-bench-uploads");
    let options = ServerOptions { listen, spool_dir, ..ServerOptions::default() };
    let module = Module { routes, document: OpenApi::default };
    let modules = frontdesk_server::modules().into_iter().chain([module]).collect();
    let state = AppState::new(database, now, options);
    let listener = frontdesk_server::listen(state.options())?;
    run(state, modules, listener, |address| println!("listening on http://{address}"))?;
    Ok(())
}
