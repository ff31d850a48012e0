use super::*;
use crate::client::build_client_changes;
use crate::known::{Account, CustomerChanges, CustomerKind};

/// A stored client that differs from [`new_ada`] in every field.
fn stored() -> KnownCustomer {
    KnownCustomer {
        id: id(7),
        version: 3,
        kind: CustomerKind::Person,
        first_name: text("Augusta"),
        last_name: text("Byron"),
        company_name: None,
        email: email("augusta@example.com"),
        phones: vec![entry("+15550000001"), entry("+15550000002")],
        birth_date: NaiveDate::from_ymd_opt(1815, 12, 11),
        has_ssn: false,
        integration_id: None,
        occupation: text("Poet"),
        customer_type: text("Silver"),
        account: Account { area: text("Paris"), has_support_contract: true, ..Account::default() },
    }
}

fn new_ada() -> RawClient {
    RawClient {
        phone_numbers: vec!["+15551234567".into(), "+15550000002".into(), "+15557654321".into()],
        occupation: text("Analyst"),
        customer_type: text("Gold"),
        area: text("London"),
        ..ada()
    }
}

fn firm(sync: bool, fill: bool) -> FirmSettings {
    FirmSettings::default().sync_contact_info(sync).update_missing_data(fill)
}

fn changes(firm: &FirmSettings, raw: RawClient, matched: &KnownCustomer) -> CustomerChanges {
    build_client_changes(firm, &prepared(raw, firm), matched)
}

fn contact() -> CustomerChanges {
    let numbers = ["+15551234567", "+15550000001", "+15550000002", "+15557654321"];
    CustomerChanges {
        first_name: text("Ada"),
        last_name: text("Lovelace"),
        email: email("ada@example.com"),
        phones: Some(numbers.map(entry).to_vec()),
        ..CustomerChanges::default()
    }
}

fn data() -> CustomerChanges {
    CustomerChanges {
        birth_date: NaiveDate::from_ymd_opt(1815, 12, 10),
        ssn: Some(frontdesk_core::Ssn::parse("078051120").expect("nine digits")),
        integration_id: text("ext-123"),
        occupation: text("Analyst"),
        customer_type: text("Gold"),
        account: Some(Account { area: text("London"), has_support_contract: true, ..Account::default() }),
        ..CustomerChanges::default()
    }
}

#[test]
fn the_two_settings_control_which_fields_change() {
    let both = CustomerChanges {
        first_name: contact().first_name,
        last_name: contact().last_name,
        email: contact().email,
        phones: contact().phones,
        ..data()
    };
    let nothing = CustomerChanges::default();
    for (sync, fill, want) in
        [(true, false, contact()), (false, true, data()), (true, true, both), (false, false, nothing)]
    {
        assert_eq!(changes(&firm(sync, fill), new_ada(), &stored()), want, "sync {sync}, fill {fill}");
    }
}

#[test]
fn absent_fields_change_nothing() {
    let bare = RawClient {
        first_name: text("Augusta"),
        last_name: text("Byron"),
        integration_id: text("x"),
        ..RawClient::default()
    };
    let matched = KnownCustomer { integration_id: text("x"), ..stored() };
    for numbers in [vec![], vec!["123".to_owned(), "not a phone".to_owned()]] {
        let raw = RawClient { phone_numbers: numbers, ..bare.clone() };
        assert!(changes(&firm(true, true), raw, &matched).is_empty());
    }
}

#[test]
fn ssn_and_integration_id_fill_only_what_is_empty() {
    let full = KnownCustomer { has_ssn: true, integration_id: text("ext-123"), ..stored() };
    let changes = changes(&firm(true, true), new_ada(), &full);
    assert_eq!((changes.ssn, changes.integration_id), (None, None));
}

#[test]
fn empty_fields_are_filled() {
    let empty = KnownCustomer {
        first_name: None,
        last_name: None,
        email: None,
        phones: vec![],
        birth_date: None,
        occupation: None,
        customer_type: None,
        account: Account::default(),
        ..stored()
    };
    let changes = changes(&firm(true, true), new_ada(), &empty);
    assert_eq!(changes.first_name, text("Ada"));
    assert_eq!(changes.birth_date, NaiveDate::from_ymd_opt(1815, 12, 10));
    assert_eq!(changes.phones.map(|phones| phones.len()), Some(3));
    assert_eq!(changes.account.and_then(|account| account.area), text("London"));
}

#[test]
fn the_company_name_follows_the_first_name() {
    let person = stored();
    let company = KnownCustomer { kind: CustomerKind::Company, company_name: text("Augusta"), ..stored() };
    let raw = |kind: Option<&str>| RawClient { kind: kind.map(str::to_owned), ..ada() };
    let got = |kind, matched: &KnownCustomer, sync| {
        let changes = changes(&firm(sync, true), raw(kind), matched);
        (changes.kind, changes.company_name)
    };
    assert_eq!(got(None, &person, true), (None, None));
    assert_eq!(got(Some("Person"), &person, true), (None, None));
    assert_eq!(got(Some("Company"), &person, true), (Some(CustomerKind::Company), text("Ada")));
    assert_eq!(got(Some("Company"), &person, false), (None, None));
    assert_eq!(got(None, &company, true), (None, text("Ada")));
    assert_eq!(got(Some("Company"), &company, true), (None, text("Ada")));
    assert_eq!(got(Some("Person"), &company, true), (Some(CustomerKind::Person), None));
    assert_eq!(got(None, &company, false), (None, None));
}

#[test]
fn an_address_in_another_case_is_another_text_to_store() {
    let matched = KnownCustomer { email: email("ADA@example.com"), ..stored() };
    assert_eq!(changes(&firm(true, true), ada(), &matched).email, email("ada@example.com"));
}
