//! A CRM that has the least there can be: tokens for JSON, creating users, and a list of all of them.

use std::sync::{Arc, Mutex};

use actix_web::rt::System;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use frontdesk_crm::{CrmOptions, TokenFormat};
use frontdesk_sync::SyncStatus;
use serde_json::{Value, json};

use crate::support::{Desk, options, wait_until};

/// Users as the CRM has them: whatever was posted, and an id.
type Users = Arc<Mutex<Vec<Value>>>;

/// A user of this name is created, but the answer cannot be read.
const GARBLED: &str = "Garbled";

fn is_known(request: &HttpRequest) -> bool {
    request.headers().get("authorization").is_some_and(|it| it == "Bearer bare")
}

async fn token(body: web::Json<Value>) -> HttpResponse {
    if body["client_id"] == "dummy" && body["client_secret"] == "dummy" {
        HttpResponse::Ok().json(json!({"access_token": "bare"}))
    } else {
        HttpResponse::Unauthorized().finish()
    }
}

async fn create(request: HttpRequest, body: web::Json<Value>, users: web::Data<Users>) -> HttpResponse {
    if !is_known(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    let mut users = users.lock().expect("users");
    let crm_id = format!("B{}", users.len() + 1);
    let field = |name: &str| body[name].clone();
    users.push(
        json!({"crm_id": crm_id, "name": field("name"), "email": field("email"), "phone": field("phone")}),
    );
    if field("name") == GARBLED {
        return HttpResponse::Created().body("B");
    }
    // The first answer is lost on the way, as far as the caller can tell.
    if users.len() == 1 {
        return HttpResponse::BadGateway().finish();
    }
    HttpResponse::Created().json(json!({"crm_id": crm_id}))
}

async fn list(request: HttpRequest, users: web::Data<Users>) -> HttpResponse {
    if is_known(&request) {
        HttpResponse::Ok().json(&*users.lock().expect("users"))
    } else {
        HttpResponse::Unauthorized().finish()
    }
}

/// Runs to the end of the test's process.
fn start(users: &Users) -> String {
    let (data, (tell, told)) = (web::Data::new(Arc::clone(users)), std::sync::mpsc::channel());
    std::thread::spawn(move || {
        System::new().block_on(async {
            let app = move || {
                App::new()
                    .app_data(data.clone())
                    .route("/crm/token", web::post().to(token))
                    .route("/crm/users", web::post().to(create))
                    .route("/crm/users", web::get().to(list))
            };
            let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0").expect("an address");
            tell.send(server.addrs()[0]).expect("told");
            server.run().await.expect("it runs");
        });
    });
    format!("http://{}", told.recv().expect("an address"))
}

#[test]
fn a_bare_crm_gets_everybody_once_and_what_it_cannot_do_is_said() {
    let (desk, users) = (Desk::new(), Users::default());
    let bare = CrmOptions { token_format: TokenFormat::Json, ..options(&start(&users)) };
    let _worker = desk.worker(&bare, None);
    let first = desk.sign_up("Ada", "1");
    desk.wait_for(&first, SyncStatus::Synced);
    let second = desk.sign_up("Bob", "2");
    desk.wait_for(&second, SyncStatus::Synced);
    assert_eq!(users.lock().expect("users").len(), 2, "a user was created twice");

    desk.edit(&second, "Bob", "3");
    let failed = desk.wait_for(&second, SyncStatus::Failed);
    assert_eq!(failed.last_error.as_deref(), Some("the CRM does not support updates"));
    assert_eq!(failed.sync.crm_id.as_deref(), Some("B2"));
    wait_until("known to change nothing", || desk.connection().can_update == Some(false));
    wait_until("quiet", || desk.load(&first).status == SyncStatus::Synced);
    assert_eq!(users.lock().expect("users").len(), 2);
}

#[test]
fn an_answer_that_cannot_be_read_is_told_as_such() {
    let (desk, users) = (Desk::new(), Users::default());
    let bare = CrmOptions { token_format: TokenFormat::Json, max_attempts: 1, ..options(&start(&users)) };
    let _worker = desk.worker(&bare, None);
    let failed = desk.wait_for(&desk.sign_up(GARBLED, "1"), SyncStatus::Failed);
    assert_eq!(failed.last_error.as_deref(), Some("the CRM answered 201, and its body cannot be read: B"));
}

#[test]
fn a_crm_that_does_not_understand_the_request_for_a_token_may_want_it_in_another_form() {
    let (desk, users) = (Desk::new(), Users::default());
    let _worker = desk.worker(&options(&start(&users)), None);
    let user = desk.sign_up("Ada", "1");
    wait_until("paused", || desk.connection().paused_reason.is_some());
    let reason = desk.connection().paused_reason.expect("a reason");
    assert!(reason.ends_with("does it want FRONTDESK_CRM_TOKEN_FORMAT=json?"), "{reason}");
    wait_until("told", || desk.load(&user).last_error.as_deref() == Some(reason.as_str()));
}
