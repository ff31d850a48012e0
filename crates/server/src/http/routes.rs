//! Mounting of resources: each at its primary address and under `/api/v1`, each method once.

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::{
    Error, FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, Scope, guard, web,
};
use frontdesk_core::Faults;

use crate::http::access::{Admit, Gate, count_address, telling};
use crate::http::extract::{BodyLimit, KnownParameters, QueryParameters};
use crate::http::metrics::{MethodMetrics, Metrics};
use crate::http::problem::Problem;

/// The content types accepted by PATCH (RFC 5789).
pub(crate) const ACCEPT_PATCH: (HeaderName, HeaderValue) = (
    HeaderName::from_static("accept-patch"),
    HeaderValue::from_static("application/merge-patch+json, application/json"),
);

/// The two addresses of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    path: &'static str,
    v1_path: &'static str,
    gate: Gate,
}

impl Endpoint {
    /// A resource at `path`, and again at `v1_path` under `/api/v1`.
    pub const fn new(path: &'static str, v1_path: &'static str) -> Self {
        Self { path, v1_path, gate: Gate::Keyed }
    }

    /// A resource with one address: health, metrics, documentation.
    pub const fn single(path: &'static str) -> Self {
        Self { path, v1_path: path, gate: Gate::Keyed }
    }

    /// Opens the resource to callers without a key: for data of no firm.
    #[must_use]
    pub const fn open(self) -> Self {
        Self { gate: Gate::Open, ..self }
    }

    /// Opens the resource to callers without a key while webhook secrets are configured: for requests with a
    /// signature.
    #[must_use]
    pub const fn signed(self) -> Self {
        Self { gate: Gate::Signed, ..self }
    }

    /// Restricts the resource to admins, for every method.
    #[must_use]
    pub const fn for_admins(self) -> Self {
        Self { gate: Gate::Admin, ..self }
    }

    /// What it requires of its callers.
    pub const fn gate(&self) -> Gate {
        self.gate
    }

    /// The address that the contract names first.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The address under `/api/v1`; same as `path` for a resource with one address.
    pub const fn v1_path(&self) -> &'static str {
        self.v1_path
    }

    /// Whether a documented path belongs to this resource, under either address.
    pub(crate) fn holds(&self, path: &str) -> bool {
        self.mounts().any(|mount| {
            path.strip_prefix(mount).is_some_and(|tail| tail.is_empty() || tail.starts_with('/'))
        })
    }

    fn mounts(&self) -> impl Iterator<Item = &'static str> {
        let v1_path = (self.v1_path != self.path).then_some(self.v1_path);
        std::iter::once(self.path).chain(v1_path)
    }
}

/// A method and a path pattern that the server answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Served {
    /// The pattern, such as `/clients/{id}`.
    pub pattern: String,
    /// The method. HEAD (on every GET) and OPTIONS (on every address) are not listed.
    pub method: String,
    /// The names of its query parameters.
    pub parameters: Vec<String>,
    /// The values of `sort`, where supported.
    pub sorts: Vec<String>,
}

/// Collects the served routes, for actix and for the test that compares them with the OpenAPI document.
pub struct Routes {
    metrics: Metrics,
    scopes: Vec<Scope>,
    pages: Option<Scope>,
    served: Vec<Served>,
    places: Vec<Endpoint>,
}

impl Routes {
    pub(crate) fn new(metrics: Metrics) -> Self {
        Self { metrics, scopes: Vec::new(), pages: None, served: Vec::new(), places: Vec::new() }
    }

