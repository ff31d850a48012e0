use super::*;
use crate::known::CustomerKind;

fn faults(raw: RawClient, integration_type: IntegrationType) -> Vec<(String, String)> {
    match ClientRow::parse(raw, integration_type, today()) {
        Ok(row) => panic!("taken: {row:?}"),
        Err(faults) => faults.into_vec().into_iter().map(|fault| (fault.field, fault.message)).collect(),
    }
}

fn fault_of(change: impl FnOnce(&mut RawClient)) -> Vec<(String, String)> {
    let mut raw = ada();
    change(&mut raw);
    faults(raw, IntegrationType::CsvImport)
}

fn one(field: &str, message: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), message.to_owned())]
}

#[test]
fn a_valid_payload_is_parsed_in_full() {
    let row = parsed(ada());
    assert_eq!(row.integration_id, "ext-123");
    assert_eq!((row.first_name, row.last_name), (text("Ada"), text("Lovelace")));
    assert_eq!((row.kind, row.email), (None, email("ada@example.com")));
    assert_eq!(row.birth_date.map(|day| day.to_string()), text("1815-12-10"));
    assert_eq!(row.ssn.map(|ssn| ssn.masked()), text("***-**-1120"));
}

#[test]
fn texts_are_trimmed_and_empty_ones_are_absent() {
    let row = parsed(RawClient {
        integration_id: text("  ext-123\t"),
        email: text(" "),
        birth_date: text(""),
        ssn: text(" \u{a0}"),
        occupation: text("\n"),
        area: text(" France "),
        kind: text(" "),
        phone_numbers: vec![" ".to_owned(), " 123 ".to_owned()],
        ..ada()
    });
    assert_eq!(row.integration_id, "ext-123");
    assert_eq!(
        (row.email, row.birth_date, row.ssn, row.occupation, row.kind),
        (None, None, None, None, None)
    );
    assert_eq!(row.area, text("France"));
    assert_eq!(row.phone_numbers, ["", "123"]);
}

#[test]
fn which_names_are_needed_depends_on_the_source() {
    use IntegrationType::{CsvImport, MyCase, ThirdParty};
    type Names<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>);
    let cases: [(Names<'_>, &[IntegrationType], Option<&str>); 11] = [
        ((None, None, None, None), &[CsvImport, ThirdParty, MyCase], Some("name")),
        ((None, None, None, Some("Company")), &[CsvImport, ThirdParty, MyCase], Some("name")),
        ((None, None, Some("Lovelace"), None), &[CsvImport, ThirdParty, MyCase], Some("first_name")),
        ((None, Some("Ada"), None, None), &[CsvImport, ThirdParty], Some("last_name")),
        ((None, Some("Ada"), None, None), &[MyCase], None),
        ((Some("Madonna"), None, None, None), &[CsvImport, ThirdParty], Some("last_name")),
        ((Some("Madonna"), None, None, Some("Person")), &[CsvImport, ThirdParty], Some("last_name")),
        ((Some("Madonna"), None, None, None), &[MyCase], None),
        ((Some("Ada Lovelace"), None, None, None), &[CsvImport, ThirdParty, MyCase], None),
        ((None, Some("Acme"), None, Some("Company")), &[CsvImport, ThirdParty, MyCase], None),
        ((Some("Acme"), None, None, Some("company")), &[CsvImport, ThirdParty, MyCase], None),
    ];
    for ((name, first, last, kind), types, blamed) in cases {
        for integration_type in types {
            let own = |given: Option<&str>| given.map(str::to_owned);
            let raw = RawClient {
                name: own(name),
                first_name: own(first),
                last_name: own(last),
                kind: own(kind),
                ..ada()
            };
            let faults = ClientRow::parse(raw, *integration_type, today()).err();
            let got = faults.as_ref().map(|faults| (faults.as_slice()[0].field.as_str(), faults.detail()));
            let want = blamed.map(|field| (field, "Client missing name.".to_owned()));
            assert_eq!(got, want, "{name:?} {first:?} {last:?} {kind:?} {integration_type}");
        }
    }
}

#[test]
fn the_name_of_a_company_is_not_split() {
    let company = |name, first| {
        let raw = RawClient { kind: text("Company"), name, first_name: first, last_name: None, ..ada() };
        parsed(raw).first_name
    };
    assert_eq!(company(text(" Acme  Rockets Ltd "), None), text("Acme Rockets Ltd"));
    assert_eq!(company(text("Acme Rockets Ltd"), text("Acme")), text("Acme"));
}

