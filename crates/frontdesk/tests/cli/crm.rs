//! The simulated CRM and the worker as commands.

use std::path::Path;

use frontdesk_testkit::Server;

use crate::support::{Desk, get};

#[test]
fn the_simulated_crm_starts_with_its_faults_and_ends_when_told() {
    let args = ["mock-crm", "--listen", "127.0.0.1:0", "--lose-answers", "--shuffle-webhooks", "--seed", "7"];
    let mut mock = Server::spawn(Path::new(env!("CARGO_BIN_EXE_frontdesk")), &args, &[]);
    assert!(get(&mock, "/crm/audit").ends_with(r#"{"users":[]}"#));
    assert!(get(&mock, "/crm/users").contains("invalid_token"), "only answers of changes are lost");
    assert!(mock.terminate().success());
}

#[test]
fn a_worker_needs_a_database_server_and_the_server_says_when_there_is_no_crm() {
    let desk = Desk::new();
    assert!(desk.run(&["work"]).failed_with(2).contains("an embedded database needs no separate worker"));
    assert_eq!(desk.files(), Vec::<String>::new());
    let server = desk.serve(&[]);
    assert!(server.log().contains("FRONTDESK_CRM_URL is not set: users stay pending"), "{}", server.log());
    let knows_one = |server: &Server| get(server, "/api/v1/sync/status").contains(r#""configured":true"#);
    assert!(!knows_one(&server));
    drop(server);
    for args in [&["--crm-url", "http://127.0.0.1:9"][..], &["--no-crm-worker"]] {
        assert!(knows_one(&desk.serve(args)), "{args:?}");
    }
}

#[test]
fn secrets_of_the_crm_are_masked() {
    let desk = Desk::new()
        .with("FRONTDESK_CRM_CLIENT_SECRET", "hunter2")
        .with("FRONTDESK_NOTIFY_WEBHOOK_SECRET", "hunter2-and-twenty-more-bytes")
        .with("FRONTDESK_NOTIFY_SMTP_URL", "smtps://u:hunter2@mail.example.com")
        .with("FRONTDESK_NOTIFY_FROM", "desk@example.com")
        .with("FRONTDESK_NOTIFY_TO", "ops@example.com");
    let shown = desk.run(&["config"]).succeeded();
    assert!(shown.contains("***") && !shown.contains("hunter2"), "{shown}");
}
