//! Tables over the cases of the account rules, and properties.

use frontdesk_core::{CustomerId, Email, FirmSettings, Phone};
use proptest::prelude::*;

use super::{AccountRow, Holder, RawAccount, decide_account, prepare};
use crate::client::{Decision, Refusal, Warning};
use crate::known::{Account, CustomerKind, KnownCustomer, KnownCustomers, NewCustomer, PhoneEntry};
use crate::tally::Outcome;

fn id(id: i64) -> CustomerId {
    id.try_into().expect("an id")
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn entry(number: &str) -> PhoneEntry {
    PhoneEntry { phone: Phone::from_e164(number).expect("E.164"), raw: number.to_owned() }
}

fn ed() -> RawAccount {
    RawAccount {
        cid: text("7"),
        first_name: text("Ed"),
        last_name: text("Stark"),
        phone_numbers: vec!["+442083661171".to_owned()],
        customer_type: text("Enterprise"),
        area: text("France"),
        has_dedicated_account_manager: text("Yes"),
        has_support_contract: text("1"),
        has_discounted_pricing: text("n"),
        ..RawAccount::default()
    }
}

fn decided(raw: RawAccount, others: &KnownCustomers, holder: Holder) -> (Decision, Vec<Warning>) {
    let (row, _) = AccountRow::parse_cells(raw).expect("a sound row");
    let firm = FirmSettings::default();
    let cid = row.cid;
    decide_account(&firm, &prepare(row, &firm), others.get(cid), others, holder)
}

fn created(raw: RawAccount) -> NewCustomer {
    match decided(raw, &KnownCustomers::default(), Holder::Free).0 {
        Decision::Create(new) => *new,
        decision => panic!("{decision:?}"),
    }
}

fn knowing(new: &NewCustomer) -> KnownCustomers {
    let mut known = KnownCustomers::default();
    known.apply_created(id(7), new);
    known
}

#[test]
fn a_new_account_takes_the_number_that_the_row_gives() {
    let new = created(ed());
    assert_eq!((new.id, new.kind), (Some(id(7)), CustomerKind::Person));
    assert_eq!(
        (new.first_name, new.last_name, new.phones),
        (text("Ed"), text("Stark"), vec![entry("+442083661171")])
    );
    let account = Account {
        area: text("France"),
        has_dedicated_account_manager: true,
        has_support_contract: true,
        ..Account::default()
    };
    assert_eq!((new.account, new.customer_type), (account, text("Enterprise")));
}

#[test]
fn a_number_and_an_area_are_an_account() {
    let raw = RawAccount { cid: text(" 12 "), area: text("Spain"), ..RawAccount::default() };
    let new = created(raw);
    assert_eq!((new.id, new.kind, new.first_name), (Some(id(12)), CustomerKind::Person, None));
}

#[test]
fn a_row_with_only_a_company_name_is_a_company() {
    let kind = |first: Option<&str>, name: Option<&str>, company: Option<&str>| {
        let own = |given: Option<&str>| given.map(str::to_owned);
        created(RawAccount {
            first_name: own(first),
            last_name: None,
            name: own(name),
            company_name: own(company),
            ..ed()
        })
        .kind
    };
    assert_eq!(kind(None, None, Some("Acme")), CustomerKind::Company);
    assert_eq!(kind(Some("Ed"), None, Some("Acme")), CustomerKind::Person);
    assert_eq!(kind(None, Some("Ed Stark"), Some("Acme")), CustomerKind::Person);
    assert_eq!(kind(None, None, None), CustomerKind::Person);
}

#[test]
fn a_placeholder_customer_becomes_a_company_with_its_name() {
    let bare = RawAccount { cid: text("7"), ..RawAccount::default() };
    let known = knowing(&created(bare.clone()));
    let named = RawAccount { company_name: text("Acme"), ..bare };
    let Decision::Update { changes, .. } = decided(named.clone(), &known, Holder::Free).0 else {
        panic!("no update")
    };
    assert_eq!((changes.kind, &changes.company_name), (Some(CustomerKind::Company), &text("Acme")));
    let person = knowing(&created(ed()));
    let Decision::Update { changes, .. } = decided(named, &person, Holder::Free).0 else {
        panic!("no update")
    };
    assert_eq!((changes.kind, &changes.company_name), (None, &text("Acme")));
}

#[test]
fn filled_cells_overwrite_and_empty_ones_change_nothing() {
    let known = knowing(&created(ed()));
    let raw = RawAccount {
        cid: text("7"),
        last_name: text("Snow"),
        phone_numbers: vec!["+15551234567".to_owned()],
        has_support_contract: text("no"),
        has_dedicated_technical_consultant: text("true"),
        technical_specialist: text("Sam"),
        email: text("ed@example.com"),
        ..RawAccount::default()
    };
    let Decision::Update { id: who, changes } = decided(raw, &known, Holder::Free).0 else {
        panic!("no update")
    };
    assert_eq!((who, &changes.first_name, &changes.last_name), (id(7), &None, &text("Snow")));
    assert_eq!(changes.phones, Some(vec![entry("+15551234567"), entry("+442083661171")]));
    assert_eq!(changes.email.map(|email| email.to_string()), text("ed@example.com"));
    let account = Account {
        area: text("France"),
        has_dedicated_account_manager: true,
        has_dedicated_technical_consultant: true,
        technical_specialist: text("Sam"),
        ..Account::default()
    };
    assert_eq!((changes.account, changes.customer_type), (Some(account), None));
}

#[test]
fn a_number_of_another_firm_counts_as_free_and_the_id_is_left_open() {
    let none = KnownCustomers::default();
    let (free, warnings) = decided(ed(), &none, Holder::Free);
    let (elsewhere, others) = decided(ed(), &none, Holder::AnotherFirm);
    let (Decision::Create(free), Decision::Create(elsewhere)) = (free, elsewhere) else { panic!("refused") };
    assert_eq!((*elsewhere, others), (NewCustomer { id: None, ..*free }, warnings));
    let known = knowing(&created(ed()));
    assert_eq!(decided(ed(), &known, Holder::AnotherFirm).0.outcome(), Outcome::Unchanged);
}

#[test]
fn the_number_of_a_deleted_customer_is_refused() {
    let (decision, warnings) = decided(ed(), &KnownCustomers::default(), Holder::Deleted);
    let Decision::Refuse(Refusal::Invalid(faults)) = decision else { panic!("{decision:?}") };
    let expected = "cid is the id of a deleted customer";
    assert_eq!((faults.detail().as_str(), warnings), (expected, vec![]));
}

#[test]
fn an_unacceptable_phone_is_left_out_with_a_warning() {
    let raw = RawAccount { phone_numbers: vec!["n/a".to_owned()], ..ed() };
    let (decision, warnings) = decided(raw, &KnownCustomers::default(), Holder::Free);
    assert_eq!(decision.outcome(), Outcome::Created);
    let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["Phone number 1 is not acceptable and was left out."]);
}

