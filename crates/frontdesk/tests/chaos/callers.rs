//! Those who call Frontdesk, and call again until they are answered.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::fleet::Fleet;

/// A caller with a favourite server.
pub(crate) struct Caller {
    http: Client,
    urls: Vec<String>,
    hand: u64,
    calls: AtomicU64,
}

/// A made-up user, by numbers.
pub(crate) fn person(hand: u64, number: u64) -> Value {
    json!({
        "name": format!("Person{hand} Number{number}"),
        "email": format!("person{hand}.{number}@example.com"),
        "phone": format!("555-{hand}{number:06}"),
    })
}

impl Caller {
    pub(crate) fn new(fleet: &Fleet, hand: u64) -> Self {
        let http = Client::builder().timeout(Duration::from_secs(5)).no_proxy().build().expect("a client");
        Self { http, urls: fleet.servers(), hand, calls: AtomicU64::new(0) }
    }

    /// Signs a user up once, retrying until it is acknowledged. Returns the id.
    pub(crate) async fn sign_up(&self, person: &Value) -> String {
        let key = format!("sign-up-{}-{}", self.hand, self.calls.fetch_add(1, Ordering::Relaxed));
        let answer = self
            .insist(|http, url| {
                http.post(format!("{url}/users")).header("idempotency-key", &key).json(person)
            })
            .await;
        let user: Value = answer.json().await.expect("JSON");
        user["id"].as_str().expect("an id").to_owned()
    }

    pub(crate) async fn edit(&self, id: &str, person: &Value) {
        self.insist(|http, url| http.put(format!("{url}/users/{id}")).json(person)).await;
    }

    pub(crate) async fn retry(&self, id: &str) {
        self.insist(|http, url| http.post(format!("{url}/users/{id}/sync"))).await;
    }

    pub(crate) async fn users(&self, query: &str) -> Vec<Value> {
        loop {
            let answer = self.insist(|http, url| http.get(format!("{url}/users{query}"))).await;
            // It may break off in the middle.
            if let Ok(users) = answer.json().await {
                return users;
            }
        }
    }

    /// Starts a sweep.
    pub(crate) async fn sweep(&self, until: Instant) {
        let answer = self.insist(|http, url| http.post(format!("{url}/api/v1/sync/sweeps"))).await;
        let sweep: Value = answer.json().await.expect("JSON");
        let path = format!("/api/v1/sync/sweeps/{}", sweep["id"]);
        loop {
            let answer = self.insist(|http, url| http.get(format!("{url}{path}"))).await;
            let sweep: Value = answer.json().await.expect("JSON");
            if !sweep["finished_at"].is_null() {
                println!("{sweep}");
                return;
            }
            assert!(Instant::now() < until, "the sweep does not end: {sweep}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Asks one server after the other until one answers well.
    async fn insist(&self, request: impl Fn(&Client, &str) -> RequestBuilder) -> Response {
        let start = Instant::now();
        let mut last = String::new();
        for turn in self.hand as usize.. {
            let url = &self.urls[turn % self.urls.len()];
            match request(&self.http, url).send().await {
                Ok(answer) if answer.status().is_success() => return answer,
                Ok(answer) => {
                    last = format!("{} {}", answer.status(), answer.text().await.unwrap_or_default())
                }
                Err(error) => last = error.to_string(),
            }
            assert!(start.elapsed() < crate::PATIENCE, "no server answers: {last}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no server answers: {last}");
    }
}
