//! `sort`, `updated_since` and times, the same on every list.

use reqwest::Method;
use serde_json::{Value, json};

use crate::openapi::{document, operations, resolved};
use crate::support::{Reply, Replying, Server, all_backends, plain_server};

/// A list, and its sort fields.
struct List {
    path: String,
    sorts: Vec<String>,
    takes_since: bool,
}

/// Every list of the document that has rows after [`furnish`], once.
async fn lists(server: &Server) -> Vec<List> {
    let all = operations(&document(server).await).into_iter().filter(|(_, method, _)| method == "GET");
    let lists = all.filter_map(|(path, _, operation)| {
        let parameters = operation.get("parameters")?.as_array()?.clone();
        let named = |name: &str| parameters.iter().find(|it| it["name"] == name).cloned();
        let sorts = named("sort")?["schema"]["enum"].as_array().expect("values").clone();
        let sorts = sorts.iter().map(|it| it.as_str().expect("a text").to_owned()).collect();
        let path = path.replace("{id}", "1");
        let is_known = !path.contains('{') && !path.contains("sweeps/") && !path.contains("keys/");
        is_known.then(|| List { path, sorts, takes_since: named("updated_since").is_some() })
    });
    lists.collect()
}

fn rows(reply: &Reply) -> Vec<Value> {
    let body = reply.json();
    body.as_array().or_else(|| body["clients"].as_array()).expect("rows").clone()
}

/// All rows, two per page, following the links.
async fn walked(server: &Server, path: &str, sort: &str) -> Vec<Value> {
    let mut address = format!("{path}?limit=2&sort={sort}");
    let mut found = Vec::new();
    for _ in 0..100 {
        let reply = server.get(&address).await;
        assert_eq!(reply.status, 200, "{address}: {}", reply.text());
        found.extend(rows(&reply));
        let link = reply.header("link").unwrap_or_default().to_owned();
        let Some((next, _)) = link.split_once(">; rel=\"next\"") else { return found };
        address = next.rsplit('<').next().expect("an address").to_owned();
    }
    panic!("{path} by {sort} has no end");
}

async fn send(server: &Server, method: Method, path: &str, payload: Value) {
    let reply = server.send(method, path, &payload).await;
    assert!(reply.status < 300, "{path}: {}", reply.text());
}

async fn furnish(server: &Server) {
    for (number, last_name, area) in
        [(1, "Stark", Some("Spain")), (2, "stark", None), (3, "Ärmel", Some("France")), (4, "Stark", None)]
    {
        let payload = json!({
            "first_name": "Ed", "last_name": last_name, "area": area, "phone": format!("+120255501{number:02}"),
        });
        send(server, Method::POST, "/api/customers", payload).await;
    }
    let deals =
        [("100.50", "2026-04-01", "New"), ("99", "2026-03-01", "Won"), ("100.5", "2026-04-01", "New")];
    for (revenue, day, status) in deals {
        let payload = json!({
            "cid": 1, "monthly_estimated_revenue": revenue, "estimated_delivery_date": day, "opportunity_status": status,
        });
        send(server, Method::POST, "/api/opportunities", payload).await;
    }
    send(server, Method::POST, "/api/opportunities", json!({"cid": 2})).await;
    for body in ["one", "two", "three"] {
        send(server, Method::POST, "/api/customers/1/requests", json!({"body": body})).await;
    }
    for name in ["Jon Snow", "Arya", "Jon"] {
        send(server, Method::POST, "/api/operators", json!({"name": name})).await;
    }
    send(server, Method::PATCH, "/api/operators/2/requests/1", json!({})).await;
    for day in ["2019-10-31", "2019-10-01", "2019-12-01"] {
        let payload =
            json!({"customer_id": 1, "channel": "Call", "occurred_at": format!("{day}T09:05:00.000001Z")});
        send(server, Method::POST, "/api/v1/interactions", payload).await;
    }
    for (area, month, amount) in
        [("Spain", "2024-11", "7.10"), ("France", "2024-12", "7.1"), ("France", "2023-01", "100")]
    {
        let payload = json!({"area": area, "month": month, "amount": amount});
        send(server, Method::PUT, "/api/revenue/actuals", payload).await;
        let payload = json!({"area": area, "fiscal_year": month[..4].parse::<i64>().expect("a year"), "amount": amount});
        send(server, Method::PUT, "/api/revenue/targets", payload).await;
    }
    for month in ["10-2019", "01-2020", "12-2019"] {
        send(server, Method::PUT, &format!("/api/v1/topics/{month}"), json!({"topics": ["Sand"]})).await;
    }
    for name in ["Zoe", "Ada", "Zoe"] {
        let payload = json!({"name": name, "email": format!("{name}@example.com"), "phone": "123-456-7890"});
        send(server, Method::POST, "/users", payload).await;
    }
    send(server, Method::POST, "/api/sync/sweeps", Value::Null).await;
}

