//! The complete app with every resource.

use actix_cors::Cors;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName};
use actix_web::middleware::{Condition, Next, from_fn};
use actix_web::{App, Error, web};
use bytes::Bytes;

use crate::http::access::{
    RATE_LIMIT, RATE_LIMIT_POLICY, RemainingQuota, X_FRONTDESK_CONSOLE, count_address,
};
use crate::http::collection::X_TOTAL_COUNT;
use crate::http::extract::X_IGNORED_KEYS;
use crate::http::firm::X_FIRM_ID;
use crate::http::idempotency::IDEMPOTENCY_KEY;
use crate::http::module::Module;
use crate::http::observe::Observe;
use crate::http::request_id::X_REQUEST_ID;
use crate::http::routes::{Routes, nothing_here};
use crate::openapi;
use crate::resources::{
    audit, clients, customers, deleted, docs, firms, health, history, imports, interactions, keys,
    opportunities, pages, requests, revenue, search, session, sync, users,
};
use crate::state::AppState;

/// How long a browser may cache a preflight answer: one hour, which every browser supports.
const PREFLIGHT_SECONDS: usize = 3_600;

/// All of Frontdesk's own resources.
pub fn modules() -> Vec<Module> {
    vec![
        clients::MODULE,
        // Before the customers, because some routes are under theirs.
        requests::MODULE,
        customers::MODULE,
        imports::MODULE,
        interactions::MODULE,
        interactions::CHANNELS,
        interactions::TOPICS,
        keys::MODULE,
        firms::MODULE,
        audit::MODULE,
        history::MODULE,
        deleted::MODULE,
        session::MODULE,
        opportunities::MODULE,
        opportunities::STATUSES_MODULE,
        revenue::MODULE,
        users::MODULE,
        sync::MODULE,
        sync::WEBHOOK_MODULE,
        search::MODULE,
        health::MODULE,
        docs::MODULE,
        // Matches every /api/v1/stats path that no earlier resource has claimed.
        interactions::STATISTICS,
    ]
}

/// The document of Frontdesk's own resources, as `/openapi.json` serves it, without running a server.
pub fn openapi_document(title: &str) -> Bytes {
    openapi::document(title, &modules())
}

/// Adds the state and every route to an actix app.
pub fn app_config(state: AppState, modules: Vec<Module>) -> impl Fn(&mut web::ServiceConfig) + Clone {
    move |config| {
        config.app_data(state.clone()).app_data(modules.clone()).default_service(web::to(nothing_here));
        all_routes(&state, &modules).mount(config);
    }
}

/// Every route of every module.
pub fn all_routes(state: &AppState, modules: &[Module]) -> Routes {
    let mut routes = Routes::new(state.metrics().clone());
    for module in modules {
        (module.routes)(&mut routes);
    }
    if state.options().console.is_some() {
        pages::mount(&mut routes);
    }
    routes
}

/// The app as the server runs it: routes, CORS, and the layer around every request.
pub fn app(
    state: &AppState,
    modules: Vec<Module>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    let origins = &state.options().cors_origins;
    App::new()
        .configure(app_config(state.clone(), modules))
        .wrap(Condition::new(!origins.is_empty(), cors(origins)))
        .wrap(Condition::new(!origins.is_empty(), from_fn(count_preflight)))
        .wrap(Observe::new(state.metrics().clone()))
}

/// The app of the separate health listener.
pub(crate) fn health_app(
    state: &AppState,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    let (state, metrics) = (state.clone(), state.metrics().clone());
    let configure = move |config: &mut web::ServiceConfig| {
        let mut routes = Routes::new(state.metrics().clone());
        health::listen(&mut routes);
        config.app_data(state.clone()).default_service(web::to(nothing_here));
        routes.mount(config);
    };
    App::new().configure(configure).wrap(Observe::new(metrics))
}

/// Counts CORS preflight requests, which are answered before any gate.
async fn count_preflight(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let asks = request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if !asks || request.method() != Method::OPTIONS {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    match count_address(request.request()) {
        Ok(left) => {
            let mut answer = next.call(request).await?;
            for (name, value) in left.into_iter().flat_map(RemainingQuota::headers) {
                answer.headers_mut().insert(name, value);
            }
            Ok(answer.map_into_left_body())
        }
        Err(problem) => Ok(request.error_response(problem).map_into_right_body()),
    }
}

fn cors(origins: &[String]) -> Cors {
    let exposed = [
        header::ETAG,
        header::LINK,
        header::LOCATION,
        header::RETRY_AFTER,
        header::WWW_AUTHENTICATE,
        RATE_LIMIT,
        RATE_LIMIT_POLICY,
        X_IGNORED_KEYS,
        X_REQUEST_ID,
        X_TOTAL_COUNT,
    ];
    let accepted = [
        header::ACCEPT,
        header::AUTHORIZATION,
        header::CONTENT_TYPE,
        header::IF_MATCH,
        header::IF_NONE_MATCH,
        X_REQUEST_ID,
        X_FRONTDESK_CONSOLE,
    ];
    let own = [X_FIRM_ID, IDEMPOTENCY_KEY].map(str::to_ascii_lowercase);
    let cors = Cors::default()
        .allowed_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers(accepted)
        .allowed_headers(own.iter().filter_map(|name| HeaderName::try_from(name.as_str()).ok()))
        .expose_headers(exposed)
        .expose_headers(["idempotency-replayed"])
        .max_age(PREFLIGHT_SECONDS);
    if origins.iter().any(|origin| origin == "*") {
        return cors.allow_any_origin();
    }
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}
