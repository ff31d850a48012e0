//! Interactions: recorded, counted, listed.

use frontdesk_server::Worker;
use frontdesk_testkit::Backend;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{Replying, Server, all_backends, off_the_runtime, pairs, plain_server};

const HOME: &str = "/api/v1/interactions";

async fn import(server: &Server, kind: &'static str, text: &'static str) -> Value {
    let file = Part::bytes(text.as_bytes()).file_name("rows.csv");
    let form = Form::new().part("file", file).text("kind", kind);
    let accepted = server.request(Method::POST, "/imports").multipart(form).reply().await;
    assert_eq!(accepted.status, 202, "{}", accepted.text());
    let address = accepted.header("location").expect("where to watch").to_owned();
    let worker = Worker::start(&server.state).expect("a thread");
    assert_eq!(server.get(&format!("{address}/events")).await.status, 200);
    drop(worker);
    server.get(&address).await.json()
}

/// Four customers, five channels, thirteen interactions, and topics.
async fn furnished(backend: Backend) -> Server {
    let server = plain_server(backend);
    let customers = "CID,First Name,Type\n1,Ann,Blue\n2,Ben,Blue\n3,Cid,Red\n4,Dee,\n";
    assert_eq!(import(&server, "customers", customers).await["created"], 4);
    let rows = "Date Start,Interaction,Customers\n\
                01/10/2019 09:05,Bird,4\n\
                05/03/2020 23:59,CALL ,4\n\
                06/03/2020 00:00,Call,4\n\
                01/10/2019 09:05,Boat,1\n\
                31/10/2019 23:30,e-mail,1\n\
                01/11/2019 00:30,EMAIL,1\n\
                15/11/2019 12:00,Post,2\n\
                15/12/2019 12:00,Post,2\n\
                15/12/2019 12:01,post,2\n\
                29/02/2020 12:00,Call,3\n\
                29/02/2020 12:00,Call,3\n\
                29/02/2020 12:01,Call,3\n\
                01/03/2020 00:00,Bird,3\n\
                01/03/2020 00:00,Bird,2\n\
                01/03/2020 00:00,Bird,99\n";
    let done = import(&server, "interactions", rows).await;
    assert_eq!((&done["created"], &done["unchanged"], &done["rejected"]), (&json!(13), &json!(1), &json!(1)));
    let topics = "Date,Product\n10-2019,Sand\n11-2019,Gold\n02-2020,Sand\n";
    assert_eq!(import(&server, "topics", topics).await["created"], 3);
    server
}

#[actix_web::test]
async fn counts_of_one_customer_are_exact_at_both_addresses() {
    for backend in all_backends() {
        let server = furnished(backend).await;
        for home in [HOME, "/api/v1/stats/interactions"] {
            let reply = server.get(&format!("{home}/4?start_date=2019-10-01&end_date=2020-03-05")).await;
            assert_eq!(
                reply.text().trim_end(),
                r#"{"data":{"customer_id":4,"interactions":{"Bird":1,"Boat":0,"Call":1,"Email":0,"Post":0}}}"#
            );
            assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
            let counts = |query: &str| {
                let address = format!("{home}/1{query}");
                let server = &server;
                async move {
                    let data = server.get(&address).await.json()["data"]["interactions"].clone();
                    data.as_object()
                        .expect("counts")
                        .values()
                        .map(|it| it.as_i64().expect("a number"))
                        .collect::<Vec<_>>()
                }
            };
            assert_eq!(counts("").await, [0, 1, 0, 2, 0]);
            assert_eq!(counts("/").await, [0, 1, 0, 2, 0]);
            assert_eq!(counts("?topic=Sand").await, [0, 1, 0, 1, 0]);
            assert_eq!(counts("?topic=%20sAND").await, [0, 1, 0, 1, 0]);
            assert_eq!(counts("?topic=Sand&start_date=2019-10-02").await, [0, 0, 0, 1, 0]);
            assert_eq!(counts("?topic=Silver").await, [0; 5]);
            assert_eq!(counts("?end_date=2019-10-31").await, [0, 1, 0, 1, 0]);
            // In Paris both e-mails were sent in November, about an hour after midnight.
            assert_eq!(counts("?end_date=2019-10-31&tz=Europe/Paris").await, [0, 1, 0, 0, 0]);
            assert_eq!(counts("?topic=Gold&tz=Europe/Paris").await, [0, 0, 0, 2, 0]);
        }
    }
}