    /// Mounts a resource. It owns every path below its address: no other resource may start with the same path.
    pub fn place(&mut self, place: &Endpoint, build: impl Fn(&mut Mounted<'_>)) {
        self.places.push(*place);
        for mount in place.mounts() {
            let mut mounted = Mounted {
                mount,
                gate: place.gate,
                metrics: &self.metrics,
                served: &mut self.served,
                scope: Some(web::scope(mount)),
            };
            build(&mut mounted);
            self.scopes.extend(mounted.scope);
        }
    }

    /// Mounts an address for browsers. It is not part of the API: not in the document, not under `/api/v1`, and its
    /// query belongs to the page.
    pub(crate) fn page(&mut self, pattern: &str, build: impl FnOnce(Methods) -> Methods) {
        let methods = build(Methods { resource: web::resource(pattern), known: Vec::new() });
        let resource = methods.finish(pattern.to_owned(), &self.metrics).wrap(Admit(Gate::Open));
        // A single scope for all: its prefix matches every address, so it is mounted last.
        self.pages = Some(self.pages.take().unwrap_or_else(|| web::scope("")).service(resource));
    }

    /// The served routes, for comparison with the document.
    pub fn served(&self) -> &[Served] {
        &self.served
    }

    pub(crate) fn places(&self) -> &[Endpoint] {
        &self.places
    }

    pub(crate) fn mount(self, config: &mut web::ServiceConfig) {
        for scope in self.scopes {
            config.service(scope);
        }
        if let Some(pages) = self.pages {
            config.service(pages);
        }
    }
}

/// A resource at one of its addresses.
pub struct Mounted<'r> {
    mount: &'static str,
    gate: Gate,
    metrics: &'r Metrics,
    served: &'r mut Vec<Served>,
    scope: Option<Scope>,
}

impl Mounted<'_> {
    /// Adds the path `mount` + `tail` with the methods that `build` adds. A path with a fixed last segment must come
    /// before one with a parameter there.
    pub fn at(&mut self, tail: &str, build: impl FnOnce(Methods) -> Methods) -> &mut Self {
        let methods = build(Methods { resource: web::resource(tail), known: Vec::new() });
        let pattern = format!("{}{tail}", self.mount);
        self.served.extend(methods.known.iter().map(|(method, parameters)| Served {
            pattern: pattern.clone(),
            method: method.to_string(),
            parameters: parameters.names().to_vec(),
            sorts: parameters.sorts().to_vec(),
        }));
        let check = from_fn(refuse_unknown_parameters);
        let resource = methods.finish(pattern, self.metrics).wrap(check).wrap(Admit(self.gate));
        self.scope = self.scope.take().map(|scope| scope.service(resource));
        self
    }
}

/// The methods of one path.
pub struct Methods {
    resource: Resource,
    known: Vec<(Method, KnownParameters)>,
}

impl Methods {
    /// Answers GET, and HEAD with the same headers.
    #[must_use]
    pub fn get<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + QueryParameters + 'static,
        F::Output: Responder + 'static,
    {
        let route = web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler);
        self.with::<Args>(Method::GET, route)
    }

    #[must_use]
    pub fn post<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + QueryParameters + 'static,
        F::Output: Responder + 'static,
    {
        self.with::<Args>(Method::POST, web::post().to(handler))
    }

    #[must_use]
    pub fn put<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + QueryParameters + 'static,
        F::Output: Responder + 'static,
    {
        self.with::<Args>(Method::PUT, web::put().to(handler))
    }

    #[must_use]
    pub fn patch<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + QueryParameters + 'static,
        F::Output: Responder + 'static,
    {
        self.with::<Args>(Method::PATCH, web::patch().to(handler))
    }

    #[must_use]
    pub fn delete<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + QueryParameters + 'static,
        F::Output: Responder + 'static,
    {
        self.with::<Args>(Method::DELETE, web::delete().to(handler))
    }

    /// Limits bodies to fewer bytes than the server's limit.
    #[must_use]
    pub(crate) fn limit_body(mut self, bytes: usize) -> Self {
        self.resource = self.resource.app_data(BodyLimit(bytes));
        self
    }

    fn with<Args: QueryParameters>(mut self, method: Method, route: actix_web::Route) -> Self {
        self.resource = self.resource.route(route);
        self.known.push((method, KnownParameters::of::<Args>()));
        self
    }

    fn finish(self, pattern: String, metrics: &Metrics) -> Resource {
        let methods: Vec<&Method> = self.known.iter().map(|(method, _)| method).collect();
        let route = KnownRoute {
            allow: allow_header(&methods),
            takes_patch: methods.contains(&&Method::PATCH),
            methods: methods.iter().map(|&method| (method.clone(), metrics.of(&pattern, method))).collect(),
            parameters: self.known.clone(),
            other: metrics.of(&pattern, &Method::OPTIONS),
            pattern,
        };
        self.resource.app_data(route).default_service(web::to(other_method))
    }
}

