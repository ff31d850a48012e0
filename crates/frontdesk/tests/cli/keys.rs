use serde_json::{Value, json};

use crate::support::Desk;

#[test]
fn a_key_is_made_shown_once_listed_and_revoked() {
    let desk = Desk::new();
    desk.run(&["firms", "create", "Second"]).succeeded();
    let made = desk.run(&[
        "keys",
        "create",
        "--firm",
        "2",
        "--role",
        "admin",
        "--name",
        "the  office",
        "--expires",
        "90d",
    ]);
    assert!(made.err.contains("key 1: admin of firm 2"), "{made:#?}");
    let key = made.succeeded();
    assert!(key.starts_with("fd_1_") && key.trim().len() == 48, "{key}");
    let made = desk.run(&["keys", "create", "--role", "reader", "--json"]).succeeded();
    let made: Value = serde_json::from_str(&made).expect("JSON");
    assert_eq!((&made["id"], &made["firm_id"], &made["state"]), (&json!(2), &json!(1), &json!("live")));
    assert!(made["key"].as_str().is_some_and(|key| key.starts_with("fd_2_")));
    let table = desk.run(&["keys", "list"]).succeeded();
    assert!(table.starts_with("ID  FIRM  ROLE") && table.contains("the office"), "{table}");
    assert!(!table.contains(key.trim()), "{table}");
    assert_eq!(desk.run(&["keys", "list", "--firm", "2"]).succeeded().lines().count(), 2);
    desk.run(&["keys", "revoke", "2"]).succeeded();
    let list: Value = serde_json::from_str(&desk.run(&["keys", "list", "--json"]).succeeded()).expect("JSON");
    let states: Vec<_> = list.as_array().expect("a list").iter().map(|key| key["state"].clone()).collect();
    assert_eq!(states, ["live", "revoked"]);
}

#[test]
fn what_cannot_be_made_or_revoked_is_said_in_one_line() {
    let desk = Desk::new();
    for (args, code, said) in [
        (&["keys", "create", "--role", "reader", "--firm", "9"][..], 2, "there is no firm 9"),
        (&["keys", "create", "--role", "owner"], 2, "must be reader, writer or admin"),
        (&["keys", "create", "--role", "reader", "--expires", "soon"], 2, "must be a number of days"),
        (&["keys", "create", "--role", "reader", "--expires", "2020-01-01"], 2, "lies in the past"),
        (&["keys", "create", "--role", "reader", "--name", " "], 2, "must not be empty"),
        (&["keys", "revoke", "7"], 1, "there is no key 7"),
        (&["keys", "revoke", "x"], 2, "must be a positive integer"),
    ] {
        let ran = desk.run(args);
        assert!(ran.failed_with(code).contains(said), "{args:?}: {ran:?}");
    }
    assert_eq!(desk.run(&["keys", "list"]).succeeded().lines().count(), 1);
}