/// Computed lists: their rows have no times (docs/customers.md).
const COMPUTED: [&str; 3] =
    ["/api/opportunities/quality", "/api/v1/interactions/by-customer", "/api/v1/opportunities/quality"];

#[actix_web::test]
async fn every_list_of_records_can_be_filtered_and_sorted_by_its_times() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    let document = document(&server).await;
    let mut exceptions = Vec::new();
    let mut tried = 0;
    for (path, _, operation) in operations(&document) {
        let parameters = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
        let named = |name: &str| parameters.iter().find(|it| it["name"] == name);
        if named("cursor").is_none() {
            continue;
        }
        let sorts = named("sort").map(|it| it["schema"]["enum"].clone()).unwrap_or_default();
        assert!(sorts.as_array().is_some_and(|sorts| sorts.len() >= 2), "{path} has no documented sort");
        let forms = &operation["responses"]["200"]["x-alternative-content"];
        let row = resolved(&document, &forms["application/x-ndjson"]["schema"]);
        let has = |name: &str| {
            let is_sort = sorts.as_array().is_some_and(|sorts| sorts.contains(&json!(name)));
            row["properties"].get(name).is_some() && is_sort
        };
        if has("created_at") && has("updated_at") && named("updated_since").is_some() {
            tried += 1;
        } else {
            exceptions.push(path);
        }
    }
    assert_eq!(exceptions, COMPUTED);
    assert!(tried > 20, "{tried}");
}

/// References to a record: search results, and events of the overview, which have their own time.
const NO_RECORDS: [&str; 2] = ["FoundRecordView", "HappeningView"];

#[actix_web::test]
async fn every_record_with_an_id_has_times() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    let document = document(&server).await;
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let without = schemas.iter().filter(|(name, schema)| {
        let has = |field: &str| schema["properties"].get(field).is_some();
        name.ends_with("View") && has("id") && !(has("created_at") && has("updated_at"))
    });
    assert_eq!(without.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), NO_RECORDS);
}

#[actix_web::test]
async fn every_list_has_the_same_rows_in_every_order_and_page_size() {
    for backend in all_backends() {
        let server = plain_server(backend);
        furnish(&server).await;
        let lists = lists(&server).await;
        assert!(lists.len() > 20, "{}", lists.len());
        for List { path, sorts, .. } in lists {
            let plain = rows(&server.get(&path).await);
            for pair in sorts.chunks(2) {
                let [up, down] = pair else { panic!("{path} {pair:?}") };
                let whole = rows(&server.get(&format!("{path}?sort={up}")).await);
                let mut turned = rows(&server.get(&format!("{path}?sort={down}")).await);
                assert_eq!(walked(&server, &path, up).await, whole, "{path} by {up}");
                assert_eq!(walked(&server, &path, down).await, turned, "{path} by {down}");
                turned.reverse();
                assert_eq!(whole, turned, "{path} by {up}");
                assert!(
                    whole.len() == plain.len() && plain.iter().all(|row| whole.contains(row)),
                    "{path} {up}"
                );
            }
            // Histories of fields are newest first.
            let is_newest_first = path.ends_with("/history") && !path.contains("requests");
            let usual = &sorts[usize::from(is_newest_first)];
            assert_eq!(rows(&server.get(&format!("{path}?sort={usual}")).await), plain, "{path}");
        }
    }
}

