//! The console: static files below `/app` from the binary. They contain no data of users; the console reads that
//! through the API.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;

use crate::http::compress::{self, Coding};
use crate::http::extract::is_named;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::web_file::WebFile;
use crate::state::AppState;

/// Served for every console path that is not a file.
const START: &str = "index.html";

/// Own scripts, styles and images, the API of the same host, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Cached, but revalidated on each use.
const ASK_FIRST: &str = "no-cache";

pub(crate) fn mount(routes: &mut Routes) {
    routes.page("/", |methods| methods.get(to_console));
    routes.page("/app", |methods| methods.get(start));
    routes.page("/app/{path:.*}", |methods| methods.get(file));
}

async fn to_console() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, "/app/")).finish()
}

async fn start(state: AppState, request: HttpRequest) -> Result<HttpResponse, Problem> {
    serve(&state, &request, START)
}

async fn file(
    state: AppState,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    serve(&state, &request, &path)
}

/// The file, or the start page: every other path is routed by the console.
fn serve(state: &AppState, request: &HttpRequest, path: &str) -> Result<HttpResponse, Problem> {
    let find = state.options().console.ok_or_else(no_such_file)?;
    let file = find(path).or_else(|| find(START).filter(|_| !is_file_name(path)));
    Ok(answer(&file.ok_or_else(no_such_file)?, request))
}

fn no_such_file() -> Problem {
    Problem::not_found("File not found.")
}

fn is_file_name(path: &str) -> bool {
    path.starts_with("assets/") || path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

fn answer(file: &WebFile, request: &HttpRequest) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)))
        .insert_header((header::CACHE_CONTROL, if file.is_immutable { FOR_EVER } else { ASK_FIRST }));
    let (bytes, coding) = packed(file, compress::wanted(request.headers()));
    // An uncompressed file may be compressed by the outer layer, which then adjusts these headers.
    let mut tag = format!("\"{}\"", file.digest);
    let is_known = is_named(request, &tag);
    if let Some(coding) = coding {
        tag = format!("\"{}-{}\"", file.digest, coding.token());
        answer.insert_header(coding.encoding()).insert_header((header::VARY, "accept-encoding"));
    }
    answer.insert_header((header::ETAG, tag));
    if is_known {
        return answer.status(StatusCode::NOT_MODIFIED).finish();
    }
    answer.insert_header((header::CONTENT_TYPE, file.content_type)).body(Bytes::from_static(bytes))
}

/// The encoding that suits the caller.
fn packed(file: &WebFile, coding: Option<Coding>) -> (&'static [u8], Option<Coding>) {
    let packed = match coding {
        Some(Coding::Brotli) => file.brotli,
        Some(Coding::Gzip) => file.gzip,
        None => None,
    };
    packed.map_or((file.plain, None), |bytes| (bytes, coding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_paths_and_file_names_are_distinguished() {
        for (path, expected) in [
            ("clients", false),
            ("customers/7", false),
            ("", false),
            ("assets/old", true),
            ("theme.js", true),
            ("clients/favicon.ico", true),
            ("v1.2/clients", false),
        ] {
            assert_eq!(is_file_name(path), expected, "{path}");
        }
    }
}
