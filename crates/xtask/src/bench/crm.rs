//! How far the rate limit of a CRM is used, by the counts of the CRM itself.

use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use frontdesk_testkit::Server;
use serde_json::Value;

use super::finding::{Budget, Finding};
use super::load;
use super::programs;
use super::setup::Setup;

/// The CRM's limit in calls per second.
const LIMIT: &str = "200";
/// Callers that create users, for long enough to keep the CRM busy throughout the measurement.
const CALLERS: usize = 8;
const SIGN_UPS_FOR: u64 = 4;

/// Lets the worker process a long queue, and asks the CRM how often it was called.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("crm")?;
    let binary = programs::frontdesk(setup)?;
    let mock = ["mock-crm", "--listen", "127.0.0.1:0", "--rate-limit", LIMIT, "--latency", "50ms"];
    let mock = Server::spawn(&binary, &mock, &[]);
    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    let variables = [("FRONTDESK_CRM_URL", mock.url()), ("FRONTDESK_CRM_RATE", LIMIT)];
    let server = Server::spawn(&binary, &arguments, &variables);
    load::run(server.url(), CALLERS, SIGN_UPS_FOR, sign_up)?;

    let token = token(&mock)?;
    let before = counts(&mock, &token)?;
    thread::sleep(Duration::from_secs(setup.seconds(20)));
    let after = counts(&mock, &token)?;
    let growth = |name: &str| figure(&after, name) - figure(&before, name);
    let (calls, seconds) = (growth("/calls"), growth("/seconds"));
    ensure!(calls > 0.0 && seconds > 0.0, "the CRM was not called");
    let refused = growth("/by_answer/429");
    Ok(vec![
        Finding::alone(
            format!("calls that a CRM with a limit of {LIMIT} a second answered"),
            (calls - refused) / seconds,
            "calls/s",
            Budget::AtLeast(190.0),
        ),
        Finding::alone("of them answered 429", refused / calls * 100.0, "%", Budget::AtMost(1.0)),
    ])
}

fn sign_up(number: u64) -> Vec<u8> {
    let body = format!(
        r#"{{"name":"First{number} Last{number}","email":"user{number}@example.com","phone":"555-{number:07}"}}"#
    );
    let length = body.len();
    format!(
        "POST /users HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// The limit applies to this call too: it is repeated until it passes.
fn token(mock: &Server) -> Result<String> {
    let url = format!("{}/crm/token", mock.url());
    let form = "grant_type=client_credentials&client_id=dummy&client_secret=dummy";
    for _ in 0..100 {
        let answer = curl(&["--data", form, &url])?;
        if let Some(token) = answer.get("access_token").and_then(Value::as_str) {
            return Ok(token.to_owned());
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("the CRM gave no token")
}

fn counts(mock: &Server, token: &str) -> Result<Value> {
    let url = format!("{}/crm/counts", mock.url());
    curl(&["--header", &format!("authorization: Bearer {token}"), &url])
}

fn curl(arguments: &[&str]) -> Result<Value> {
    let output = Command::new("curl").args(["--silent", "--show-error"]).args(arguments).output();
    serde_json::from_slice(&output.context("curl runs")?.stdout).context("the answer of the CRM")
}

fn figure(counts: &Value, path: &str) -> f64 {
    counts.pointer(path).and_then(Value::as_f64).unwrap_or(0.0)
}
