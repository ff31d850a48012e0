//! Social security numbers are planted wherever they can come in, and looked for wherever they must not come out.

use std::fs;
use std::time::{Duration, Instant};

use frontdesk_testkit::{Secrets, Server};

use crate::support::{Desk, begin, end, get};

const DIGITS: &str = "612479385";
const DASHED: &str = "612-47-9385";

#[track_caller]
fn assert_clean(what: &str, bytes: &[u8]) {
    assert_holds_none(what, bytes, &[DIGITS, DASHED]);
}

/// Asserts that some bytes hold none of the texts, in no form.
#[track_caller]
pub(crate) fn assert_holds_none(what: &str, bytes: &[u8], texts: &[&str]) {
    Secrets::new(texts.iter().map(|text| ("what was planted", text))).assert_not_in(what, bytes);
}

fn patch(server: &Server, body: &str) -> String {
    let length = body.len();
    let head =
        format!("PATCH /clients HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {length}");
    end(begin(server, &head, body))
}

const ROWS: &str = "External ID,First,Last,Phone,SSN\n";

/// Sends a file to be imported, and waits until it is.
fn upload(server: &Server, rows: &str) -> String {
    const EDGE: &str = "edge-of-a-part";
    let part = |name: &str, text: &str| {
        format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"{}\r\n\r\n{text}\r\n",
            if name == "file" { "; filename=\"c.csv\"" } else { "" }
        )
    };
    let body = format!("{}{}--{EDGE}--\r\n", part("kind", "clients"), part("file", &format!("{ROWS}{rows}")));
    let length = body.len();
    let head = format!(
        "POST /imports HTTP/1.1\r\ncontent-type: multipart/form-data; boundary={EDGE}\r\ncontent-length: {length}"
    );
    let answer = end(begin(server, &head, &body));
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    let begun = Instant::now();
    loop {
        let now = get(server, "/imports/1");
        if now.contains(r#""state":"succeeded""#) {
            return format!("{answer}{now}");
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{now}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn payload(ssn: &str) -> String {
    format!(
        r#"{{"firm_id":1,"integration_type":"CSV_IMPORT","field_names":{{"first_name":"Ada","last_name":"Lovelace",
        "phone_numbers":["+12025550143"],"integration_id":"ext-123","ssn":{ssn}}}}}"#
    )
}

#[test]
fn no_number_comes_out_in_answers_errors_logs_metrics_or_the_database() {
    let desk = Desk::new();
    let mut server = desk.serve(&["--log", "trace"]);
    let (sound, dashed) = (format!("\"{DIGITS}\""), format!("\"{DASHED}\""));
    let mut answers = vec![
        patch(&server, &payload(&dashed)),
        patch(&server, &payload(&sound)),
        // Wrong in every way: type, length, place, JSON.
        patch(&server, &payload("612479385")),
        patch(&server, &payload(&format!("\"{DASHED}0\""))),
        patch(&server, &payload(&format!("[{dashed}]"))),
        patch(&server, &payload(&format!("{{{dashed}:1}}"))),
        patch(&server, &format!("{} {dashed}", payload(&dashed))),
        patch(&server, &payload(&dashed)[..120]),
        patch(&server, &payload(&dashed).replace("\"first_name\"", "\"first_nam\"")),
        patch(&server, &payload(&dashed).replace("\"firm_id\":1", "\"firm_id\":9")),
    ];
    assert!(answers[0].contains(r#""outcome":"created""#), "{}", answers[0]);
    assert!(answers[1].contains(r#""outcome":"unchanged""#), "{}", answers[1]);
    assert!(answers[2..].iter().all(|answer| answer.starts_with("HTTP/1.1 4")), "{answers:#?}");
    for path in ["/clients", "/clients/1", "/clients?q=Ada", "/metrics", "/openapi.json", "/docs/"] {
        answers.push(get(&server, path));
    }
    answers.push(upload(&server, &format!("u1,Una,Upton,+12025550145,{DASHED}\nu2,,,,{DASHED}\n")));
    assert_uploads_are_cleared_away(&desk);
    desk.write("clients.csv", &format!("{ROWS}a1,Bob,Stone,+12025550144,{DASHED}\na2,,,,{DASHED}\n"));
    let ran = desk.run(&["import", "clients", "clients.csv", "--log", "trace"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    answers.push(get(&server, "/clients"));
    assert_eq!(answers.last().map(|answer| answer.matches("***-**-9385").count()), Some(3), "{answers:#?}");
    for answer in &answers {
        assert_clean("an answer", answer.as_bytes());
    }
    assert_clean("what the import prints", format!("{}{}", ran.out, ran.err).as_bytes());
    // With the log of the database, and after it was taken in.
    assert!(desk.path("data/frontdesk.db-wal").exists());
    assert_files_clean(&desk);
    assert!(server.terminate().success());
    assert_files_clean(&desk);
    assert!(server.log().contains("TRACE"), "the log is at its most talkative");
    assert_clean("the log", server.log().as_bytes());
}

/// An uploaded file goes once its import has ended, be it a moment later.
#[track_caller]
fn assert_uploads_are_cleared_away(desk: &Desk) {
    let begun = Instant::now();
    while fs::read_dir(desk.path("data/uploads")).expect("a folder").count() > 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "a file was left behind");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
fn assert_files_clean(desk: &Desk) {
    let entries = fs::read_dir(desk.path("data")).expect("a folder");
    let files = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    let mut seen = 0;
    for file in files {
        assert_clean(&file.display().to_string(), &fs::read(&file).expect("a file"));
        seen += 1;
    }
    assert!(seen >= 2, "where is the database?");
}
