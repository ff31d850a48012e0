//! The simulated CRM from outside, over real sockets.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail, there and then"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::rt::System;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use chrono::{DateTime, Utc};
use frontdesk_mock_crm::{Changes, Faults, MockCrm, Options};
use reqwest::{Client, Response};
use serde_json::{Value, json};

#[expect(clippy::disallowed_methods, reason = "a test has no other clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn crm(faults: Faults) -> MockCrm {
    MockCrm::start(Options { faults, ..Options::default() }, now).expect("a CRM")
}

/// Runs to the end; each test has a runtime of its own.
fn block_on<T>(work: impl Future<Output = T>) -> T {
    System::new().block_on(work)
}

struct Caller {
    http: Client,
    url: String,
    token: String,
}

async fn caller(crm: &MockCrm) -> Caller {
    // Before the CRM was started it has chosen what TLS is done by.
    let http = Client::new();
    let asked = json!({"grant_type": "client_credentials", "client_id": "dummy", "client_secret": "dummy"});
    let answer = http.post(format!("{}/crm/token", crm.url())).json(&asked).send().await.expect("an answer");
    let answer: Value = answer.json().await.expect("JSON");
    let token = answer["access_token"].as_str().expect("a token").to_owned();
    Caller { http, url: crm.url(), token }
}

impl Caller {
    async fn create(&self, external_id: &str) -> reqwest::Result<Response> {
        let user = json!({"external_id": external_id, "name": "Ada", "email": "a@example.com", "phone": "1"});
        self.http.post(format!("{}/crm/users", self.url)).bearer_auth(&self.token).json(&user).send().await
    }

    async fn get(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.url)).bearer_auth(&self.token).send().await.expect("an answer")
    }
}

#[test]
fn a_user_is_created_found_changed_and_replaced() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        let created = caller.create("x").await.expect("an answer");
        assert_eq!(created.status(), 201);
        assert_eq!(created.json::<Value>().await.expect("JSON"), json!({"crm_id": "CRM1"}));
        let ada = json!({"crm_id": "CRM1", "external_id": "x", "name": "Ada", "email": "a@example.com", "phone": "1"});
        let fetched = caller.get("/crm/users/CRM1").await;
        assert_eq!(
            (fetched.status().as_u16(), fetched.json::<Value>().await.expect("JSON")),
            (200, ada.clone())
        );
        let found: Value = caller.get("/crm/users?external_id=x").await.json().await.expect("JSON");
        assert_eq!(found, json!({"users": [ada]}));
        let none: Value = caller.get("/crm/users?external_id=y").await.json().await.expect("JSON");
        assert_eq!(none, json!({"users": []}));

        let eve = json!({"external_id": "x", "name": "Eve", "email": "e@example.com", "phone": "2"});
        let address = format!("{}/crm/users/CRM1", caller.url);
        let put =
            caller.http.put(&address).bearer_auth(&caller.token).json(&eve).send().await.expect("an answer");
        assert_eq!(put.status(), 200);
        let patch = caller.http.patch(&address).json(&json!({"phone": "3"}));
        let patched = patch.bearer_auth(&caller.token).send().await.expect("an answer");
        assert_eq!(patched.json::<Value>().await.expect("JSON")["phone"], "3");
        assert_eq!(caller.get("/crm/users/CRM2").await.status(), 404);
    });
    let audit = crm.audit();
    assert_eq!((audit.len(), audit[0].creates, audit[0].record.name.as_str()), (1, 1, "Eve"));
}

#[test]
fn without_a_good_token_nothing_is_done() {
    // Time for a first call on a busy machine.
    let options = Options { token_ttl: Duration::from_secs(4), ..Options::default() };
    let crm = MockCrm::start(options, now).expect("a CRM");
    block_on(async {
        let mut caller = caller(&crm).await;
        assert_eq!(caller.create("x").await.expect("an answer").status(), 201);
        let over = async {
            while caller.get("/crm/users/CRM1").await.status() == 200 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), over).await.expect("the token ends");
        assert_eq!(caller.create("y").await.expect("an answer").status(), 401);
        caller.token = "made up".to_owned();
        assert_eq!(caller.create("z").await.expect("an answer").status(), 401);
        let wrong = [
            ("client_credentials", "dummy", "wrong", 401),
            ("client_credentials", "wrong", "dummy", 401),
            ("password", "dummy", "dummy", 400),
        ];
        for (grant, id, secret, status) in wrong {
            let form = format!("grant_type={grant}&client_id={id}&client_secret={secret}");
            let request = caller.http.post(format!("{}/crm/token", caller.url)).body(form);
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            assert_eq!(request.send().await.expect("an answer").status(), status, "{grant} {id} {secret}");
        }
    });
    assert_eq!(crm.audit().len(), 1);
}

