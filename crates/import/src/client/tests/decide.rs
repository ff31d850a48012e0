use super::*;
use crate::client::{Decision, Refusal, decide};
use crate::known::CustomerKind;
use crate::tally::Outcome;

const PHONE: &str = "+15551234567";

/// A stored customer with an integration id, an address and numbers, or without.
fn customer(integration_id: Option<&str>, address: Option<&str>, numbers: &[&str]) -> NewCustomer {
    NewCustomer {
        integration_id: integration_id.map(str::to_owned),
        email: address.and_then(email),
        phones: numbers.iter().map(|number| entry(number)).collect(),
        ..NewCustomer::default()
    }
}

/// The id of the matched customer; `None` for a new client.
fn meant(firm: &FirmSettings, raw: RawClient, known: &KnownCustomers) -> Option<i64> {
    match decide(firm, &prepared(raw, firm), true, known).0 {
        Decision::Update { id, .. } | Decision::Unchanged { id } => Some(id.get()),
        Decision::Create(_) => None,
        Decision::Refuse(refusal) => panic!("refused: {refusal}"),
    }
}

#[test]
fn a_new_client_has_all_fields_of_the_row() {
    let raw = RawClient {
        phone_numbers: vec!["n/a".to_owned(), "(555) 123-4567".to_owned(), "+442083661171".to_owned()],
        occupation: text("Analyst"),
        customer_type: text("Gold"),
        area: text("London"),
        ..ada()
    };
    let firm = FirmSettings::default();
    let (decision, warnings) = decide(&firm, &prepared(raw, &firm), true, &KnownCustomers::new());
    let Decision::Create(new) = decision else { panic!("{decision:?}") };
    assert_eq!((new.id, new.kind, new.company_name), (None, CustomerKind::Person, None));
    assert_eq!(
        (new.first_name, new.last_name, new.email),
        (text("Ada"), text("Lovelace"), email("ada@example.com"))
    );
    let numbers: Vec<_> = new.phones.iter().map(|entry| (entry.phone.as_str(), entry.raw.as_str())).collect();
    assert_eq!(numbers, [(PHONE, "(555) 123-4567"), ("+442083661171", "+442083661171")]);
    assert_eq!((new.occupation, new.customer_type), (text("Analyst"), text("Gold")));
    assert_eq!((new.account.area, new.integration_id), (text("London"), text("ext-123")));
    assert!(new.ssn.is_some() && new.birth_date.is_some());
    let told: Vec<_> = warnings.iter().map(|warning| (warning.field.as_str(), warning.to_string())).collect();
    assert_eq!(told, [("phone_numbers.0", "Phone number 1 is not acceptable and was left out.".to_owned())]);
}

#[test]
fn a_company_has_its_first_name_as_its_name() {
    let raw = RawClient { kind: text("Company"), first_name: text("Acme  Ltd"), last_name: None, ..ada() };
    let firm = FirmSettings::default();
    let (decision, _) = decide(&firm, &prepared(raw, &firm), true, &KnownCustomers::new());
    let Decision::Create(new) = decision else { panic!("{decision:?}") };
    assert_eq!(
        (new.kind, new.company_name, new.first_name),
        (CustomerKind::Company, text("Acme  Ltd"), text("Acme  Ltd"))
    );
}

#[test]
fn without_an_acceptable_phone_only_a_corporate_firm_creates_a_client() {
    let cases: [(&[&str], &str); 3] = [
        (&["123", "abc"], "Cell phone invalid: 123, abc"),
        (&[], "Cell phone invalid: <None>"),
        (&["", " "], "Cell phone invalid: <None>"),
    ];
    for (numbers, message) in cases {
        let raw = RawClient { phone_numbers: numbers.iter().map(|n| n.to_string()).collect(), ..ada() };
        let firm = FirmSettings::default();
        let (decision, warnings) = decide(&firm, &prepared(raw.clone(), &firm), true, &KnownCustomers::new());
        let Decision::Refuse(Refusal::Invalid(faults)) = decision else { panic!("{decision:?}") };
        assert_eq!(
            (faults.as_slice()[0].field.as_str(), faults.detail().as_str()),
            ("phone_numbers", message)
        );
        assert_eq!(warnings, []);
        let (decision, _) = decide(&corporate(), &prepared(raw, &corporate()), true, &KnownCustomers::new());
        assert_eq!(decision.outcome(), Outcome::Created);
    }
}

#[test]
fn without_a_match_and_without_create_the_client_is_not_found() {
    for raw in [ada(), RawClient { phone_numbers: vec![], ..ada() }] {
        let firm = FirmSettings::default();
        let (decision, warnings) = decide(&firm, &prepared(raw, &firm), false, &KnownCustomers::new());
        assert_eq!((&decision, warnings), (&Decision::Refuse(Refusal::NotFound), vec![]));
        assert_eq!(decision.outcome(), Outcome::Rejected);
    }
    assert_eq!(Refusal::NotFound.to_string(), "Client not found, stopping import.");
    let known = knowing([(4, customer(Some("ext-123"), None, &[]))]);
    let firm = FirmSettings::default();
    assert_eq!(decide(&firm, &prepared(ada(), &firm), false, &known).0.outcome(), Outcome::Updated);
}