#[actix_web::test]
async fn faults_have_the_documented_messages() {
    let server = furnished(Backend::Sqlite).await;
    for home in [HOME, "/api/v1/stats/interactions"] {
        for bad in ["0", "-1", "x", "1.5", "99999999999999999999999999", "%D9%A1", "1e3", "+1"] {
            let reply = server.get(&format!("{home}/{bad}")).await;
            assert_eq!(reply.detail(400), "Invalid customer_id provided", "{bad}");
        }
        for (query, words) in [
            ("start_date=01-10-2019", "Invalid start_date format. Use YYYY-MM-DD."),
            ("end_date=2019-02-30", "Invalid end_date format. Use YYYY-MM-DD."),
            ("start_date=2019-10-02&end_date=2019-10-01", "start_date must not be after end_date."),
        ] {
            assert_eq!(server.get(&format!("{home}/4?{query}")).await.detail(400), words);
        }
        let all = server.get(&format!("{home}/x?start_date=y&end_date=z&topic={}", "t".repeat(129))).await;
        assert_eq!(
            all.faults(400),
            pairs(&[
                ("customer_id", "Invalid customer_id provided"),
                ("start_date", "Invalid start_date format. Use YYYY-MM-DD."),
                ("end_date", "Invalid end_date format. Use YYYY-MM-DD."),
                ("topic", "must be at most 128 characters"),
            ])
        );
        let zone = server.get(&format!("{home}/4?tz=Mars/Base")).await;
        assert_eq!(zone.faults(400), pairs(&[("tz", "must be a time zone such as Europe/Paris")]));
        assert_eq!(server.get(&format!("{home}/999")).await.detail(404), "Customer not found");
        let other = server.request(Method::GET, &format!("{home}/4")).header("x-firm-id", "7").reply().await;
        assert_eq!(other.detail(404), "Firm not found");
    }
    let body = json!({"customer_id": 0, "channel": "-", "occurred_at": "x"});
    let all = server.send(Method::POST, HOME, &body).await;
    assert_eq!(
        all.faults(400),
        pairs(&[
            ("customer_id", "must be a positive integer"),
            ("channel", "must hold a letter or a digit"),
            ("occurred_at", "must be a time such as 2026-01-31T09:00:00Z, in 1900 or later"),
        ])
    );
    let bucket = server.get(&format!("{HOME}/timeline?bucket=hour")).await;
    assert_eq!(bucket.faults(400), pairs(&[("bucket", "must be day, week or month")]));
    let long = server.get(&format!("{HOME}/timeline?start_date=0001-01-01&end_date=9999-12-31")).await;
    assert_eq!(
        long.faults(400),
        pairs(&[("bucket", "gives more than 10000 buckets: narrow the dates or take a longer one")])
    );
}

