//! Life cycle of opportunities.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use super::{customer, listed, made, post};
use crate::support::{Replying, all_backends, plain_server, second_firm};

#[actix_web::test]
async fn only_the_customer_is_required() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let cid = customer(&server, 1, None).await;
        let reply = post(&server, &json!({"cid": cid})).await;
        assert_eq!(reply.status, 201, "{backend}: {}", reply.text());
        let mut deal = reply.json();
        let oid = deal["oid"].as_str().expect("an id").to_owned();
        assert!(oid.len() == 32 && oid.bytes().all(|byte| byte.is_ascii_hexdigit()), "{oid}");
        assert_eq!(reply.header("location"), Some(format!("/api/opportunities/{oid}").as_str()));
        assert!(reply.header("etag").is_some());
        deal["oid"] = json!("?");
        assert_eq!(
            deal,
            json!({
                "oid": "?", "cid": cid, "opportunity_sales_group": null, "opportunity_status": "New",
                "monthly_estimated_revenue": null, "estimated_delivery_date": null, "non_recurring": null,
                "days_since_last_updated": 0, "created_at": "2026-01-31T09:00:00Z",
                "updated_at": "2026-01-31T09:00:00Z",
            })
        );
        let found = server.get(&format!("/api/v1/opportunities/{oid}/")).await;
        assert_eq!((found.status, &found.json()["cid"]), (200, &json!(cid)), "{backend}");
    }
}

#[actix_web::test]
async fn money_is_accepted_as_number_or_text_and_returned_exactly() {
    let server = plain_server(Backend::Sqlite);
    let cid = customer(&server, 1, None).await;
    for (given, taken) in [
        ("1250", "1250.00"),
        ("1250.5", "1250.50"),
        ("0", "0.00"),
        ("-0.0", "0.00"),
        ("0.1", "0.10"),
        ("1e3", "1000.00"),
        ("1.25E1", "12.50"),
        ("123456789012.10", "123456789012.10"),
        ("9999999999999999.99", "9999999999999999.99"),
        ("9999999999999999", "9999999999999999.00"),
        ("\"9999999999999999.99\"", "9999999999999999.99"),
        ("\" 7.5 \"", "7.50"),
        ("\"-0\"", "0.00"),
    ] {
        let body = format!("{{\"cid\": {cid}, \"monthly_estimated_revenue\": {given}}}");
        let reply = server.send_raw(Method::POST, "/api/opportunities", body).await;
        assert_eq!(reply.status, 201, "{given}: {}", reply.text());
        assert_eq!(reply.json()["monthly_estimated_revenue"], taken, "{given}");
    }
}

#[actix_web::test]
async fn a_patch_changes_given_fields_and_null_clears() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let cid = customer(&server, 1, None).await;
        let full = json!({
            "cid": cid, "opportunity_sales_group": "Majors", "opportunity_status": "Proposal",
            "monthly_estimated_revenue": "10.00", "estimated_delivery_date": "2026-04-01",
            "non_recurring": "yes", "days_since_last_updated": 12,
        });
        let path =
            format!("/api/opportunities/{}", made(&server, &full).await["oid"].as_str().expect("an id"));
        let patch = |body: Value| server.request(Method::PATCH, &path).json(&body).reply();
        let changed = patch(json!({"opportunity_status": "Won", "estimated_delivery_date": null})).await;
        assert_eq!(changed.status, 200, "{backend}: {}", changed.text());
        let deal = changed.json();
        assert_eq!(
            (&deal["opportunity_status"], &deal["estimated_delivery_date"], &deal["opportunity_sales_group"]),
            (&json!("Won"), &json!(null), &json!("Majors"))
        );
        assert_eq!((&deal["days_since_last_updated"], &deal["non_recurring"]), (&json!(12), &json!("yes")));
        let same = patch(json!({"opportunity_status": "Won"})).await;
        assert_eq!(same.header("etag"), changed.header("etag"), "{backend}: nothing changed");
        assert_eq!(patch(json!({})).await.header("etag"), changed.header("etag"), "{backend}");
        let put = server.send(Method::PUT, &path, &json!({"cid": cid})).await.json();
        assert_eq!(
            (&put["opportunity_status"], &put["monthly_estimated_revenue"], &put["days_since_last_updated"]),
            (&json!("New"), &json!(null), &json!(0)),
            "{backend}"
        );
        assert_eq!(server.delete(&path).await.status, 204, "{backend}");
        assert_eq!(server.get(&path).await.detail(404), "Opportunity not found");
        assert_eq!(server.delete(&path).await.status, 404);
    }
}

