use serde_json::Value;

use crate::support::{Desk, get};

/// Value and source of a setting.
fn setting(desk: &Desk, args: &[&str], name: &str) -> (Value, String) {
    let text = desk.run(&[&["config", "--json"], args].concat()).succeeded();
    let settings: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let found = settings.iter().find(|setting| setting["setting"] == name).expect("the setting");
    (found["value"].clone(), found["source"].as_str().expect("a source").to_owned())
}

#[test]
fn a_flag_goes_before_a_variable_that_before_the_file_and_that_before_the_default() {
    let mut desk = Desk::new();
    assert_eq!(setting(&desk, &[], "listen"), ("127.0.0.1:8080".into(), "default".into()));
    desk.write(".env", "FRONTDESK_LISTEN=127.0.0.1:1\n");
    assert_eq!(setting(&desk, &[], "listen"), ("127.0.0.1:1".into(), ".env".into()));
    desk.set("FRONTDESK_LISTEN", "127.0.0.1:2");
    assert_eq!(setting(&desk, &[], "listen"), ("127.0.0.1:2".into(), "variable".into()));
    let args = ["--listen", "127.0.0.1:3"];
    assert_eq!(setting(&desk, &args, "listen"), ("127.0.0.1:3".into(), "flag".into()));
}

#[test]
fn another_file_can_be_named_and_then_must_be_there() {
    let mut desk = Desk::new().with("ENV_FILE", "other.env");
    desk.write(".env", "FRONTDESK_WORKERS=3\n");
    let line = desk.run(&["config"]).failed_with(2).to_owned();
    assert!(line.contains("other.env"), "{line}");
    desk.write("other.env", "\u{feff}FRONTDESK_WORKERS=7 # seven\r\nexport FRONTDESK_LOG='debug'\r\n");
    assert_eq!(setting(&desk, &[], "workers"), ("7".into(), "other.env".into()));
    assert_eq!(setting(&desk, &[], "log"), ("debug".into(), "other.env".into()));
    desk.set("ENV_FILE", "");
    assert_eq!(setting(&desk, &[], "workers"), ("3".into(), ".env".into()));
}

#[test]
fn a_variable_that_is_set_to_nothing_is_not_set() {
    let desk = Desk::new()
        .with("FRONTDESK_LISTEN", "")
        .with("DATABASE_URL", "")
        .with("FRONTDESK_INSECURE_NO_AUTH", "");
    assert_eq!(setting(&desk, &[], "listen"), ("127.0.0.1:8080".into(), "default".into()));
    assert_eq!(setting(&desk, &[], "database-url"), ("sqlite:./data/frontdesk.db".into(), "default".into()));
    assert_eq!(setting(&desk, &[], "insecure-no-auth"), ("false".into(), "default".into()));
}

#[test]
fn settings_depend_on_others_where_they_say_so() {
    let desk = Desk::new();
    let args = ["--data-dir", "here"];
    assert_eq!(setting(&desk, &args, "database-url").0, "sqlite:here/frontdesk.db");
    assert_eq!(setting(&desk, &args, "secret-key").0, "here/secret.key");
    assert_eq!(setting(&desk, &args, "cors-origins").0, Value::Null);
    let args = ["--cors-origins", "https://a.example,https://b.example"];
    assert_eq!(setting(&desk, &args, "cors-origins").0, "https://a.example,https://b.example");
}

#[test]
fn secrets_are_masked() {
    let key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    let desk = Desk::new().with("FRONTDESK_SECRET_KEY", key);
    assert_eq!(setting(&desk, &[], "secret-key"), ("***".into(), "variable".into()));
    let mut shown = vec![desk.run(&["config"]), desk.run(&["serve", "--help"])];
    if cfg!(feature = "postgres") {
        let desk = Desk::new().with("DATABASE_URL", "postgres://ada:hunter2@db.example/desk");
        assert_eq!(setting(&desk, &[], "database-url").0, "postgres://ada:***@db.example/desk");
        assert_eq!(setting(&desk, &[], "secret-key").0, Value::Null);
        shown.extend([desk.run(&["config"]), desk.run(&["config", "--help"])]);
    }
    for ran in shown {
        assert!(!format!("{ran:?}").contains("hunter2") && !format!("{ran:?}").contains(key), "{ran:#?}");
        ran.succeeded();
    }
}

/// What is not letters or digits in it is what a URL would trip over.
const PLANTED: &str = "planted:p@ss/w%41rd?#";