#[actix_web::test]
async fn rows_without_the_field_come_first_and_money_is_sorted_as_numbers() {
    for backend in all_backends() {
        let server = plain_server(backend);
        furnish(&server).await;
        let column = |reply: Reply, name: &str| -> Vec<Value> {
            rows(&reply).iter().map(|row| row[name].clone()).collect()
        };
        let revenue = server.get("/api/opportunities?sort=monthly_estimated_revenue").await;
        let expected = [Value::Null, json!("99.00"), json!("100.50"), json!("100.50")];
        assert_eq!(column(revenue, "monthly_estimated_revenue"), expected);
        let areas = server.get("/api/customers?sort=-area&limit=2").await;
        assert_eq!(column(areas, "area"), ["Spain", "France"]);
        let months = server.get("/api/revenue/actuals?sort=-month").await;
        assert_eq!(column(months, "month"), ["2024-12", "2024-11", "2023-01"]);
    }
}

#[actix_web::test]
async fn every_row_has_times_of_creation_and_change() {
    for backend in all_backends() {
        let server = plain_server(backend);
        furnish(&server).await;
        for List { path, takes_since, .. } in lists(&server).await {
            let plain = rows(&server.get(&path).await);
            if takes_since {
                assert!(
                    plain.iter().all(|row| row["created_at"].is_string() && row["updated_at"].is_string()),
                    "{path}"
                );
                let count = |since: &str| {
                    let (server, address) = (&server, format!("{path}?count=true&updated_since={since}"));
                    async move {
                        let reply = server.get(&address).await;
                        let found = rows(&reply).len();
                        assert_eq!(
                            reply.header("x-total-count"),
                            Some(found.to_string().as_str()),
                            "{address}"
                        );
                        found
                    }
                };
                assert_eq!(count("2000-01-01T00:00:00Z").await, plain.len(), "{path}");
                assert_eq!(count("2999-01-01T00:00:00+01:00").await, 0, "{path}");
                assert_eq!(server.get(&format!("{path}?updated_since=2026")).await.status, 400, "{path}");
            }
        }
    }
}

#[actix_web::test]
async fn unknown_sort_fields_and_cursors_of_another_order_are_refused() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    furnish(&server).await;
    let reply = server.get("/api/customers?sort=shoe_size&limit=0").await;
    let faults = reply.json()["errors"].clone();
    assert_eq!((reply.status, &faults[0]["field"]), (400, &json!("limit")));
    let reply = server.get("/api/customers?sort=shoe_size").await;
    let message = reply.json()["errors"][0]["message"].as_str().expect("a message").to_owned();
    assert!(reply.status == 400 && message.contains("last_name"), "{message}");
    let link =
        server.get("/api/customers?sort=last_name&limit=1").await.header("link").expect("a link").to_owned();
    let cursor = link.split("cursor=").nth(1).and_then(|rest| rest.split('>').next()).expect("a cursor");
    for (sort, status) in [("sort=last_name&", 200), ("sort=-last_name&", 400), ("", 400), ("sort=id&", 400)]
    {
        let reply = server.get(&format!("/api/customers?{sort}limit=1&cursor={cursor}")).await;
        assert_eq!(reply.status, status, "{sort}: {}", reply.text());
    }
}

#[actix_web::test]
async fn people_are_filtered_by_email_and_requests_by_statuses_or_customer() {
    for backend in all_backends() {
        let server = plain_server(backend);
        furnish(&server).await;
        for (path, found) in [
            ("/users?email=ada@EXAMPLE.com", 1),
            ("/clients?email=zoe@example.com", 2),
            ("/api/customers?email=Ada@example.com", 1),
            ("/api/customers?email=nobody@example.com", 0),
            ("/api/requests?status=PENDING,IN_PROGRESS", 3),
            ("/api/requests?status=IN_PROGRESS", 1),
            ("/api/requests?status=COMPLETED,REJECTED&sort=-id", 0),
            ("/api/requests?customer_id=1&status=PENDING", 2),
            ("/api/requests?customer_id=2", 0),
            ("/api/opportunities?status=won,lost", 1),
            ("/api/opportunities?status=new,WON", 4),
            ("/users?sync_status=pending,failed", 3),
            ("/users?sync_status=synced,failed", 0),
        ] {
            let reply = server.get(path).await;
            assert_eq!(rows(&reply).len(), found, "{path}: {}", reply.text());
        }
        let bad = server.get("/api/requests?status=PENDING,OPEN").await;
        assert_eq!((bad.status, bad.json()["errors"][0]["field"].clone()), (400, json!("status")));
        let nested = server.request(Method::GET, "/api/customers/1/requests?customer_id=2").reply().await;
        assert_eq!(nested.status, 400);
    }
}
