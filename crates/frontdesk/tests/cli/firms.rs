use serde_json::{Value, json};

use crate::support::Desk;

#[test]
fn the_first_firm_is_there_from_the_start() {
    let expected = "\
ID  NAME    CORPORATE  SYNC CONTACT  FILL MISSING  REGION  PHONE CHECK
1   Firm 1  false      true          true          US      possible
";
    assert_eq!(Desk::new().run(&["firms", "list"]).succeeded(), expected);
}

#[test]
fn firms_are_created_changed_and_listed() {
    let desk = Desk::new();
    let create =
        ["firms", "create", "  Zoë  & Co ", "--is-corporate", "yes", "--default-region", "gb", "--json"];
    let made: Value = serde_json::from_str(&desk.run(&create).succeeded()).expect("JSON");
    let expected = json!({"id": 2, "name": "Zoë & Co", "is_corporate": true, "sync_client_contact_info": true,
        "update_client_missing_data": true, "default_region": "GB", "phone_check": "possible"});
    assert_eq!(made, expected);
    let set = [
        "firms",
        "set",
        "2",
        "--name",
        "Zoë",
        "--phone-check",
        "valid",
        "--sync-client-contact-info",
        "false",
    ];
    assert!(desk.run(&set).succeeded().contains("Zoë"));
    let listed: Value =
        serde_json::from_str(&desk.run(&["firms", "list", "--json"]).succeeded()).expect("JSON");
    let expected = json!({"id": 2, "name": "Zoë", "is_corporate": true, "sync_client_contact_info": false,
        "update_client_missing_data": true, "default_region": "GB", "phone_check": "valid"});
    assert_eq!(listed[1], expected);
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_name_that_is_taken_and_a_firm_that_is_not_there_are_one_line() {
    let desk = Desk::new();
    desk.run(&["firms", "create", "Twin"]).succeeded();
    let cases = [
        (&["firms", "create", "Twin"][..], r#"frontdesk: another firm has the name "Twin""#),
        (&["firms", "set", "1", "--name", "Twin"], r#"frontdesk: another firm has the name "Twin""#),
        (&["firms", "set", "9", "--name", "x"], "frontdesk: there is no firm 9: see `frontdesk firms list`"),
    ];
    for (args, expected) in cases {
        assert_eq!(desk.run(args).failed_with(1), expected);
    }
    assert_eq!(desk.run(&["firms", "list"]).succeeded().lines().count(), 3);
}

#[test]
fn what_the_command_line_does_is_in_the_audit_log() {
    let desk = Desk::new();
    desk.run(&["firms", "create", "Second"]).succeeded();
    desk.run(&["firms", "set", "2", "--name", "Another"]).succeeded();
    desk.run(&["firms", "set", "2", "--name", "Another"]).succeeded();
    desk.run(&["keys", "create", "--firm", "2", "--role", "reader"]).succeeded();
    desk.run(&["keys", "revoke", "1"]).succeeded();
    let verified = desk.run(&["audit", "verify", "--json"]).succeeded();
    let verified: Value = serde_json::from_str(&verified).expect("JSON");
    let entries: Vec<_> = [0, 1].map(|firm| (&verified[firm]["entries"], &verified[firm]["whole"])).into();
    assert_eq!(entries, [(&json!(0), &json!(true)), (&json!(4), &json!(true))]);
}
