use proptest::prelude::*;

use super::*;
use crate::client::{Decision, decide};
use crate::known::Account;

fn maybe(pattern: &'static str) -> impl Strategy<Value = Option<String>> {
    prop::option::of(pattern)
}

/// Few different values, so that rows and customers often share them.
fn raw_client() -> impl Strategy<Value = RawClient> {
    let names =
        (maybe("[A-C] [D-F]( [G-H])?"), maybe("[A-C]"), maybe("[D-F]"), maybe("Person|Company|person"));
    let contact = (maybe("[a-c]@(x|X)\\.com"), prop::collection::vec("\\+1555123456[0-4]|x|", 0..4), "[i-l]");
    let data = (maybe("19[0-9]0-01-01"), maybe("07805112[0-3]"), maybe("o|p"), maybe("q|r"), maybe("s|t"));
    (names, contact, data).prop_map(|(names, contact, data)| RawClient {
        name: names.0,
        first_name: names.1,
        last_name: names.2,
        kind: names.3,
        email: contact.0,
        phone_numbers: contact.1,
        integration_id: Some(contact.2),
        birth_date: data.0,
        ssn: data.1,
        occupation: data.2,
        customer_type: data.3,
        area: data.4,
    })
}

fn stored_customer() -> impl Strategy<Value = NewCustomer> {
    let texts = (maybe("[A-C]"), maybe("[D-F]"), maybe("[a-c]@x\\.com"), maybe("[i-n]"), maybe("s|t"));
    let numbers = prop::collection::btree_set("\\+1555123456[0-4]", 0..4);
    (texts, numbers).prop_map(|(texts, numbers)| NewCustomer {
        first_name: texts.0,
        last_name: texts.1,
        email: texts.2.as_deref().and_then(email),
        integration_id: texts.3,
        account: Account { area: texts.4, ..Account::default() },
        phones: numbers.iter().map(|number| entry(number)).collect(),
        ..NewCustomer::default()
    })
}

/// Customers as in a database: no integration id twice.
fn customers() -> impl Strategy<Value = KnownCustomers> {
    prop::collection::vec(stored_customer(), 0..6).prop_map(|mut customers| {
        let mut seen = std::collections::HashSet::new();
        for customer in &mut customers {
            customer.integration_id.take_if(|id| !seen.insert(id.clone()));
        }
        knowing((1..).zip(customers))
    })
}

fn firms() -> impl Strategy<Value = FirmSettings> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(is_corporate, sync, fill)| {
        FirmSettings::default().corporate(is_corporate).sync_contact_info(sync).update_missing_data(fill)
    })
}

/// Applies a decision to the customers, as storing it would.
fn apply(known: &mut KnownCustomers, decision: &Decision) {
    match decision {
        Decision::Create(new) => known.apply_created(id(100), new),
        Decision::Update { id, changes } => known.apply_changes(*id, changes),
        Decision::Unchanged { .. } | Decision::Refuse(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_same_row_twice_changes_nothing_the_second_time(
        raw in raw_client(), mut known in customers(), firm in firms(), create in any::<bool>(),
    ) {
        let Ok(row) = ClientRow::parse(raw, IntegrationType::MyCase, today()) else { return Ok(()) };
        let client = prepare(row, &firm);
        let (first, _) = decide(&firm, &client, create, &known);
        apply(&mut known, &first);
        let (second, warnings) = decide(&firm, &client, create, &known);
        match &first {
            Decision::Refuse(_) => prop_assert_eq!(&second, &first),
            Decision::Create(_) => prop_assert_eq!(&second, &Decision::Unchanged { id: id(100) }),
            Decision::Update { id, .. } | Decision::Unchanged { id } => {
                prop_assert_eq!(&second, &Decision::Unchanged { id: *id });
            }
        }
        let (third, again) = decide(&firm, &client, create, &known);
        prop_assert_eq!((third, again), (second, warnings));
    }

    #[test]
    fn no_stored_phone_is_ever_erased_and_nothing_else_is_cleared(
        raw in raw_client(), mut known in customers(), firm in firms(),
    ) {
        let Ok(row) = ClientRow::parse(raw, IntegrationType::MyCase, today()) else { return Ok(()) };
        let before = known.clone();
        let (decision, _) = decide(&firm, &prepare(row, &firm), true, &known);
        apply(&mut known, &decision);
        for old in (1..=6).filter_map(|number| before.get(id(number))) {
            let new = known.get(old.id).expect("no customer vanishes");
            prop_assert!(old.phones.iter().all(|entry| new.phones.contains(entry)));
            prop_assert!(old.first_name.is_none() || new.first_name.is_some());
            prop_assert!(old.last_name.is_none() || new.last_name.is_some());
            prop_assert!(old.email.is_none() || new.email.is_some());
            prop_assert!(old.integration_id.is_none() || new.integration_id == old.integration_id);
            prop_assert!(new.account.area.is_some() || old.account.area.is_none());
        }
    }

    #[test]
    fn a_change_always_differs_from_what_is_stored(raw in raw_client(), known in customers(), firm in firms()) {
        let Ok(row) = ClientRow::parse(raw, IntegrationType::MyCase, today()) else { return Ok(()) };
        let (decision, _) = decide(&firm, &prepare(row, &firm), true, &known);
        if let Decision::Update { id, changes } = decision {
            let stored = known.get(id).expect("the matched customer");
            prop_assert!(changes.first_name.is_none() || changes.first_name != stored.first_name);
            prop_assert!(changes.email.is_none() || changes.email != stored.email);
            prop_assert!(changes.phones.as_ref().is_none_or(|phones| *phones != stored.phones));
            prop_assert!(changes.account.as_ref().is_none_or(|account| *account != stored.account));
            prop_assert!(changes.kind.is_none_or(|kind| kind != stored.kind));
        }
    }

    #[test]
    fn a_given_name_is_stored(raw in raw_client(), mut known in customers()) {
        let firm = FirmSettings::default();
        let (first, last) = (raw.first_name.clone(), raw.last_name.clone());
        let Ok(row) = ClientRow::parse(raw, IntegrationType::MyCase, today()) else { return Ok(()) };
        let (decision, _) = decide(&firm, &prepare(row, &firm), true, &known);
        apply(&mut known, &decision);
        let who = match decision {
            Decision::Create(_) => id(100),
            Decision::Update { id, .. } | Decision::Unchanged { id } => id,
            Decision::Refuse(_) => return Ok(()),
        };
        let stored = known.get(who).expect("the matched customer");
        prop_assert!(first.is_none() || stored.first_name == first);
        prop_assert!(last.is_none() || stored.last_name == last);
    }

    #[test]
    fn no_payload_panics(
        texts in prop::collection::vec(prop::option::of(any::<String>()), 11),
        phone_numbers in prop::collection::vec(any::<String>(), 0..23),
        firm in firms(),
    ) {
        let [name, kind, first_name, last_name, email, integration_id, birth_date, ssn, occupation, customer_type, area] =
            <[Option<String>; 11]>::try_from(texts).expect("eleven texts");
        let raw = RawClient {
            name, kind, first_name, last_name, email, phone_numbers, integration_id, birth_date, ssn, occupation,
            customer_type, area,
        };
        if let Ok(row) = ClientRow::parse(raw, IntegrationType::ThirdParty, today()) {
            decide(&firm, &prepare(row, &firm), true, &KnownCustomers::new());
        }
    }
}
