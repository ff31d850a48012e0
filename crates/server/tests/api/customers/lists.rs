//! Lists of customers.

use serde_json::json;

use super::{create, ed_but, phone};
use crate::support::{all_backends, off_the_runtime, plain_server};

#[actix_web::test]
async fn every_filter_works() {
    for backend in all_backends() {
        let server = plain_server(backend);
        for (number, (first, area, kind)) in
            [("Zoë", "France", "A"), ("Zoe", "France", "B"), ("Arya", "UK", "A")].iter().enumerate()
        {
            let payload =
                json!({"first_name": first, "area": area, "customer_type": kind, "phone": phone(number)});
            assert_eq!(create(&server, &ed_but(payload)).await.status, 201, "{backend}");
        }
        server.delete("/api/customers/3").await;
        for (query, expected) in [
            ("", vec![1, 2]),
            ("area=France", vec![1, 2]),
            ("area=fR%20ance%E2%80%8B", vec![1, 2]),
            ("area=Fran", vec![]),
            ("customer_type=%20b", vec![2]),
            ("first_name=ZOE%CC%88", vec![1]),
            ("last_name=STARK", vec![1, 2]),
            ("last_name=Star", vec![]),
            ("customer_type=%E2%80%8B", vec![]),
            ("area=UK", vec![]),
            ("area=%20UK%20&show_deleted=true", vec![3]),
            ("show_deleted=true", vec![1, 2, 3]),
            ("show_deleted=false", vec![1, 2]),
            ("area=France&customer_type=B", vec![2]),
            ("first_name=Zoe", vec![2]),
            ("last_name=Stark", vec![1, 2]),
            ("phone=(202)%20555-0101", vec![2]),
            ("phone=+12025550101", vec![2]),
            ("phone=nobody", vec![]),
            ("q=zo%C3%AB", vec![1, 2]),
            ("q=zo%20france", vec![]),
            ("q=zo%20b", vec![2]),
            ("limit=1", vec![1]),
        ] {
            let rows = server.get(&format!("/api/customers?{query}")).await.json();
            let ids: Vec<i64> =
                rows.as_array().expect("a list").iter().filter_map(|row| row["cid"].as_i64()).collect();
            assert_eq!(ids, expected, "{backend} {query}");
            if query != "limit=1" {
                let counted = server.get(&format!("/api/customers?count=true&{query}")).await;
                assert_eq!(
                    counted.header("x-total-count"),
                    Some(expected.len().to_string().as_str()),
                    "{query}"
                );
            }
        }
        let reply = server.get("/api/customers?show_deleted=perhaps&limit=0").await;
        assert_eq!(reply.faults(400).len(), 2, "{backend}");
    }
}

#[actix_web::test]
async fn a_list_is_available_as_csv_ndjson_and_hal() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    create(&server, &ed_but(json!({"first_name": "=1+1"}))).await;
    let table = server.get_as("/api/customers", "text/csv").await.text();
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[0].starts_with("cid,id,uuid,first_name,last_name,company_name,email,phone,area,"),
        "{table}"
    );
    assert!(lines[1].starts_with("1,1,") && lines[1].contains(",'=1+1,Stark,,,'+442083661171,"), "{table}");
    assert_eq!(server.get_as("/api/customers", "application/x-ndjson").await.text().lines().count(), 1);
    let linked = server.get_as("/api/v1/customers/1", "application/hal+json").await.json();
    assert_eq!(linked["_links"]["edit"], json!({"href": "/api/v1/customers/1", "method": "PATCH"}));
}

#[actix_web::test]
async fn without_a_limit_all_rows_are_returned() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    let database = server.database.clone();
    let fill = move || {
        let access =
            database.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
        database
            .write_blocking(access, |scoped| {
                for number in 0..2_500 {
                    let new = frontdesk_import::known::NewCustomer {
                        first_name: Some(format!("N{number}")),
                        ..Default::default()
                    };
                    frontdesk_storage::customers::create(scoped, &new, crate::support::now())?
                        .expect("no phone");
                }
                Ok(())
            })
            .expect("written");
    };
    off_the_runtime(fill);
    let rows = server.get("/api/customers").await.json();
    let ids: Vec<i64> =
        rows.as_array().expect("a list").iter().filter_map(|row| row["id"].as_i64()).collect();
    assert_eq!(ids, (1..=2_500).collect::<Vec<_>>());
}