#[test]
fn every_route_but_token_audit_and_health_needs_a_token() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        caller.create("x").await.expect("an answer");
        for (method, path, status) in [
            ("POST", "/crm/users", 401),
            ("GET", "/crm/users", 401),
            ("GET", "/crm/users/CRM1", 401),
            ("PUT", "/crm/users/CRM1", 401),
            ("PATCH", "/crm/users/CRM1", 401),
            ("GET", "/crm/counts", 401),
            ("PUT", "/crm/faults", 401),
            ("GET", "/crm/audit", 200),
            ("GET", "/health/ready", 200),
        ] {
            let method = method.parse().expect("a method");
            let request = caller.http.request(method, format!("{}{path}", caller.url));
            let answer = request.json(&json!({"phone": "2"})).send().await.expect("an answer");
            assert_eq!(answer.status().as_u16(), status, "{path}");
        }
    });
    assert_eq!(crm.audit()[0].record.phone, "1");
}

#[test]
fn invalid_data_is_answered_400() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        caller.create("x").await.expect("an answer");
        let bad = json!({"external_id": "y", "name": "Ada", "email": "no address", "phone": "1"});
        for (method, path) in
            [("POST", "/crm/users"), ("PUT", "/crm/users/CRM1"), ("PATCH", "/crm/users/CRM1")]
        {
            let method: reqwest::Method = method.parse().expect("a method");
            let body = if method == "PATCH" { json!({"email": "no address"}) } else { bad.clone() };
            let request = caller.http.request(method, format!("{}{path}", caller.url)).json(&body);
            let answer = request.bearer_auth(&caller.token).send().await.expect("an answer");
            assert_eq!(answer.status().as_u16(), 400, "{path}");
            let fault = answer.json::<Value>().await.expect("JSON");
            assert_eq!(fault, json!({"error": "email must be an e-mail address"}), "{path}");
        }
    });
    assert_eq!((crm.audit().len(), crm.audit()[0].record.email.as_str()), (1, "a@example.com"));
}

#[test]
fn a_lost_answer_leaves_the_work_done_and_the_caller_with_a_broken_connection() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        crm.set_faults(Faults { lose_answers: 1.0, ..Faults::default() }).expect("faults");
        let error = caller.create("x").await.expect_err("no answer");
        assert!(error.is_request() && !error.is_timeout(), "{error:?}");
    });
    assert_eq!(crm.audit().len(), 1);
    assert_eq!(crm.counts().answered("lost"), 1);
}

#[test]
fn half_of_the_errors_and_hangs_have_done_their_work() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        crm.set_faults(Faults { error_rate: 1.0, ..Faults::default() }).expect("faults");
        for number in 0..40 {
            assert!(caller.create(&number.to_string()).await.expect("an answer").status().is_server_error());
        }
        assert!((10..30).contains(&crm.audit().len()), "{}", crm.audit().len());
        crm.set_faults(Faults { hang_rate: 1.0, ..Faults::default() }).expect("faults");
        let request =
            caller.http.post(format!("{}/crm/users", caller.url)).timeout(Duration::from_millis(50));
        assert!(request.send().await.expect_err("no answer").is_timeout());
    });
}

#[test]
fn the_limit_sends_callers_away_and_notes_who_does_not_listen() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        crm.set_faults(Faults { throttle_rate: 1.0, ..Faults::default() }).expect("faults");
        let answer = caller.create("x").await.expect("an answer");
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["retry-after"]),
            (429, &"2".parse().expect("a value"))
        );
        // A call within a second of the first refusal may have been on its way; a later one is early.
        while crm.counts().early == 0 {
            assert_eq!(caller.create("x").await.expect("an answer").status(), 429);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let dated = Faults { rate_limit: Some(1), retry_after_date: true, ..Faults::default() };
        crm.set_faults(dated).expect("faults");
        let (mut admitted, asked) = (0, now());
        let answer = loop {
            let answer = caller.create("x").await.expect("an answer");
            match answer.status().as_u16() {
                201 => admitted += 1,
                429 if admitted > 0 => break answer,
                _ => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        let date = answer.headers()["retry-after"].to_str().expect("text").to_owned();
        assert!(
            DateTime::parse_from_rfc2822(&date).expect("a date") > asked,
            "{date} is no later than {asked}"
        );
    });
}

