//! Social security numbers, a database password and a secret key, planted on every database and looked for in all
//! that comes out.

use std::process::Command;

use frontdesk_testkit::{Backend, Server, TestDatabase, empty_database};

use crate::ssn::assert_holds_none;
use crate::support::{Desk, Ran, all_backends, begin, end, get};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const DASHED: &str = "612-47-9385";
const SSN: [&str; 2] = ["612479385", DASHED];
const HEADERS: &str = "External ID,First,Last,Phone,SSN\n";

/// One request with a body.
fn send(server: &Server, method_and_path: &str, content_type: &str, body: &str) -> String {
    let length = body.len();
    let head =
        format!("{method_and_path} HTTP/1.1\r\ncontent-type: {content_type}\r\ncontent-length: {length}");
    end(begin(server, &head, body))
}

fn patch(server: &Server, fields: &str) -> String {
    let body = format!(r#"{{"firm_id":1,"integration_type":"CSV_IMPORT","field_names":{{{fields}}}}}"#);
    send(server, "PATCH /clients", "application/json", &body)
}

fn upload(server: &Server, file: &str) -> String {
    let part =
        |name: &str, text: &str| format!("--cut\r\ncontent-disposition: form-data; {name}\r\n\r\n{text}\r\n");
    let (kind, file) = (part("name=kind", "clients"), part("name=file; filename=c.csv", file));
    send(server, "POST /imports", "multipart/form-data; boundary=cut", &format!("{kind}{file}--cut--\r\n"))
}

/// Payloads that are wrong about the number, or have it where it does not belong.
fn refusals(server: &Server) -> Vec<String> {
    const NAMES: &str = r#""first_name":"Ada","last_name":"Lovelace","integration_id":"x-1""#;
    let wrong = [
        format!(r#"{NAMES},"ssn":"{DASHED}-{DASHED}""#),
        format!(r#"{NAMES},"ssn":612479385"#),
        format!(r#"{NAMES},"ssn":["{DASHED}"]"#),
        format!(r#"{NAMES},"birth_date":"{DASHED}""#),
        format!(r#"{NAMES},"email":"{DASHED}""#),
        format!(r#"{NAMES},"type":"{DASHED}""#),
        format!(r#"{NAMES},"phone_numbers":{{"{DASHED}":1}}"#),
        format!(r#"{NAMES},"ssn":"{DASHED}"#),
    ];
    let mut answers: Vec<String> = wrong.iter().map(|fields| patch(server, fields)).collect();
    for (name, value) in [("firm_id", "true"), ("integration_type", "[]"), ("validation", "1")] {
        let body = format!(r#"{{"{name}":{value},"field_names":{{"ssn":"{DASHED}"}}}}"#);
        answers.push(send(server, "PATCH /clients", "application/json", &body));
    }
    answers.push(send(server, "PATCH /clients", "text/plain", DASHED));
    answers.push(send(server, "POST /clients", "application/json", DASHED));
    for answer in &answers {
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    answers
}

/// Everything that is in the database, in the database's own words.
pub(crate) fn content(database: &TestDatabase) -> Vec<u8> {
    let url = database.url();
    let (rest, name) = url.rsplit_once('/').expect("a URL");
    let mut dump = match database.backend() {
        Backend::Sqlite => {
            let file = |end: &str| std::fs::read(database.dir().join(format!("frontdesk.db{end}")));
            return [file("").expect("a database"), file("-wal").unwrap_or_default()].concat();
        }
        Backend::Postgres => {
            let mut dump = Command::new("pg_dump");
            dump.arg(url);
            dump
        }
        Backend::Mysql => {
            let (account, place) = rest.trim_start_matches("mysql://").split_once('@').expect("an account");
            let (user, password) = account.split_once(':').unwrap_or((account, ""));
            let (host, port) = place.split_once(':').unwrap_or((place, "3306"));
            let mut dump = Command::new("mariadb-dump");
            dump.args(["--protocol=tcp", "--host", host, "--port", port, "--user", user, name]);
            dump.env("MYSQL_PWD", password);
            dump
        }
    };
    let output = dump.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn printed(ran: &Ran) -> String {
    format!("{}{}", ran.out, ran.err)
}

/// The password in a database's URL: the embedded one has none.
pub(crate) fn password(url: &str) -> Option<&str> {
    let (account, _) = url.split_once("://")?.1.rsplit_once('@')?;
    account.split_once(':').map(|(_, password)| password)
}

/// Runs the whole of it on one database; everything that came out, by where it came out.
fn run_through(database: &TestDatabase, desk: &Desk, format: &str) -> Vec<(&'static str, String)> {
    let mut server = desk.serve(&["--log", "trace", "--log-format", format]);
    let mut said: Vec<_> = refusals(&server).into_iter().map(|answer| ("a refusal", answer)).collect();
    let ada =
        r#""first_name":"Ada","last_name":"Lovelace","phone_numbers":["+12025550143"],"integration_id":"a""#;
    let created = patch(&server, &format!(r#"{ada},"ssn":"{DASHED}""#));
    assert!(created.contains(r#""ssn":"***-**-9385""#), "{created}");
    said.push(("an answer", created));
    let uploaded = upload(&server, &format!("{HEADERS}u1,Una,Upton,+12025550145,{DASHED}\nu2,,,,{DASHED}\n"));
    assert!(uploaded.starts_with("HTTP/1.1 202"), "{uploaded}");
    wait_for_the_import(&server);
    desk.write("c.csv", &format!("{HEADERS}b1,Bob,Stone,+12025550144,{DASHED}\nb2,,,,{DASHED}\n"));
    let imported = desk.run(&["import", "clients", "c.csv", "--log", "trace", "--log-format", format]);
    assert_eq!(imported.code, Some(2), "{imported:#?}");
    said.push(("an import", printed(&imported)));
    for path in ["/clients", "/clients/1", "/imports", "/imports/1/events", "/metrics"] {
        said.push(("an answer", get(&server, path)));
    }
    // The caller's own rows, as they were: there and nowhere else.
    assert!(get(&server, "/imports/1/rejects.csv").contains(DASHED));
    assert!(desk.read("c.rejects.csv").contains(DASHED));
    let masked = get(&server, "/clients").matches("***-**-9385").count();
    assert_eq!(masked, 3);
    assert_holds_none("the database", &content(database), &SSN);
    assert!(server.terminate().success());
    assert_holds_none("the database", &content(database), &SSN);
    assert!(server.log().contains("TRACE"), "the log is at its most talkative");
    said.push(("the log", server.log()));
    said
}

fn wait_for_the_import(server: &Server) {
    let begun = std::time::Instant::now();
    while !get(server, "/imports/1").contains(r#""state":"succeeded""#) {
        assert!(begun.elapsed().as_secs() < 60, "{}", get(server, "/imports/1"));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn nothing_planted_comes_out_on_any_database() {
    for backend in all_backends() {
        for format in ["json", "human"] {
            let database = empty_database(backend);
            let desk = Desk::new().with("DATABASE_URL", database.url()).with("FRONTDESK_SECRET_KEY", KEY);
            let mut said = run_through(&database, &desk, format);
            for args in
                [&["config"][..], &["config", "--json"], &["migrate", "--log", "trace"], &["firms", "list"]]
            {
                said.push(("a command", printed(&desk.run(args))));
            }
            let mut secrets = vec![SSN[0], SSN[1], KEY, "0123456789abcdef0123456789abcdef"];
            secrets.extend(password(database.url()));
            for (what, text) in &said {
                assert_holds_none(&format!("{backend}, {format}: {what}"), text.as_bytes(), &secrets);
            }
        }
    }
}

#[test]
fn a_file_without_headers_does_not_show_its_first_row() {
    let desk = Desk::new();
    let file = format!("x,Ada,Lovelace,{DASHED}\ny,Bob,Stone,{DASHED}\n");
    let mut server = desk.serve(&["--log", "trace"]);
    let answer = upload(&server, &file);
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert_holds_none("a refusal", answer.as_bytes(), &SSN);
    assert!(server.terminate().success());
    assert_holds_none("the log", server.log().as_bytes(), &SSN);
    desk.write("c.csv", &file);
    let ran = desk.run(&["import", "clients", "c.csv", "--log", "trace"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert_holds_none("an import", printed(&ran).as_bytes(), &SSN);
}