#[actix_web::test]
async fn of_two_writes_with_the_same_tag_one_is_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let cid = customer(&server, 1, None).await;
        let path = format!(
            "/api/opportunities/{}",
            made(&server, &json!({"cid": cid})).await["oid"].as_str().expect("an id")
        );
        let tag = server.get(&path).await.header("etag").expect("a tag").to_owned();
        let write = |status: &str| {
            let body = json!({"cid": cid, "opportunity_status": status});
            server.request(Method::PUT, &path).header("if-match", &tag).json(&body).reply()
        };
        let replies = futures_util::future::join_all(["Won", "Lost"].map(write)).await;
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{backend}");
        let winner = replies.iter().find(|reply| reply.status == 200).expect("a winner").json();
        let now = server.get(&path).await;
        assert_eq!(now.json()["opportunity_status"], winner["opportunity_status"], "{backend}");
        let stale = server.request(Method::DELETE, &path).header("if-match", &tag).reply().await;
        assert_eq!(stale.status, 412, "{backend}");
        let known = now.header("etag").expect("a tag");
        let unchanged = server.request(Method::GET, &path).header("if-none-match", known).reply().await;
        assert_eq!(unchanged.status, 304, "{backend}");
    }
}

#[actix_web::test]
async fn lists_are_filtered_paged_and_available_in_every_format() {
    let server = plain_server(Backend::Sqlite);
    let (french, without_area) =
        (customer(&server, 1, Some("France")).await, customer(&server, 2, None).await);
    for month in 1..=3 {
        let date = format!("2026-0{month}-15");
        made(
            &server,
            &json!({"cid": french, "estimated_delivery_date": date, "opportunity_sales_group": "A&B"}),
        )
        .await;
    }
    made(&server, &json!({"cid": without_area, "opportunity_status": "Won"})).await;
    let count = async |query: &str| listed(&server, &format!("/api/opportunities{query}")).await.len();
    for (query, expected) in [
        ("", 4),
        ("?area=%20fRANCE", 3),
        ("?area=UK", 0),
        ("?status=%20wON", 1),
        ("?status=Wo", 0),
        ("?sales_group=A%26B", 3),
        ("?sales_group=%20a%26b%E2%80%8B", 3),
        ("?sales_group=A", 0),
        (&format!("?cid={without_area}"), 1),
        ("?delivery_from=2026-02-15", 2),
        ("?delivery_from=2026-02-15&delivery_to=2026-02-15", 1),
        ("?delivery_to=2026-02-14", 1),
    ] {
        assert_eq!(count(query).await, expected, "{query}");
    }
    let page = server.get("/api/opportunities?limit=3&count=true").await;
    assert_eq!((page.json().as_array().map(Vec::len), page.header("x-total-count")), (Some(3), Some("4")));
    assert!(page.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    let table = server.get_as("/api/opportunities?status=Won", "text/csv").await.text();
    assert!(
        table.starts_with("oid,cid,opportunity_sales_group,opportunity_status,monthly_estimated_revenue,")
    );
    assert_eq!(table.lines().count(), 2);
    let faults = server.get("/api/opportunities?cid=x&delivery_from=2026-02-30&limit=0").await.faults(400);
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[actix_web::test]
async fn data_defects_are_listed() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let (french, gone) = (customer(&server, 1, Some("France")).await, customer(&server, 2, None).await);
        let target = json!({"area": "France", "fiscal_year": 2026, "amount": 1});
        assert_eq!(server.send(Method::PUT, "/api/v1/revenue/targets", &target).await.status, 200);
        let sound = json!({
            "cid": french, "monthly_estimated_revenue": 1, "estimated_delivery_date": "2026-03-01",
        });
        made(&server, &sound).await;
        let mut flawed = sound.clone();
        flawed["estimated_delivery_date"] = json!("2026-01-30");
        flawed["opportunity_status"] = json!("Perhaps");
        flawed["days_since_last_updated"] = json!(30);
        let oid = made(&server, &flawed).await["oid"].clone();
        made(
            &server,
            &json!({"cid": gone, "opportunity_status": "Won", "estimated_delivery_date": "2027-08-01"}),
        )
        .await;
        assert_eq!(server.delete(&format!("/clients/{gone}")).await.status, 200);
        let found = listed(&server, "/api/v1/opportunities/quality").await;
        let reasons: Vec<(i64, &str)> = found
            .iter()
            .map(|it| (it["cid"].as_i64().expect("an id"), it["reason"].as_str().expect("a word")))
            .collect();
        assert_eq!(
            reasons,
            [
                (french, "delivery_date_past"),
                (french, "unknown_status"),
                (french, "not_updated_for_30_days"),
                (gone, "no_revenue"),
                (gone, "outside_fiscal_years_with_target"),
                (gone, "customer_without_area"),
                (gone, "customer_deleted"),
            ],
            "{backend}"
        );
        assert_eq!(found.first().map(|it| &it["oid"]), Some(&oid));
        let one = listed(&server, "/api/opportunities/quality?reason=unknown_status&limit=5").await;
        assert_eq!(one.len(), 1, "{backend}");
        assert_eq!(one[0]["detail"], "The status \"Perhaps\" is not in the catalogue and counts with 0 %.");
        assert_eq!(
            listed(&server, "/api/opportunities/quality?as_of=2026-01-30").await.len(),
            5,
            "{backend}"
        );
    }
}

