//! Every value is read again from what it is written as.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use frontdesk_core::{
    CustomerId, Edit, Email, Fault, Faults, FirmId, FirmSettings, FiscalYear, Money, Month, NumberText,
    Phone, PhoneCheck, Region,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{from_str, to_string};

/// Writes a value, compares the text, and reads it again.
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, json: &str) {
    let written = to_string(&value).expect("written");
    assert_eq!(written, json);
    assert_eq!(from_str::<T>(&written).expect("read"), value, "{json}");
}

fn parsed<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect(text)
}

#[test]
fn values_are_written_and_read() {
    round_trip(parsed::<CustomerId>("7"), "7");
    round_trip(FirmId::FIRST, "1");
    round_trip(Email::parse("Ada@Example.com").expect("an address"), r#""Ada@Example.com""#);
    round_trip(parsed::<Phone>("+15551234567"), r#""+15551234567""#);
    round_trip(parsed::<Region>("DE"), r#""DE""#);
    round_trip(PhoneCheck::Valid, r#""valid""#);
    round_trip(parsed::<Month>("2024-07"), r#""2024-07""#);
    round_trip(parsed::<FiscalYear>("2025"), "2025");
    for (hundredths, json) in [
        (125_050, r#""1250.50""#),
        (-5, r#""-0.05""#),
        (i128::from(u64::MAX) * 100, r#""18446744073709551615.00""#),
    ] {
        round_trip(Money::from_minor_units(hundredths), json);
    }
}

#[test]
fn faults_keep_what_they_say() {
    let faults = vec![Fault::new("a", "is missing"), Fault::sentence("name", "Client missing name.")];
    let faults = Faults::check(faults).expect_err("faults");
    round_trip(
        faults.clone(),
        r#"[{"field":"a","message":"is missing"},{"field":"name","message":"Client missing name.","sentence":true}]"#,
    );
    let read: Faults = from_str(&to_string(&faults).expect("written")).expect("read");
    assert_eq!(read.detail(), "a is missing; Client missing name.");
    assert!(from_str::<Faults>("[]").is_err());
}

#[test]
fn settings_that_are_not_named_have_their_defaults() {
    let firm = FirmSettings::default().corporate(true).region(parsed("CH"));
    let written = to_string(&firm).expect("written");
    assert_eq!(from_str::<FirmSettings>(&written).expect("read"), firm);
    let read: FirmSettings = from_str(r#"{"is_corporate":true,"default_region":"CH"}"#).expect("read");
    assert_eq!(read, firm);
}

#[test]
fn what_breaks_a_rule_is_not_read() {
    assert!(from_str::<CustomerId>("0").is_err());
    assert!(from_str::<Email>(r#""ada""#).is_err());
    assert!(from_str::<Phone>(r#""555 1234""#).is_err());
    assert!(from_str::<Month>(r#""2024-13""#).is_err());
    assert!(from_str::<FiscalYear>("1").is_err());
    assert!(from_str::<Money>(r#""1e3""#).is_err());
    assert_eq!(from_str::<NumberText>("12.5").expect("read").as_str(), "12.5");
}

#[test]
fn an_edit_has_three_states() {
    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Body {
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        area: Edit<String>,
    }
    round_trip(Body { area: Edit::Keep }, "{}");
    round_trip(Body { area: Edit::Clear }, r#"{"area":null}"#);
    round_trip(Body { area: Edit::Set("UK".to_owned()) }, r#"{"area":"UK"}"#);
}