#[test]
fn a_mysql_url_is_made_of_its_parts_and_its_password_is_not_shown() {
    let mut desk = Desk::new().with("MYSQL_PASSWORD", PLANTED).with("MYSQL_HOST", "localhost");
    let nameless = desk.run(&["config"]);
    assert!(nameless.failed_with(2).contains("MYSQL_DB must name the database"), "{nameless:#?}");
    desk.set("DATABASE_URL", "sqlite:own.db");
    assert_eq!(setting(&desk, &[], "database-url"), ("sqlite:own.db".into(), "variable".into()));
    desk.set("DATABASE_URL", "");
    desk.set("MYSQL_DB", "desk");
    desk.set("MYSQL_USER", "ada");
    if !cfg!(feature = "mysql") {
        assert!(desk.run(&["config"]).failed_with(2).contains("--features mysql"));
        return;
    }
    let url = "mysql://ada:***@127.0.0.1/desk";
    assert_eq!(setting(&desk, &[], "database-url"), (url.into(), "variable".into()));
    assert_eq!(setting(&desk, &[], "mysql-password"), ("***".into(), "variable".into()));
    let port = ["--mysql-port", "3307"];
    assert_eq!(setting(&desk, &port, "database-url").0, "mysql://ada:***@127.0.0.1:3307/desk");
    for args in [&["config"][..], &["config", "--json"], &["config", "--help"]] {
        let ran = desk.run(args);
        assert!(!format!("{ran:?}").contains("planted"), "{ran:#?}");
        ran.succeeded();
    }
}

#[test]
fn an_installation_has_a_name() {
    let desk = Desk::new().with("APP_NAME", "Back office <1>");
    assert_eq!(setting(&desk, &[], "app-name"), ("Back office <1>".into(), "variable".into()));
    let document: Value = serde_json::from_str(&desk.run(&["openapi"]).succeeded()).expect("JSON");
    assert_eq!(document["info"]["title"], "Back office <1>");
    let server = desk.serve(&[]);
    assert!(get(&server, "/openapi.json").contains("\"title\":\"Back office <1>\""));
    assert!(get(&server, "/docs").contains("<title>Back office &lt;1&gt; API</title>"));
}

#[test]
fn production_refuses_to_be_open_to_everybody() {
    let desk = Desk::new().with("ENVIRONMENT", "Production").with("FRONTDESK_INSECURE_NO_AUTH", "true");
    let ran = desk.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(ran.failed_with(2).contains("refusing --insecure-no-auth in production"), "{ran:#?}");
}

#[test]
fn statements_are_logged_without_their_values() {
    let desk = Desk::new().with("ECHO_SQL", "true").with("FRONTDESK_LOG", "warn");
    let ran = desk.run(&["firms", "create", "Planted Partners"]);
    let statements: Vec<Value> = ran
        .err
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &Value| line["target"] == "frontdesk_storage::statements")
        .collect();
    let inserts = |line: &&Value| line["statement"].as_str().is_some_and(|it| it.contains("INSERT INTO"));
    assert!(statements.iter().any(|line| inserts(&line)), "{ran:#?}");
    assert!(statements.iter().all(|line| line["level"] == "DEBUG"), "{ran:#?}");
    assert!(!ran.err.contains("Planted Partners"), "{ran:#?}");
    ran.succeeded();
    let quiet = Desk::new().with("FRONTDESK_LOG", "warn").run(&["firms", "list"]);
    assert!(!quiet.err.contains("statement"), "{quiet:#?}");
}

#[test]
fn a_misspelt_variable_is_warned_of() {
    let desk = Desk::new().with("FRONTDESK_LISEN", "127.0.0.1:1");
    let ran = desk.run(&["config"]);
    assert!(ran.err.contains("FRONTDESK_LISEN is set, but there is no such setting"), "{ran:#?}");
    assert_eq!(ran.err.lines().count(), 1);
    ran.succeeded();
}

#[test]
fn without_a_command_there_is_help_even_where_variables_are_set() {
    let desk = Desk::new().with("FRONTDESK_DATA_DIR", "elsewhere");
    for args in [&[][..], &["--help"]] {
        let help = desk.run(args).succeeded();
        assert!(
            help.contains("frontdesk import clients clients.csv") && help.contains("FRONTDESK_DATA_DIR"),
            "{help}"
        );
    }
    assert_eq!(desk.files(), Vec::<String>::new());
}