#[test]
fn every_limit_is_exact() {
    let long = |count: usize| "é".repeat(count);
    let message = "must be at most 128 characters";
    type Change = fn(&mut RawClient, String);
    let fields: [(&str, Change); 7] = [
        ("name", |raw, value| raw.name = Some(value)),
        ("first_name", |raw, value| raw.first_name = Some(value)),
        ("last_name", |raw, value| raw.last_name = Some(value)),
        ("integration_id", |raw, value| raw.integration_id = Some(value)),
        ("occupation", |raw, value| raw.occupation = Some(value)),
        ("customer_type", |raw, value| raw.customer_type = Some(value)),
        ("area", |raw, value| raw.area = Some(value)),
    ];
    for (field, change) in fields {
        assert_eq!(fault_of(|raw| change(raw, long(129))), one(field, message));
        let mut raw = ada();
        change(&mut raw, format!("  {}  ", long(128)));
        assert!(ClientRow::parse(raw, IntegrationType::CsvImport, today()).is_ok(), "{field}");
    }
    assert_eq!(fault_of(|raw| raw.email = Some(format!("{}@example.com", long(117)))), one("email", message));
}

#[test]
fn placeholders_for_an_id_are_refused() {
    let id_of = |id: &str| {
        let row = ClientRow::parse(
            RawClient { integration_id: text(id), ..ada() },
            IntegrationType::CsvImport,
            today(),
        );
        row.map(|row| row.integration_id).map_err(|faults| faults.detail())
    };
    for (given, id) in
        [("12345.0", "12345"), ("=\"00123\"", "00123"), ("'00123", "00123"), ("00123\u{200b}", "00123")]
    {
        assert_eq!(id_of(given).as_deref(), Ok(id), "{given:?}");
    }
    for given in ["#N/A", "NULL", "0", "-", "[object Object]", "(blank)"] {
        let detail = "integration_id is no id: it stands for an empty or failed cell";
        assert_eq!(id_of(given).map_err(|found| found.starts_with(detail)), Err(true), "{given:?}");
    }
    assert!(
        id_of("1.23457E+11").is_err_and(|detail| detail.contains("a spreadsheet has rounded a long number"))
    );
}

#[test]
fn in_a_file_an_invalid_cell_that_is_not_needed_is_left_out() {
    let raw = RawClient {
        birth_date: text("0/0/00"),
        ssn: text("12"),
        occupation: text(&"x".repeat(129)),
        phone_numbers: vec!["5".repeat(33), "+15551234567".to_owned()],
        email: text("-"),
        ..ada()
    };
    assert!(ClientRow::parse(raw.clone(), IntegrationType::CsvImport, today()).is_err());
    let (row, warnings) =
        ClientRow::parse_cells(raw, IntegrationType::CsvImport, today()).expect("a valid row");
    assert_eq!((row.birth_date, row.ssn, row.occupation, row.email), (None, None, None, None));
    let fields: Vec<&str> = warnings.iter().map(|warning| warning.field.as_str()).collect();
    assert_eq!(fields, ["birth_date", "ssn", "occupation"]);
    assert!(
        warnings.iter().all(|warning| warning.to_string().ends_with(" and was left out")),
        "{warnings:?}"
    );
    let refused =
        ClientRow::parse_cells(RawClient { email: text("x"), ..ada() }, IntegrationType::CsvImport, today());
    assert_eq!(refused.map_err(|faults| faults.detail()), Err("email must be an e-mail address".to_owned()));
}

#[test]
fn a_type_that_says_nothing_is_an_empty_cell_in_a_file_alone() {
    for nothing in ["N/A", "-", "(not set)"] {
        let raw = RawClient { kind: text(nothing), ..ada() };
        assert!(ClientRow::parse(raw.clone(), IntegrationType::CsvImport, today()).is_err(), "{nothing:?}");
        let read = ClientRow::parse_cells(raw, IntegrationType::CsvImport, today());
        assert_eq!(read.map(|(row, _)| row.kind), Ok(None), "{nothing:?}");
    }
}