#[actix_web::test]
async fn counts_over_all_customers_are_available_as_ndjson_and_csv() {
    let server = furnished(Backend::Sqlite).await;
    for (address, columns) in [
        ("by-channel", "channel,interaction_count"),
        ("by-topic", "topic,interaction_count"),
        ("by-customer-type", "customer_type,interaction_count,Bird,Boat,Call,Email,Post"),
        ("timeline?bucket=month", "start_date,interaction_count,Bird,Boat,Call,Email,Post"),
        ("products", "customer_type,product,interaction_count"),
        ("customer-types", "customer_type,customers"),
    ] {
        let address = format!("{HOME}/{address}");
        let whole = server.get(&address).await.json();
        let lines = server.get_as(&address, "application/x-ndjson").await;
        assert_eq!(lines.header("content-type"), Some("application/x-ndjson"), "{address}");
        let rows: Vec<Value> =
            lines.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(json!(rows), whole["data"], "{address}");
        let table = server.get_as(&address, "text/csv").await;
        assert_eq!(
            table.header("content-type"),
            Some("text/csv; charset=utf-8; header=present"),
            "{address}"
        );
        assert!(table.header("content-disposition").is_some_and(|it| it.ends_with(".csv\"")), "{address}");
        let text = table.text();
        let mut of_table = text.lines();
        assert_eq!(of_table.next(), Some(columns), "{address}");
        let parts = |row: &Value| row["products"].as_array().map_or(1, Vec::len);
        assert_eq!(of_table.count(), rows.iter().map(parts).sum::<usize>(), "{address}: {text}");
    }
    let table = server.get_as(&format!("{HOME}/by-customer-type?customer_type=Blue"), "text/csv").await;
    assert_eq!(table.text().lines().nth(1), Some("Blue,7,1,1,0,2,3"));
    let folded = server.get_as(&format!("{HOME}/by-customer-type?customer_type=%20bLUE"), "text/csv").await;
    assert_eq!(folded.text(), table.text());
    let of_type = async |text: &str| {
        let rows = server.get(&format!("{HOME}/by-customer?customer_type={text}")).await.json();
        rows["data"].as_array().or(rows.as_array()).map(Vec::len)
    };
    assert!(of_type("Blue").await.is_some_and(|count| count > 0));
    assert_eq!(of_type("bLUE").await, of_type("Blue").await);
    let table = server.get_as(&format!("{HOME}/products?customer_type=Blue"), "text/csv").await;
    assert_eq!(table.text(), "customer_type,product,interaction_count\nBlue,Gold,2\nBlue,Sand,2\n");
    let refused = server.get_as(&format!("{HOME}/timeline?bucket=hour"), "text/csv").await;
    assert_eq!(refused.faults(400), pairs(&[("bucket", "must be day, week or month")]));
}

#[actix_web::test]
async fn a_count_has_a_tag_that_changes_with_it() {
    let server = furnished(Backend::Sqlite).await;
    let address = format!("{HOME}/4");
    let tag = server.get(&address).await.header("etag").expect("a tag").to_owned();
    let again = || server.request(Method::GET, &address).header("if-none-match", &tag).reply();
    assert_eq!(again().await.status, 304);
    let body = json!({"customer_id": 4, "channel": "Boat", "occurred_at": "2026-01-01T00:00:00Z"});
    assert_eq!(server.send(Method::POST, HOME, &body).await.status, 201);
    assert_eq!(again().await.status, 200);
    let hal = server.get_as(&address, "application/hal+json").await;
    assert_eq!(hal.json()["_links"]["self"]["href"], address);
}