#[actix_web::test]
async fn a_firm_sees_only_its_own_deals_and_amounts() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let cid = customer(&server, 1, Some("France")).await;
        let oid = made(&server, &json!({"cid": cid})).await["oid"].as_str().expect("an id").to_owned();
        let second = second_firm(&server).get();
        let theirs = json!({"cid": cid, "firm_id": second});
        assert_eq!(post(&server, &theirs).await.detail(404), "Customer not found", "{backend}");
        let path = format!("/api/opportunities/{oid}");
        assert_eq!(server.get(&format!("{path}?firm_id={second}")).await.status, 404, "{backend}");
        for method in [Method::PUT, Method::PATCH] {
            assert_eq!(
                server.send(method, &path, &theirs).await.detail(404),
                "Opportunity not found",
                "{backend}"
            );
        }
        assert_eq!(server.delete(&format!("{path}?firm_id={second}")).await.status, 404, "{backend}");
        let amount = json!({"area": "France", "month": "2024-07", "amount": 1, "firm_id": second});
        assert_eq!(server.send(Method::PUT, "/api/revenue/actuals", &amount).await.status, 200, "{backend}");
        assert_eq!(listed(&server, "/api/revenue/actuals").await.len(), 0, "{backend}");
        let forecast =
            server.get(&format!("/api/revenue/forecast?fiscal_year=2025&firm_id={second}")).await.json();
        assert_eq!(
            (&forecast["total"]["deals"], &forecast["total"]["actual_to_date"]),
            (&json!(0), &json!("1.00")),
            "{backend}"
        );
        let both = server.request(Method::POST, "/api/opportunities").header("x-firm-id", "1").json(&theirs);
        assert_eq!(both.reply().await.status, 400, "{backend}");
        assert_eq!(post(&server, &json!({"cid": cid, "firm_id": 99})).await.detail(404), "Firm not found");
    }
}