#[test]
fn phones_are_limited_in_length_and_number_and_reported_by_position() {
    let five = |last: &str| ["1", "2", "3", last].map(str::to_owned).to_vec();
    let too_long = one("phone_numbers.3", "must be at most 32 characters");
    assert_eq!(fault_of(|raw| raw.phone_numbers = five(&"5".repeat(33))), too_long);
    let control = one("phone_numbers.3", "must not contain control characters");
    assert_eq!(fault_of(|raw| raw.phone_numbers = five("55\u{0}5")), control);
    let too_many = one("phone_numbers", "must have at most 20 entries");
    assert_eq!(fault_of(|raw| raw.phone_numbers = vec!["1".to_owned(); 21]), too_many);
    let row = parsed(RawClient { phone_numbers: vec!["5".repeat(32); 20], ..ada() });
    assert_eq!(row.phone_numbers.len(), 20);
}

#[test]
fn control_characters_are_refused() {
    let message = "must not contain control characters";
    assert_eq!(fault_of(|raw| raw.first_name = text("A\u{0}da")), one("first_name", message));
    assert_eq!(fault_of(|raw| raw.last_name = text("Love\tlace")), one("last_name", message));
    assert_eq!(fault_of(|raw| raw.name = text("Ada\u{7}")), one("name", message));
    assert_eq!(fault_of(|raw| raw.integration_id = text("e\u{85}x")), one("integration_id", message));
    assert_eq!(fault_of(|raw| raw.area = text("a\u{9f}b")), one("area", message));
    assert_eq!(fault_of(|raw| raw.email = text("a\u{0}@b.co")), one("email", "must be an e-mail address"));
    let raw = RawClient { name: text("Ada\t King\r\nLovelace"), first_name: None, last_name: None, ..ada() };
    assert_eq!(parsed(raw).last_name, text("King Lovelace"));
}

#[test]
fn emoji_and_right_to_left_text_are_valid_names() {
    let row = parsed(RawClient {
        first_name: text("👩‍🚀"), last_name: text("\u{202e}لوفلايس"), ..ada()
    });
    assert_eq!((row.first_name, row.last_name), (text("👩‍🚀"), text("لوفلايس")));
}

#[test]
fn every_other_broken_rule_has_its_message() {
    let date = "must be a real date as YYYY-MM-DD";
    assert_eq!(fault_of(|raw| raw.integration_id = text("  ")), one("integration_id", "is missing"));
    assert_eq!(fault_of(|raw| raw.integration_id = None), one("integration_id", "is missing"));
    assert_eq!(fault_of(|raw| raw.email = text("ada")), one("email", "must be an e-mail address"));
    assert_eq!(fault_of(|raw| raw.birth_date = text("1990-02-30")), one("birth_date", date));
    assert_eq!(fault_of(|raw| raw.birth_date = text("0000-01-01")), one("birth_date", date));
    assert_eq!(
        fault_of(|raw| raw.birth_date = text("2026-02-01")),
        one("birth_date", "must not be in the future")
    );
    let ssn = "must be nine digits, with or without dashes";
    assert_eq!(fault_of(|raw| raw.ssn = text("12345678")), one("ssn", ssn));
    assert_eq!(fault_of(|raw| raw.kind = text("Dog")), one("type", "must be Person or Company"));
}

#[test]
fn all_faults_are_reported_at_once_each_once() {
    let raw = RawClient {
        kind: text("Dog"),
        first_name: text(&"x".repeat(200)),
        email: text("ada"),
        phone_numbers: vec!["\u{1}".to_owned() + &"5".repeat(40)],
        birth_date: text("soon"),
        ssn: text("1"),
        ..RawClient::default()
    };
    let fields: Vec<String> =
        faults(raw, IntegrationType::ThirdParty).into_iter().map(|(field, _)| field).collect();
    let want = [
        "type",
        "first_name",
        "email",
        "phone_numbers.0",
        "phone_numbers.0",
        "integration_id",
        "birth_date",
        "ssn",
    ];
    assert_eq!(fields, want);
}

#[test]
fn integration_types_are_three_words() {
    for word in ["CSV_IMPORT", "THIRD_PARTY", "MYCASE"] {
        assert_eq!(word.parse::<IntegrationType>().map(|known| known.to_string()), Ok(word.to_owned()));
    }
    for bad in ["", "csv_import", "CSV_IMPORT ", "CRM"] {
        assert!(bad.parse::<IntegrationType>().is_err(), "{bad:?}");
    }
    assert_eq!("COMPANY".parse(), Ok(CustomerKind::Company));
}

#[test]
fn debug_shows_no_ssn() {
    let shown = format!("{:?} {:?}", ada(), parsed(ada()));
    assert!(!shown.contains("1120") && !shown.contains("078"), "{shown}");
}