#[actix_web::test]
async fn all_customers_are_counted_in_every_way() {
    for backend in all_backends() {
        let server = furnished(backend).await;
        let data = |tail: &'static str| {
            let server = &server;
            async move {
                let reply = server.get(&format!("{HOME}/{tail}")).await;
                assert_eq!(reply.status, 200, "{}", reply.text());
                reply.json()["data"].clone()
            }
        };
        let channel = |channel: &str, count: i64| json!({"channel": channel, "interaction_count": count});
        assert_eq!(
            data("by-channel").await,
            json!([
                channel("Bird", 3),
                channel("Boat", 1),
                channel("Call", 4),
                channel("Email", 2),
                channel("Post", 3)
            ])
        );
        assert_eq!(
            data("by-channel?topic=sand&customer_type=Red").await,
            json!([
                channel("Bird", 0),
                channel("Boat", 0),
                channel("Call", 2),
                channel("Email", 0),
                channel("Post", 0)
            ])
        );
        assert_eq!(
            data("by-topic?start_date=2019-10-02").await,
            json!([{"topic": "Gold", "interaction_count": 2}, {"topic": "Sand", "interaction_count": 3}])
        );
        assert_eq!(
            data("by-customer-type?end_date=2020-02-29").await,
            json!([
                {"customer_type": null, "interaction_count": 1, "interactions": {"Bird": 1, "Boat": 0, "Call": 0, "Email": 0, "Post": 0}},
                {"customer_type": "Blue", "interaction_count": 6, "interactions": {"Bird": 0, "Boat": 1, "Call": 0, "Email": 2, "Post": 3}},
                {"customer_type": "Red", "interaction_count": 2, "interactions": {"Bird": 0, "Boat": 0, "Call": 2, "Email": 0, "Post": 0}},
            ])
        );
        assert_eq!(
            data("products").await,
            json!([
                {"customer_type": null, "products": [{"product": "Sand", "interaction_count": 1}]},
                {"customer_type": "Blue", "products": [{"product": "Gold", "interaction_count": 2}, {"product": "Sand", "interaction_count": 2}]},
                {"customer_type": "Red", "products": [{"product": "Sand", "interaction_count": 2}]},
            ])
        );
        assert_eq!(
            data("customer-types").await,
            json!([
                {"customer_type": null, "customers": 1},
                {"customer_type": "Blue", "customers": 2},
                {"customer_type": "Red", "customers": 1},
            ])
        );
        let months = data("timeline?bucket=month").await;
        let counts: Vec<(&str, i64)> = months
            .as_array()
            .expect("buckets")
            .iter()
            .map(|it| {
                (
                    it["start_date"].as_str().expect("a day"),
                    it["interaction_count"].as_i64().expect("a number"),
                )
            })
            .collect();
        assert_eq!(
            counts,
            [
                ("2019-10-01", 3),
                ("2019-11-01", 2),
                ("2019-12-01", 2),
                ("2020-01-01", 0),
                ("2020-02-01", 2),
                ("2020-03-01", 4)
            ]
        );
        for (table, rows) in [("customers", 4), ("interactions", 13), ("products", 3)] {
            let reply = server.get(&format!("/api/v1/stats/{table}")).await;
            assert_eq!(reply.text(), format!("{{\"message\":\"Number of Rows\",\"rows\":{rows}}}\n"));
        }
        for table in ["imports", "Customers", "x", "%27"] {
            assert_eq!(
                server.get(&format!("/api/v1/stats/{table}")).await.detail(404),
                "Table name not found"
            );
        }
    }
}