/// What a receiver of webhooks got: id, signature, body.
type Got = Arc<Mutex<Vec<(String, Option<String>, Value)>>>;

/// Takes webhooks, the first call to it excepted.
fn receiver(got: &Got) -> String {
    let (got, (tell, told)) = (Arc::clone(got), std::sync::mpsc::channel());
    std::thread::spawn(move || {
        let take = move |request: HttpRequest, body: web::Json<Value>, got: web::Data<Got>| async move {
            let header =
                |name: &str| request.headers().get(name).map(|it| it.to_str().expect("text").to_owned());
            let mut got = got.lock().expect("a list");
            got.push((header("webhook-id").expect("an id"), header("webhook-signature"), body.into_inner()));
            if got.len() == 1 {
                HttpResponse::ServiceUnavailable().finish()
            } else {
                HttpResponse::Ok().finish()
            }
        };
        let got = web::Data::new(got);
        System::new().block_on(async {
            let app = move || App::new().app_data(got.clone()).route("/webhook", web::post().to(take));
            let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0").expect("an address");
            tell.send(server.addrs()[0]).expect("told");
            server.run().await.expect("it runs");
        });
    });
    format!("http://{}/webhook", told.recv().expect("an address"))
}

fn wait_for(is_so: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "it does not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_change_in_the_crm_sends_signed_webhooks_until_they_are_taken() {
    let got = Got::default();
    let options = Options {
        webhook_url: Some(receiver(&got)),
        webhook_secret: Some("whsec_c2VjcmV0".parse().expect("a secret")),
        faults: Faults { duplicate_webhooks: 1.0, ..Faults::default() },
        ..Options::default()
    };
    let crm = MockCrm::start(options, now).expect("a CRM");
    block_on(async { caller(&crm).await.create("x").await.expect("an answer") });
    for phone in ["2", "3"] {
        let changes = Changes { phone: Some(phone.to_owned()), ..Changes::default() };
        crm.change("CRM1", changes).expect("it is there");
    }
    wait_for(|| crm.counts().webhooks_waiting == 0);
    let got = got.lock().expect("a list").clone();
    let ids: Vec<&str> = got.iter().map(|(id, _, _)| id.as_str()).collect();
    assert_eq!(ids.len(), 5, "two changes, each twice, and one refusal: {got:?}");
    assert!(ids[..3].iter().all(|id| *id == ids[0]) && ids[3] == ids[4] && ids[0] != ids[3], "{ids:?}");
    assert!(got.iter().all(|(_, signature, _)| signature.as_ref().is_some_and(|it| it.starts_with("v1,"))));
    assert_eq!((&got[0].2["crm_id"], &got[0].2["updated_fields"]), (&json!("CRM1"), &json!({"phone": "2"})));
    assert!(got[0].2["timestamp"].as_str() < got[4].2["timestamp"].as_str());
    assert_eq!(crm.counts().webhooks_delivered, 4);
}

#[test]
fn dropped_webhooks_are_counted_and_never_sent() {
    let got = Got::default();
    let options = Options {
        webhook_url: Some(receiver(&got)),
        faults: Faults { drop_webhooks: 1.0, ..Faults::default() },
        ..Options::default()
    };
    let crm = MockCrm::start(options, now).expect("a CRM");
    block_on(async { caller(&crm).await.create("x").await.expect("an answer") });
    crm.change("CRM1", Changes { phone: Some("2".to_owned()), ..Changes::default() }).expect("it is there");
    assert_eq!((crm.counts().webhooks_lost, crm.counts().webhooks_waiting), (1, 0));
    assert!(got.lock().expect("a list").is_empty());
}

#[test]
fn faults_are_changed_while_it_runs_and_senseless_ones_refused() {
    let crm = crm(Faults::default());
    block_on(async {
        let caller = caller(&crm).await;
        let put = |body: Value| {
            let request = caller.http.put(format!("{}/crm/faults", caller.url)).json(&body);
            request.bearer_auth(&caller.token).send()
        };
        assert_eq!(put(json!({"error_rate": 2})).await.expect("an answer").status(), 400);
        assert_eq!(put(json!({"no_such": 1})).await.expect("an answer").status(), 400);
        assert_eq!(put(json!({"error_rate": 1, "latency_ms": 1})).await.expect("an answer").status(), 204);
        assert!(caller.create("x").await.expect("an answer").status().is_server_error());
        let counts: Value = caller.get("/crm/counts").await.json().await.expect("JSON");
        assert_eq!(counts["calls"], 1);
        assert_eq!(caller.get("/crm/audit").await.status(), 200);
    });
}