#[test]
fn which_customer_a_row_matches() {
    let address = Some("ADA@example.com");
    let (plain, corporate) = (FirmSettings::default(), corporate());
    let cases = [
        (
            "the integration id comes first",
            &corporate,
            knowing([(1, customer(None, address, &[PHONE])), (2, customer(Some("ext-123"), None, &[]))]),
            Some(2),
        ),
        (
            "an equal address counts in a corporate firm",
            &corporate,
            knowing([(1, customer(None, None, &[PHONE])), (2, customer(None, address, &[]))]),
            Some(2),
        ),
        (
            "an equal address does not count in other firms",
            &plain,
            knowing([(1, customer(None, address, &[]))]),
            None,
        ),
        ("a phone counts everywhere", &plain, knowing([(1, customer(None, None, &["+19", PHONE]))]), Some(1)),
        (
            "a phone counts in a corporate firm when no address does",
            &corporate,
            knowing([(1, customer(None, None, &[PHONE]))]),
            Some(1),
        ),
        (
            "an address of a customer with another integration id does not match",
            &corporate,
            knowing([(1, customer(Some("other"), address, &[])), (2, customer(None, address, &[]))]),
            Some(2),
        ),
        (
            "a phone of a customer with another integration id does not match",
            &plain,
            knowing([(1, customer(Some("other"), None, &[PHONE]))]),
            None,
        ),
        (
            "integration ids are compared with case",
            &plain,
            knowing([(1, customer(Some("EXT-123"), None, &[PHONE]))]),
            None,
        ),
        (
            "the lowest id matches among equals",
            &corporate,
            knowing([
                (9, customer(None, address, &[])),
                (5, customer(None, address, &[])),
                (7, customer(None, address, &[])),
            ]),
            Some(5),
        ),
        (
            "no customer matches",
            &corporate,
            knowing([(1, customer(None, Some("b@example.com"), &["+19"]))]),
            None,
        ),
    ];
    for (name, firm, known, want) in cases {
        assert_eq!(meant(firm, ada(), &known), want, "{name}");
    }
}

#[test]
fn each_phone_is_tried_in_the_order_given() {
    let known = knowing([(1, customer(None, None, &["+442083661171"])), (2, customer(None, None, &[PHONE]))]);
    let raw = |numbers: [&str; 3]| RawClient { phone_numbers: numbers.map(str::to_owned).to_vec(), ..ada() };
    let firm = FirmSettings::default();
    assert_eq!(meant(&firm, raw(["x", PHONE, "+442083661171"]), &known), Some(2));
    assert_eq!(meant(&firm, raw(["+442083661171", PHONE, ""]), &known), Some(1));
    assert_eq!(meant(&firm, raw(["+442083661170", "+442083661171", PHONE]), &known), Some(1));
}

#[test]
fn a_shared_address_or_phone_is_a_warning_that_names_the_others_and_no_value() {
    let known = knowing([
        (3, customer(Some("a"), Some("ada@EXAMPLE.com"), &[])),
        (4, customer(Some("b"), None, &[PHONE])),
        (5, customer(Some("c"), None, &[PHONE])),
        (6, customer(Some("ext-123"), Some("ada@example.com"), &[PHONE])),
    ]);
    let raw = RawClient { phone_numbers: vec!["x".into(), "555-123-4567".into()], ..ada() };
    for firm in [FirmSettings::default(), corporate()] {
        let (decision, warnings) = decide(&firm, &prepared(raw.clone(), &firm), true, &known);
        assert!(matches!(decision, Decision::Update { id: who, .. } if who == id(6)), "{decision:?}");
        let told: Vec<_> =
            warnings.iter().map(|warning| (warning.field.as_str(), warning.to_string())).collect();
        assert_eq!(
            told,
            [
                ("phone_numbers.0", "Phone number 1 is not acceptable and was left out.".to_owned()),
                ("email", "The e-mail address also belongs to customer 3.".to_owned()),
                ("phone_numbers.1", "Phone number 2 also belongs to customers 4, 5.".to_owned()),
            ]
        );
    }
}

#[test]
fn a_warning_names_three_customers_and_counts_the_rest() {
    let known =
        knowing((1..=9).map(|number| (number, customer(Some(&format!("i{number}")), None, &[PHONE]))));
    let firm = FirmSettings::default();
    let (decision, warnings) = decide(&firm, &prepared(ada(), &firm), true, &known);
    assert_eq!(decision.outcome(), Outcome::Created);
    let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["Phone number 1 also belongs to customers 1, 2, 3 and 6 more."]);
}