#[actix_web::test]
async fn counts_by_customer_are_paged_and_available_as_ndjson_and_csv() {
    let server = furnished(Backend::Sqlite).await;
    let address = format!("{HOME}/by-customer?start_date=2019-10-01&end_date=2019-10-31");
    let all = server.get(&address).await.json();
    assert_eq!(all.as_array().map(Vec::len), Some(4));
    assert_eq!(
        all[3],
        json!({"customer_id": 4, "interactions": {"Bird": 1, "Boat": 0, "Call": 0, "Email": 0, "Post": 0}})
    );
    let page = server.get(&format!("{address}&limit=2&count=true")).await;
    assert_eq!((page.json().as_array().map(Vec::len), page.header("x-total-count")), (Some(2), Some("4")));
    assert!(page.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    let lines = server.get_as(&address, "application/x-ndjson").await.text();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(json!(lines), all);
    let table = server.get_as(&format!("{HOME}/by-customer?customer_type=Blue"), "text/csv").await;
    assert_eq!(table.text(), "customer_id,Bird,Boat,Call,Email,Post\n1,0,1,0,2,0\n2,1,0,0,0,3\n");
    let page = server.get_as(&format!("{HOME}/by-customer?limit=1&count=true"), "text/csv").await;
    assert_eq!(page.text(), "customer_id,Bird,Boat,Call,Email,Post\n1,0,1,0,2,0\n");
    assert!(page.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    assert_eq!(page.header("x-total-count"), Some("4"));
    let name = "attachment; filename=\"interactions-by-customer.csv\"";
    assert_eq!(page.header("content-disposition"), Some(name));
}

#[actix_web::test]
async fn an_interaction_is_recorded_found_listed_and_deleted() {
    for backend in all_backends() {
        let server = furnished(backend).await;
        let body =
            json!({"customer_id": 2, "channel": " live chat", "occurred_at": "2020-04-01T02:00:00+02:00"});
        let made = server.send(Method::POST, HOME, &body).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let id = made.json()["id"].as_i64().expect("an id");
        let want = json!({"id": id, "customer_id": 2, "channel": "Live chat", "occurred_at": "2020-04-01T00:00:00Z",
            "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z"});
        assert_eq!(made.json(), want);
        let address = made.header("location").expect("where it is").to_owned();
        assert_eq!(address, format!("{HOME}/entries/{id}"));
        assert_eq!(server.get(&address).await.json(), want);
        let listed = server
            .get(&format!("{HOME}?customer_id=2&channel=LIVE-CHAT&from=2020-04-01&to=2020-04-01"))
            .await;
        assert_eq!(listed.json(), json!([want]));
        let again = json!({"customer_id": 2, "channel": "LIVE CHAT", "occurred_at": "2020-04-01T00:00:00Z"});
        let detail = server.send(Method::POST, HOME, &again).await.detail(409);
        assert_eq!(detail, format!("This interaction is recorded already: it has the id {id}."));
        assert_eq!(server.get("/api/v1/stats/interactions").await.json()["rows"], 14);
        assert_eq!(server.delete(&address).await.status, 204);
        assert_eq!(server.delete(&address).await.detail(404), "Interaction not found");
        assert_eq!(server.get(&address).await.detail(404), "Interaction not found");
        let counts = server.get(&format!("{HOME}/2")).await.json();
        assert_eq!(counts["data"]["interactions"]["Live chat"], 0);
        assert_eq!(server.get("/api/v1/stats/interactions").await.json()["rows"], 13);
    }
}

#[actix_web::test]
async fn bad_interactions_are_refused_with_all_faults() {
    let server = furnished(Backend::Sqlite).await;
    let body = json!({"customer_id": 2, "channel": "x".repeat(10_000), "occurred_at": "31/10/2019"});
    assert_eq!(
        server.send(Method::POST, HOME, &body).await.faults(400),
        pairs(&[
            ("channel", "must be at most 128 characters"),
            ("occurred_at", "must be a time such as 2026-01-31T09:00:00Z, in 1900 or later"),
        ])
    );
    let mut missing = server.send(Method::POST, HOME, &json!({})).await.faults(400);
    missing.sort();
    assert_eq!(
        missing.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(),
        ["channel", "customer_id", "occurred_at"]
    );
    let unknown = json!({"customer_id": 999, "channel": "Call", "occurred_at": "2020-01-01T00:00:00Z"});
    assert_eq!(server.send(Method::POST, HOME, &unknown).await.detail(404), "Customer not found");
    let reversed = server.get(&format!("{HOME}?from=2020-01-02&to=2020-01-01")).await;
    assert_eq!(reversed.faults(400), pairs(&[("from", "must not be after to")]));
    let bad = server.get(&format!("{HOME}?from=soon&customer_id=x&channel=--")).await.faults(400);
    assert_eq!(bad.len(), 3, "{bad:?}");
    assert_eq!(server.get("/api/v1/stats/interactions").await.json()["rows"], 13);
}

#[actix_web::test]
async fn counts_follow_type_changes_and_deletions_of_customers() {
    let server = furnished(Backend::Sqlite).await;
    let patch = json!({"customer_type": "Green"});
    let reply = server
        .request(Method::PATCH, "/api/customers/1")
        .header("content-type", "application/merge-patch+json")
        .json(&patch)
        .reply()
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(server.delete("/api/customers/3").await.status, 204);
    let types = server.get(&format!("{HOME}/by-customer-type")).await.json();
    let sums: Vec<(&Value, &Value)> = types["data"]
        .as_array()
        .expect("types")
        .iter()
        .map(|it| (&it["customer_type"], &it["interaction_count"]))
        .collect();
    assert_eq!(sums, [(&Value::Null, &json!(3)), (&json!("Blue"), &json!(4)), (&json!("Green"), &json!(3))]);
    let access =
        server.database.access(frontdesk_core::FirmId::FIRST).await.expect("an answer").expect("firm 1");
    let database = server.database.clone();
    let check = off_the_runtime(|| frontdesk_storage::interactions::check_totals(&database, access));
    let check = check.expect("an answer");
    assert_eq!((check.interactions, check.wrong), (10, 0));
}
