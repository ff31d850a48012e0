//! What is read again from what it is written as. Nothing that holds a social security number is written.

use frontdesk_core::Email;
use frontdesk_import::client::IntegrationType;
use frontdesk_import::known::{CustomerKind, KnownCustomer, NewCustomer, PhoneEntry};
use frontdesk_import::tally::Outcome;
use serde_json::{from_str, to_string};

#[test]
fn customers_and_outcomes_are_written_and_read() {
    let new = NewCustomer {
        kind: CustomerKind::Company,
        company_name: Some("Acme".to_owned()),
        email: Email::parse("office@example.com").ok(),
        phones: vec![PhoneEntry {
            phone: "+15551234567".parse().expect("a number"),
            raw: "(555) 123-4567".to_owned(),
        }],
        ..NewCustomer::default()
    };
    let customer = KnownCustomer::created(7_u64, &new);
    let written = to_string(&customer).expect("written");
    assert_eq!(from_str::<KnownCustomer<u64>>(&written).expect("read"), customer, "{written}");
    assert_eq!(to_string(&Outcome::Created).expect("written"), r#""created""#);
}

#[test]
fn an_integration_type_is_written_as_its_word() {
    for known in [IntegrationType::CsvImport, IntegrationType::ThirdParty, IntegrationType::MyCase] {
        let written = to_string(&known).expect("written");
        assert_eq!(written, format!("{:?}", known.as_str()));
        assert_eq!(from_str::<IntegrationType>(&written).expect("read"), known);
    }
}