/// What the outermost layer needs of the matched route; built once per worker.
pub(crate) struct KnownRoute {
    pub(crate) pattern: String,
    allow: HeaderValue,
    pub(crate) takes_patch: bool,
    parameters: Vec<(Method, KnownParameters)>,
    methods: Vec<(Method, MethodMetrics)>,
    other: MethodMetrics,
}

impl KnownRoute {
    /// The counters of a method. HEAD counts as GET.
    pub(crate) fn metrics(&self, method: &Method) -> &MethodMetrics {
        let method = without_head(method);
        self.methods.iter().find(|(known, _)| known == method).map_or(&self.other, |(_, metrics)| metrics)
    }

    /// The parameters of a method; `None` if the method is not supported.
    fn parameters(&self, method: &Method) -> Option<&KnownParameters> {
        let method = without_head(method);
        self.parameters.iter().find(|(known, _)| known == method).map(|(_, parameters)| parameters)
    }
}

fn without_head(method: &Method) -> &Method {
    if *method == Method::HEAD { &Method::GET } else { method }
}

/// Runs inside the gate, so that only admitted callers learn the parameters, and before the body is read.
async fn refuse_unknown_parameters(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, Error> {
    if request.query_string().is_empty() {
        return next.call(request).await;
    }
    let known = request.app_data::<KnownRoute>().and_then(|route| route.parameters(request.method()));
    let faults = known.map(|known| known.check(request.query_string())).unwrap_or_default();
    match Faults::check(faults) {
        Ok(()) => next.call(request).await,
        Err(faults) => Ok(request.error_response(Problem::unknown_parameters(faults))),
    }
}

fn allow_header(methods: &[&Method]) -> HeaderValue {
    let mut names: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    HeaderValue::from_str(&names.join(", ")).unwrap_or(HeaderValue::from_static("OPTIONS"))
}

/// OPTIONS lists the methods of an address; any other unsupported method is refused with the same list.
async fn other_method(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let route = request.app_data::<KnownRoute>();
    let allow = route.map_or(HeaderValue::from_static("OPTIONS"), |route| route.allow.clone());
    if *request.method() == Method::OPTIONS {
        let mut answer = HttpResponse::NoContent();
        answer.insert_header((header::ALLOW, allow));
        if route.is_some_and(|route| route.takes_patch) {
            answer.insert_header(ACCEPT_PATCH);
        }
        return Ok(answer.finish());
    }
    Err(Problem::plain(StatusCode::METHOD_NOT_ALLOWED).with_header(header::ALLOW, allow))
}

/// Any address without a resource. Requests here count against the sender's quota, to slow down scans.
pub(crate) async fn nothing_here(request: HttpRequest) -> Problem {
    match count_address(&request) {
        Ok(left) => telling(Problem::plain(StatusCode::NOT_FOUND), left),
        Err(refused) => refused,
    }
}

impl Responder for Problem {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::from_error(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_listed_at_both_addresses() {
        let mut routes = Routes::new(Metrics::new());
        let place = Endpoint::new("/things", "/api/v1/things");
        routes.place(&place, |at| {
            at.at("/{id}", |methods| methods.get(nothing_here).delete(nothing_here));
        });
        routes.place(&Endpoint::single("/health"), |at| {
            at.at("/live", |methods| methods.get(nothing_here));
        });
        let served: Vec<_> =
            routes.served().iter().map(|it| format!("{} {}", it.method, it.pattern)).collect();
        assert_eq!(
            served,
            [
                "GET /things/{id}",
                "DELETE /things/{id}",
                "GET /api/v1/things/{id}",
                "DELETE /api/v1/things/{id}",
                "GET /health/live",
            ]
        );
    }

    #[test]
    fn head_and_options_are_always_allowed() {
        assert_eq!(allow_header(&[&Method::GET, &Method::PATCH]), "GET, PATCH, HEAD, OPTIONS");
        assert_eq!(allow_header(&[&Method::POST]), "POST, OPTIONS");
    }
}