#[test]
fn a_phone_or_an_address_of_another_customer_is_a_warning() {
    let mut known = KnownCustomers::default();
    let email = Email::parse("desk@example.com").ok();
    let other = NewCustomer { phones: vec![entry("+442083661171")], email, ..NewCustomer::default() };
    known.apply_created(id(3), &other);
    let raw = RawAccount { email: text("Desk@example.com"), ..ed() };
    let told: Vec<String> = decided(raw, &known, Holder::Free).1.iter().map(ToString::to_string).collect();
    let want =
        ["The e-mail address also belongs to customer 3.", "Phone number 1 also belongs to customer 3."];
    assert_eq!(told, want);
}

#[test]
fn yes_and_no_are_parsed_in_many_languages_and_other_words_are_left_out() {
    let flag = |word: &str| {
        let raw = RawAccount { has_discounted_pricing: text(word), ..ed() };
        let (row, warnings) = AccountRow::parse_cells(raw).expect("a sound row");
        (row.has_discounted_pricing, warnings.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    for yes in
        ["yes", "YES", "True", "1", "y", " Y ", "Ja", "Oui", "VRAI", "WAHR", "x", "T", "on", "1.0", "✓"]
    {
        assert_eq!(flag(yes), (Some(true), vec![]), "{yes:?}");
    }
    for no in ["no", "No", "FALSE", "0", "n", "N", "Nein", "faux", "0.0", "F"] {
        assert_eq!(flag(no), (Some(false), vec![]), "{no:?}");
    }
    assert_eq!(flag("  "), (None, vec![]));
    for bad in ["2", "maybe", "yes!", "-"] {
        let warning = "has_discounted_pricing must be yes or no and was left out".to_owned();
        assert_eq!(flag(bad), (None, vec![warning]), "{bad:?}");
    }
}

#[test]
fn an_invalid_cell_that_is_not_needed_does_not_reject_the_row() {
    let raw = RawAccount {
        phone_numbers: vec!["5".repeat(33), "+15551234567".to_owned()],
        has_support_contract: text("maybe"),
        account_executive: text(&"x".repeat(129)),
        email: text("n/a"),
        ..ed()
    };
    let (row, warnings) = AccountRow::parse_cells(raw).expect("a sound row");
    let warned: Vec<&str> = warnings.iter().map(|warning| warning.field.as_str()).collect();
    assert_eq!(warned, ["has_support_contract", "account_executive"]);
    assert_eq!(
        (row.has_support_contract, row.account_executive.as_deref(), row.email.as_ref()),
        (None, None, None)
    );
    let prepared = prepare(row, &FirmSettings::default());
    assert_eq!((prepared.acceptable.len(), prepared.unacceptable.as_slice()), (1, [0].as_slice()));
}

#[test]
fn all_faults_are_reported_at_once_each_once() {
    let raw =
        RawAccount { cid: text("0"), first_name: text("a\u{0}"), email: text("x"), ..RawAccount::default() };
    let faults = AccountRow::parse_cells(raw).expect_err("faults");
    let fields: Vec<&str> = faults.as_slice().iter().map(|fault| fault.field.as_str()).collect();
    let want = ["cid", "first_name", "email"];
    assert_eq!(fields, want);
    for (cid, message) in [
        (None, "cid is missing"),
        (text(" "), "cid is missing"),
        (text("7a"), "cid must be a positive integer"),
        (text("7.5"), "cid must be a positive integer"),
        (text("#N/A"), "cid must be a positive integer"),
    ] {
        let detail = AccountRow::parse_cells(RawAccount { cid, ..ed() }).map_err(|faults| faults.detail());
        assert_eq!(detail.err().as_deref(), Some(message));
    }
}

#[test]
fn a_number_with_a_trailing_point_is_that_number() {
    for cid in ["7.0", "007", "=\"7\"", "'7"] {
        let (row, _) = AccountRow::parse_cells(RawAccount { cid: text(cid), ..ed() }).expect("an account");
        assert_eq!(row.cid.get(), 7, "{cid}");
    }
    let rounded =
        AccountRow::parse_cells(RawAccount { cid: text("1.23457E+11"), ..ed() }).expect_err("rounded");
    assert!(rounded.detail().contains("a spreadsheet has rounded this one"));
}

fn maybe(pattern: &'static str) -> impl Strategy<Value = Option<String>> {
    prop::option::of(pattern)
}

fn raw_account() -> impl Strategy<Value = RawAccount> {
    let names = (maybe("[A-C] [D-F]"), maybe("[A-C]"), maybe("[D-F]"), maybe("Acme|Bcme"));
    let contact = (maybe("[a-c]@x\\.com"), prop::collection::vec("\\+1555123456[0-4]|x|", 0..4));
    let flags = (maybe("yes|no"), maybe("1|0"), maybe("t|f").prop_map(|_| None), maybe("TRUE|False"));
    (names, contact, flags, maybe("s|t"), maybe("u|v")).prop_map(
        |(names, contact, flags, area, executive)| RawAccount {
            cid: text("7"),
            name: names.0,
            first_name: names.1,
            last_name: names.2,
            company_name: names.3,
            email: contact.0,
            phone_numbers: contact.1,
            has_dedicated_account_manager: flags.0,
            has_dedicated_technical_consultant: flags.1,
            has_support_contract: flags.2,
            has_discounted_pricing: flags.3,
            area,
            account_executive: executive,
            ..RawAccount::default()
        },
    )
}

proptest! {
    #[test]
    fn the_same_row_twice_changes_nothing_and_no_phone_is_erased(first in raw_account(), second in raw_account()) {
        let mut known = knowing(&created(first));
        let before = known.get(id(7)).expect("the account").phones.clone();
        if let Decision::Update { id, changes } = decided(second.clone(), &known, Holder::Free).0 {
            known.apply_changes(id, &changes);
        }
        let after = &known.get(id(7)).expect("the account").phones;
        prop_assert!(before.iter().all(|entry| after.contains(entry)));
        prop_assert_eq!(decided(second, &known, Holder::Free).0, Decision::Unchanged { id: id(7) });
        let _: Option<&KnownCustomer> = known.get(id(7));
    }
}
