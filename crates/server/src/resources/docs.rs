//! The API documentation: the OpenAPI document, and Swagger UI from the binary.

use std::sync::{Arc, OnceLock};

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use utoipa::OpenApi;
use utoipa_swagger_ui::Config;

use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::state::AppState;

const DOCUMENT: Endpoint = Endpoint::single("/openapi.json").open();
const DOCS: Endpoint = Endpoint::single("/docs").open();

/// The page needs its own scripts, styles and images, and the API of the same host.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The files change only with the binary.
const A_DAY: &str = "public, max-age=86400";

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>APP_NAME API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"#;

const START: &str = "SwaggerUIBundle({url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null});\n";

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&DOCUMENT, |at| {
        at.at("", |methods| methods.get(document));
    });
    routes.place(&DOCS, |at| {
        at.at("", |methods| methods.get(page)).at("/{file}", |methods| methods.get(file));
    });
}

#[derive(OpenApi)]
#[openapi(paths(document, page, file))]
struct Document;

/// Returns this document.
///
/// Title and version are those of the installation.
#[utoipa::path(get, path = "/openapi.json", tag = "Documentation", operation_id = "get_openapi",
    responses((status = 200, description = "OpenAPI 3.1.", body = Object)))]
async fn document(state: AppState, request: HttpRequest) -> HttpResponse {
    let modules = request.app_data::<Vec<Module>>().map(Vec::as_slice).unwrap_or_default();
    let document = || crate::openapi::document(&state.options().app_name, modules);
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, HeaderValue::from_static("application/json")))
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-cache")))
        .body(state.document().get_or_init(document).clone())
}

/// Returns a page to read and try out the API.
///
/// Swagger UI, served by the service itself without external hosts.
#[utoipa::path(get, path = "/docs", tag = "Documentation", operation_id = "get_docs",
    responses((status = 200, description = "A page.", body = String, content_type = "text/html")))]
async fn page(state: AppState) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")))
        .insert_header((header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)))
        .body(PAGE.replacen("APP_NAME", &html(&state.options().app_name), 1))
}

/// Escapes text for HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns a script, style or image of the documentation page.
///
/// The files change only with the version of the service.
#[utoipa::path(get, path = "/docs/{file}", tag = "Documentation", operation_id = "get_docs_file",
    params(("file" = String, Path, description = "The file name.", example = "swagger-ui.css")),
    responses((status = 200, description = "The file.", content((String = "text/css"), (String = "text/html"),
        (String = "text/javascript"), (Vec<u8> = "image/png"), (Vec<u8> = "application/octet-stream")))))]
async fn file(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (content_type, bytes) = asset(&name)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static(A_DAY)))
        .body(bytes))
}

fn asset(name: &str) -> Result<(String, Bytes), Problem> {
    static CONFIG: OnceLock<Arc<Config<'static>>> = OnceLock::new();
    if name == "start.js" {
        return Ok(("text/javascript".to_owned(), Bytes::from_static(START.as_bytes())));
    }
    let config = CONFIG.get_or_init(|| Arc::new(Config::new(["/openapi.json"])));
    let found = utoipa_swagger_ui::serve(name, Arc::clone(config))
        .map_err(|error| Problem::internal(error.to_string()))?;
    let file = found.ok_or_else(|| Problem::not_found("File not found."))?;
    let bytes = match file.bytes {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => bytes.into(),
    };
    Ok((file.content_type, bytes))
}
