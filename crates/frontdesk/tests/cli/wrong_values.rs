use crate::support::Desk;

/// Arguments, variables, what the one line must hold.
type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], &'a str);

const CASES: [Case<'_>; 34] = [
    (&["serve", "--listen", "nowhere"], &[], r#"--listen: "nowhere" must be an IP address and a port"#),
    (&["serve", "--listen=127.0.0.1:99999"], &[], r#"--listen: "127.0.0.1:99999" must be"#),
    (&["serve", "--listen="], &[], "--listen needs a value"),
    (&["serve"], &[("FRONTDESK_LISTEN", "x\ny")], r#"FRONTDESK_LISTEN: "x\ny" must be an IP address"#),
    (&["config"], &[("FRONTDESK_LISTEN", "x")], r#"FRONTDESK_LISTEN: "x" must be an IP address"#),
    (&["serve", "--workers", "0"], &[], r#"--workers: "0" must be a whole number from 1 to 1024"#),
    (&["serve", "--workers=-1"], &[], r#"--workers: "-1" must be a whole number"#),
    (&["serve", "--head-timeout", "10"], &[], r#"--head-timeout: "10" must be a time"#),
    (&["serve"], &[("FRONTDESK_KEEP_ALIVE", "forever")], r#"FRONTDESK_KEEP_ALIVE: "forever" must be a time"#),
    (&["serve", "--body-limit", "1MB"], &[], r#"--body-limit: "1MB" must be a size"#),
    (&["serve", "--import-limit", "0"], &[], r#"--import-limit: "0" must be a size"#),
    (&["serve", "--cors-origins", "https://a.example/,*"], &[], "must be * or origins"),
    (&["serve"], &[("FRONTDESK_INSECURE_NO_AUTH", "maybe")], r#""maybe" must be true or false"#),
    (&["serve", "--log", "loud"], &[], r#"--log: "loud" must be off, error"#),
    (
        &["firms", "list", "--log-format", "xml"],
        &[],
        r#"--log-format: "xml" must be one of auto, human, json"#,
    ),
    (&["--read-threads", "many", "firms", "list"], &[], r#"--read-threads: "many" must be a whole number"#),
    (&["firms", "list", "--database-url", "oracle://u:hunter2@h/d"], &[], "--database-url must be a URL"),
    (&["firms", "list"], &[("DATABASE_URL", "hunter2")], "DATABASE_URL must be a URL"),
    (&["serve", "--secret-key", "hunter2"], &[], "--secret-key must be 32 bytes in base64"),
    (&["serve"], &[("FRONTDESK_SECRET_KEY", "hunter2,hunter2")], "FRONTDESK_SECRET_KEY must be 32 bytes"),
    (&["mock-crm", "--error-rate", "2"], &[], r#"--error-rate: "2" must be a number from 0 to 1"#),
    (&["mock-crm", "--error-rate", "0.9", "--hang-rate", "0.2"], &[], "must not be more than 1 together"),
    (
        &["serve"],
        &[("FRONTDESK_CRM_WEBHOOK_SECRET", "hunter2")],
        "FRONTDESK_CRM_WEBHOOK_SECRET must be at least 24 bytes long",
    ),
    (
        &["work"],
        &[("FRONTDESK_NOTIFY_WEBHOOK_SECRET", "hunter2")],
        "FRONTDESK_NOTIFY_WEBHOOK_SECRET must be at least 24 bytes long",
    ),
    (&["mock-crm", "--webhook-secret", "whsec_hunter2!"], &[], "--webhook-secret must be whsec_ and base64"),
    (&["mock-crm", "--webhook-url", "http://u:hunter2@h"], &[], "--webhook-url must be a URL"),
    (&["firms", "set", "0", "--name", "x"], &[], r#""0" must be a positive integer"#),
    (&["firms", "set", "1", "--phone-check", "x"], &[], r#"--phone-check: "x" must be possible or valid"#),
    (&["firms", "set", "1", "--default-region", "XX"], &[], "must be the two letters of a country"),
    (&["firms", "set", "1"], &[], "nothing to change"),
    (&["firms", "create", " "], &[], "must not be empty"),
    (&["import", "things", "x.csv"], &[], r#""things" must be one of clients, customers, "#),
    (&["import", "clients", "x.csv", "--map", "x"], &[], r#"--map: "x" must be HEADER=FIELD"#),
    (
        &["import", "clients", "x.csv", "--integration-type", "x"],
        &[],
        "must be CSV_IMPORT, THIRD_PARTY or MYCASE",
    ),
];

#[test]
fn a_wrong_value_is_one_line_that_names_it_and_tells_no_secret() {
    for (args, variables, expected) in CASES {
        let mut desk = Desk::new();
        variables.iter().for_each(|(name, value)| desk.set(name, value));
        let ran = desk.run(args);
        let line = ran.failed_with(2);
        assert!(line.contains(expected), "{args:?} {variables:?}: {line}");
        assert!(!line.contains("hunter2"), "{args:?} {variables:?}: {line}");
        assert_eq!(desk.files(), Vec::<String>::new(), "{args:?} left something behind");
    }
}

#[test]
fn a_long_value_is_cut() {
    let ran = Desk::new().run(&["firms", "create", &"ä".repeat(200)]);
    let expected =
        format!("frontdesk: <NAME>: \"{}\"… must be at most 128 characters, and text", "ä".repeat(60));
    assert_eq!(ran.failed_with(2), expected);
}

#[test]
fn what_is_no_database_is_one_line() {
    let desk = Desk::new();
    desk.write("notes.txt", &"This is no database. ".repeat(100));
    let ran = desk.run(&["firms", "list", "--database-url", "sqlite:notes.txt"]);
    assert!(ran.failed_with(1).contains("file is not a database"), "{ran:?}");
    desk.write("file", "");
    let ran = desk.run(&["firms", "list", "--data-dir", "file"]);
    assert!(ran.failed_with(1).contains("cannot open the database file file"), "{ran:?}");
}

#[test]
fn a_wrong_value_in_a_file_names_the_file() {
    let desk = Desk::new();
    desk.write(".env", "DATABASE_URL=hunter2\n");
    assert_eq!(
        desk.run(&["serve"]).failed_with(2),
        "frontdesk: DATABASE_URL in .env must be a URL that starts with sqlite:, postgres:// or mysql://"
    );
    desk.write(".env", "FRONTDESK_WORKERS=1\nDATABASE_URL=hunter2 hunter2\n");
    let ran = desk.run(&["serve"]);
    let line = ran.failed_with(2);
    assert!(line.contains(".env: line 2 must be NAME=value") && !line.contains("hunter2"), "{line}");
}

#[test]
fn a_backend_that_is_not_compiled_in_is_one_line() {
    let others = [("postgres", cfg!(feature = "postgres")), ("mysql", cfg!(feature = "mysql"))];
    for (name, _) in others.iter().filter(|(_, compiled_in)| !compiled_in) {
        let desk = Desk::new().with("DATABASE_URL", &format!("{name}://u:hunter2@h/d"));
        let ran = desk.run(&["serve"]);
        let line = ran.failed_with(2);
        assert!(line.contains(&format!("--features {name}")) && !line.contains("hunter2"), "{line}");
    }
}

#[test]
fn unknown_words_are_told_with_the_usage() {
    for args in [&["serve", "--bogus"][..], &["bogus"], &["import", "clients"], &["firms", "list", "more"]] {
        let ran = Desk::new().run(args);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.err.contains("Usage:"), "{ran:#?}");
    }
}
