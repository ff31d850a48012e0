//! `q` on lists, and `/api/v1/search` over all kinds.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Server, all_backends, plain_server};

async fn furnish(server: &Server) {
    for (number, first, last) in [(0, "Ada", "Lovelace"), (1, "Adam", "Müller"), (2, "Zoë", "Ada")] {
        let payload = json!({
            "first_name": first, "last_name": last, "phone": format!("+1202555010{number}"), "area": "France",
        });
        assert_eq!(server.send(Method::POST, "/api/customers", &payload).await.status, 201);
    }
    let user = json!({"name": "Ada Byron", "email": "byron@example.com", "phone": "123-456-7890"});
    assert_eq!(server.send(Method::POST, "/users", &user).await.status, 201);
    let request = json!({"body": "Ada's printer is out of ink"});
    assert_eq!(server.send(Method::POST, "/api/customers/1/requests", &request).await.status, 201);
}

fn ids(list: &Value) -> Vec<i64> {
    let rows = list.as_array().or_else(|| list["clients"].as_array()).expect("rows");
    rows.iter().filter_map(|row| row["id"].as_i64()).collect()
}

#[actix_web::test]
async fn a_search_over_all_kinds_says_what_and_where_they_are() {
    for backend in all_backends() {
        let server = plain_server(backend);
        furnish(&server).await;
        let found = server.get("/api/v1/search?q=ada").await.json();
        let results = found["results"].as_array().expect("results");
        let kinds: Vec<(&str, &str)> = results
            .iter()
            .map(|it| (it["kind"].as_str().expect("a kind"), it["title"].as_str().expect("a title")))
            .collect();
        assert_eq!(
            kinds,
            [
                ("customer", "Ada Lovelace"),
                ("customer", "Zoë Ada"),
                ("customer", "Ada Byron"),
                ("customer", "Adam Müller"),
                ("user", "Ada Byron"),
                ("request", "Ada's printer is out of ink"),
            ],
            "{backend}"
        );
        for result in results {
            assert_eq!(
                server.get(result["href"].as_str().expect("an address")).await.status,
                200,
                "{result}"
            );
        }
        for q in ["", "?q=", "?q=%20", "?q=nobody", "?q=%25"] {
            assert_eq!(server.get(&format!("/api/v1/search{q}")).await.json(), json!({"results": []}), "{q}");
        }
        assert_eq!(server.get(&format!("/api/v1/search?q={}", "a".repeat(129))).await.status, 400);
    }
}

#[actix_web::test]
async fn a_searched_list_is_paged_best_match_first_and_back_again() {
    for backend in all_backends() {
        let server = plain_server(backend);
        furnish(&server).await;
        assert_eq!(ids(&server.get("/api/customers?q=ada").await.json()), [1, 3, 4, 2], "{backend}");
        assert_eq!(ids(&server.get("/clients?q=ada%20muller").await.json()), [2], "{backend}");
        let mut address = "/api/customers?q=ada&limit=1&count=true".to_owned();
        let mut seen = Vec::new();
        loop {
            let page = server.get(&address).await;
            assert_eq!((page.status, page.header("x-total-count")), (200, Some("4")), "{}", page.text());
            seen.extend(ids(&page.json()));
            let link = page.header("link").unwrap_or_default().to_owned();
            let Some((next, _)) = link.split_once(">; rel=\"next\"") else {
                assert!(link.contains("rel=\"prev\""), "{link}");
                break;
            };
            address = next.rsplit('<').next().expect("an address").to_owned();
        }
        assert_eq!(seen, [1, 3, 4, 2], "{backend}");
        let by_name = server.get("/api/customers?q=ada&sort=-first_name&limit=2").await;
        assert_eq!(ids(&by_name.json()), [3, 2], "{backend}");
        let elsewhere = address.replace("q=ada", "area=France");
        assert_eq!(server.get(&elsewhere).await.status, 400, "a cursor of a search is none of a list");
        assert_eq!(ids(&server.get("/api/customers?q=ada&area=France&last_name=Ada").await.json()), [3]);
    }
}
