//! The console's files: compressed at build time, cached by browsers, one page for every deep link.

use frontdesk_server::WebFile;
use frontdesk_testkit::Backend;

use crate::support::{Reply, Replying, Server, plain_server};

fn made_up(path: &str) -> Option<WebFile> {
    let page = WebFile {
        content_type: "text/html; charset=utf-8",
        digest: "0123456789abcdef",
        is_immutable: false,
        plain: b"<!doctype html><title>Console</title>",
        brotli: Some(b"packed by Brotli"),
        gzip: None,
    };
    match path {
        "index.html" => Some(page),
        "assets/app.js" => Some(WebFile { content_type: "text/javascript", is_immutable: true, ..page }),
        _ => None,
    }
}

fn console() -> Server {
    Server::start(Backend::Sqlite, |options| options.console = Some(made_up), Vec::new())
}

async fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Reply {
    let request = server.request(reqwest::Method::GET, path);
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).reply().await
}

#[actix_web::test]
async fn a_deep_link_returns_the_page_and_a_file_name_must_exist() {
    let server = console();
    for path in ["/app", "/app/", "/app/clients", "/app/customers/7", "/app/pipeline?view=table"] {
        let reply = server.get(path).await;
        assert_eq!((reply.status, reply.text().contains("Console")), (200, true), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"), "{path}");
    }
    for path in ["/app/assets/gone.js", "/app/robots.txt", "/application"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn the_root_sends_browsers_to_the_console() {
    let server = console();
    let http =
        crate::support::http_client().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let answer = http.get(format!("http://{}/", server.address)).send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], "/app/");
    assert_eq!(
        http.post(format!("http://{}/", server.address)).send().await.expect("an answer").status(),
        405
    );
}

#[actix_web::test]
async fn files_named_by_content_are_cached_forever() {
    let reply = console().get("/app/assets/app.js").await;
    assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(reply.header("content-type"), Some("text/javascript"));
}

#[actix_web::test]
async fn pages_have_a_policy_without_inline_content() {
    let reply = console().get("/app").await;
    let policy = reply.header("content-security-policy").expect("a policy").to_owned();
    assert!(policy.contains("script-src 'self';") && policy.contains("style-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[actix_web::test]
async fn each_compressed_form_is_served_with_its_own_tag() {
    let server = console();
    for (accept, coding, tag) in [
        ("br, gzip", Some("br"), "\"0123456789abcdef-br\""),
        ("gzip", None, "\"0123456789abcdef\""),
        ("identity", None, "\"0123456789abcdef\""),
    ] {
        let reply = get(&server, "/app", &[("accept-encoding", accept)]).await;
        assert_eq!((reply.header("content-encoding"), reply.header("etag")), (coding, Some(tag)), "{accept}");
        let again = get(&server, "/app", &[("accept-encoding", accept), ("if-none-match", tag)]).await;
        assert_eq!((again.status, again.header("etag")), (304, Some(tag)), "{accept}");
    }
    assert_eq!(get(&server, "/app", &[("if-none-match", "\"other\"")]).await.status, 200);
}

#[actix_web::test]
async fn without_a_console_there_are_no_pages() {
    let server = plain_server(Backend::Sqlite);
    for path in ["/", "/app", "/app/clients"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
}
