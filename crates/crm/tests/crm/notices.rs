//! One notice for each failed user.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::rt::System;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use frontdesk_crm::{CrmOptions, MailOptions, Notifier, NotifyOptions, Secret};
use frontdesk_mock_crm::Faults;
use frontdesk_sync::{SignedHeaders, SyncStatus, WebhookSecret, verify};
use serde_json::Value;

use crate::support::{Desk, mock, now, options, wait_until};

/// Webhooks as they came: the three headers and the body.
type Got = Arc<Mutex<Vec<([String; 3], Vec<u8>)>>>;

fn receiver(got: &Got) -> String {
    let (got, (tell, told)) = (web::Data::new(Arc::clone(got)), std::sync::mpsc::channel());
    std::thread::spawn(move || {
        let take = |request: HttpRequest, body: web::Bytes, got: web::Data<Got>| async move {
            let header = |name: &str| {
                request.headers().get(name).expect("a header").to_str().expect("text").to_owned()
            };
            let headers = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(header);
            let mut got = got.lock().expect("a list");
            got.push((headers, body.to_vec()));
            HttpResponse::Ok().finish()
        };
        System::new().block_on(async {
            let app = move || App::new().app_data(got.clone()).route("/told", web::post().to(take));
            let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0").expect("an address");
            tell.send(server.addrs()[0]).expect("told");
            server.run().await.expect("it runs");
        });
    });
    format!("http://{}/told", told.recv().expect("an address"))
}

/// A mail server that takes everything. Gives what it was told.
fn mail_server(mails: &Arc<Mutex<Vec<String>>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("an address");
    let (url, mails) = (format!("smtp://{}", listener.local_addr().expect("an address")), Arc::clone(mails));
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let mut out = stream.try_clone().expect("a handle");
            let mut say = |text: &str| out.write_all(format!("{text}\r\n").as_bytes()).is_ok();
            say("220 ready");
            let (mut in_mail, mut mail) = (false, String::new());
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if in_mail && line == "." {
                    mails.lock().expect("mails").push(std::mem::take(&mut mail));
                    in_mail = false;
                    say("250 taken");
                } else if in_mail {
                    mail.push_str(&format!("{line}\n"));
                } else if line == "DATA" {
                    in_mail = true;
                    say("354 go on");
                } else {
                    say("250 fine");
                }
            }
        }
    });
    url
}

#[test]
fn a_failure_is_told_once_by_webhook_and_by_mail() {
    let (got, mails) = (Got::default(), Arc::new(Mutex::new(Vec::new())));
    let secret = WebhookSecret::parse("whsec_c2VjcmV0").expect("a secret");
    let notify = NotifyOptions {
        webhook_url: Some(receiver(&got)),
        webhook_secret: Some(secret.clone()),
        mail: Some(MailOptions {
            url: Secret::new(mail_server(&mails)),
            from: "Frontdesk <desk@example.com>".to_owned(),
            to: vec!["ops@example.com".to_owned()],
        }),
    };
    let (desk, mock) = (Desk::new(), mock(Faults { hang_rate: 1.0, ..Faults::default() }));
    let slow = CrmOptions { timeout: Duration::from_millis(50), max_attempts: 3, ..options(&mock.url()) };
    let _worker = desk.worker(&slow, Notifier::new(&notify).expect("a notifier"));
    let user = desk.sign_up("Ada Kingsley-Noel", "+1 555 0100 4711");
    desk.wait_for(&user, SyncStatus::Failed);
    wait_until("told", || {
        !got.lock().expect("a list").is_empty() && !mails.lock().expect("mails").is_empty()
    });
    // A second one for each attempt would have come before that of the next user.
    let next = desk.sign_up("Bob Marley", "+1 555 0100 4712");
    desk.wait_for(&next, SyncStatus::Failed);
    wait_until("told of the next", || {
        got.lock()
            .expect("a list")
            .iter()
            .any(|(_, body)| String::from_utf8_lossy(body).contains(&next.id.to_string()))
            && mails.lock().expect("mails").iter().any(|mail| mail.contains(&next.id.to_string()))
    });

    let got = got.lock().expect("a list");
    assert_eq!(got.len(), 2, "once for each failure, not for each attempt");
    let ([id, timestamp, signature], body) = &got[0];
    assert_eq!(verify(&[secret], SignedHeaders { id, timestamp, signature }, body, now()), Ok(()));
    let body: Value = serde_json::from_slice(body).expect("JSON");
    assert_eq!((&body["type"], &body["data"]["attempts"]), (&"user.sync_failed".into(), &3.into()));
    assert_eq!(body["data"]["user_id"], user.id.to_string());
    let mails = mails.lock().expect("mails");
    assert_eq!(mails.len(), 2);
    assert!(mails[0].contains(&user.id.to_string()), "{}", mails[0]);
    for text in [body.to_string(), mails[0].clone()] {
        assert!(!text.contains("Kingsley-Noel") && !text.contains("0100 4711"), "{text}");
    }
}
