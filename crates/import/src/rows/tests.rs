use frontdesk_tables::mapping::Kind;
use proptest::prelude::*;

use super::*;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn row(cells: &[&str]) -> RawRow {
    RawRow { number: 2, cells: owned(cells) }
}

fn guessed(kind: Kind, headers: &[&str]) -> Mapping {
    Mapping::guess(kind, &owned(headers), &[]).expect("a mapping")
}

#[test]
fn phones_are_collected_mobile_first_and_by_number() {
    let headers = ["integration_id", "Work Phone", "Phone 10", "Phone 2", "Mobile", "Phone", "Cell Phone"];
    let client = RawClient::from_row(
        &guessed(Kind::Clients, &headers),
        &row(&["1", "w", "p10", "p2", "m; n", "p", "c"]),
    );
    assert_eq!(client.phone_numbers, ["c", "m; n", "p", "p2", "p10", "w"]);
    let short = RawClient::from_row(&guessed(Kind::Clients, &headers), &row(&["1", "w"]));
    assert_eq!(short.phone_numbers, ["w"]);
}

#[test]
fn a_client_row_is_parsed_by_its_headers() {
    let headers =
        ["External ID", "Given Name", "Surname", "E-mail", "Mobile", "DOB", "SSN", "Type", "Job", "Note"];
    let mapping = guessed(Kind::Clients, &headers);
    let cells = [" x1 ", "Ada", "Lovelace", "a@b.co", "555", "32904", "078-05-1120", "Person", "", "n"];
    let client = RawClient::from_row(&mapping, &row(&cells));
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        (client.integration_id, client.first_name, client.last_name),
        (text("x1"), text("Ada"), text("Lovelace"))
    );
    assert_eq!(
        (client.email, client.birth_date, client.ssn),
        (text("a@b.co"), text("1990-01-31"), text("078-05-1120"))
    );
    assert_eq!((client.kind, client.occupation, client.area), (text("Person"), None, None));
    let odd = RawClient::from_row(&mapping, &row(&["x1", "", "", "", "", "31/01/1990", "***-**-1120"]));
    assert_eq!((odd.birth_date, odd.ssn), (text("31/01/1990"), None));
}

#[test]
fn every_field_of_a_kind_is_mapped() {
    for kind in Kind::ALL {
        let headers: Vec<String> = kind.fields().iter().map(|field| field.name.to_owned()).collect();
        let mapping = Mapping::guess(kind, &headers, &[]).expect("a mapping");
        let full = RawRow { number: 2, cells: headers.iter().map(|name| format!("<{name}>")).collect() };
        let shown = match kind {
            Kind::Clients => {
                let client = RawClient::from_row(&mapping, &full);
                let texts = [
                    client.integration_id,
                    client.name,
                    client.first_name,
                    client.last_name,
                    client.kind,
                    client.email,
                    client.phone_numbers.first().cloned(),
                    client.birth_date,
                    client.ssn,
                    client.occupation,
                    client.customer_type,
                    client.area,
                ];
                texts.map(Option::unwrap_or_default).to_vec()
            }
            Kind::Customers => {
                let account = RawAccount::from_row(&mapping, &full);
                let texts = [
                    account.cid,
                    account.name,
                    account.first_name,
                    account.last_name,
                    account.company_name,
                    account.email,
                    account.phone_numbers.first().cloned(),
                    account.occupation,
                    account.customer_type,
                    account.area,
                    account.has_dedicated_account_manager,
                    account.has_dedicated_technical_consultant,
                    account.has_support_contract,
                    account.has_discounted_pricing,
                    account.account_executive,
                    account.technical_specialist,
                ];
                texts.map(Option::unwrap_or_default).to_vec()
            }
            Kind::Opportunities | Kind::Interactions | Kind::Topics | Kind::Actuals | Kind::Targets => {
                let cells: Vec<_> = mapping.cells(&full).collect();
                assert!(cells.iter().all(|(field, cell)| *cell == format!("<{field}>")), "{cells:?}");
                cells.into_iter().map(|(_, cell)| cell.into_owned()).collect()
            }
        };
        assert_eq!(shown, full.cells, "{kind}");
    }
}

#[test]
fn a_column_of_full_names_may_have_the_last_name_first() {
    let mapping = guessed(Kind::Clients, &["id", "External ID", "Full Name"]);
    assert_eq!(mapping.full_names(), Some(2));
    assert_eq!(guessed(Kind::Clients, &["External ID", "Name", "Last Name"]).full_names(), None);
    let mapping = mapping.with_last_name_first();
    let names = |name: &str| {
        let client = RawClient::from_row(&mapping, &row(&["", "1", name]));
        [client.name, client.first_name, client.last_name].map(Option::unwrap_or_default)
    };
    assert_eq!(names("van der Berg, Jan Willem"), ["", "Jan Willem", "van der Berg"]);
    assert_eq!(names("Ada King"), ["Ada King", "", ""]);
}

proptest! {
    #[test]
    fn the_order_of_columns_does_not_matter(
        (columns, shuffled) in prop::sample::subsequence(
            vec!["Given Name", "Surname", "Name", "E-mail", "Cell", "Phone 2", "Phone 1", "Work Phone", "DOB", "Note", "Area"], 0..11,
        ).prop_flat_map(|columns| (Just(columns.clone()), Just(columns).prop_shuffle())),
        at in any::<prop::sample::Index>(),
    ) {
        let read = |columns: &[&str], at: usize| {
            let mut headers = owned(columns);
            headers.insert(at, "integration_id".to_owned());
            let cells = headers.iter().map(|header| format!("{header};x")).collect();
            let mapping = Mapping::guess(Kind::Clients, &headers, &[]).expect("a mapping");
            let client = RawClient::from_row(&mapping, &RawRow { number: 2, cells });
            (client.phone_numbers.clone(), client)
        };
        prop_assert!(read(&columns, 0) == read(&shuffled, at.index(shuffled.len() + 1)));
    }

    #[test]
    fn no_headers_overrides_or_cells_panic(
        mut headers in prop::collection::vec("\\PC{0,8}|Phone [0-9]{0,30}|[Ff]irst.?[Nn]ame", 0..8),
        overrides in prop::collection::vec(("\\PC{0,3}|a", "\\PC{0,3}|ssn|-|phone 7"), 0..3),
        cells in prop::collection::vec(any::<String>(), 0..12),
        field in "phone_numbers\\.[0-9]{1,25}|[a-z.]{0,9}",
    ) {
        headers.extend(owned(&["cid", "integration_id"]));
        for kind in Kind::ALL {
            for overrides in [overrides.as_slice(), &[]] {
                if let Ok(mapping) = Mapping::guess(kind, &headers, overrides) {
                    let row = RawRow { number: 2, cells: cells.clone() };
                    RawClient::from_row(&mapping, &row);
                    RawAccount::from_row(&mapping, &row);
                    let mut moved = row.clone();
                    mapping.rebase_from_1904(&mut moved);
                    mapping.notes(&moved);
                    mapping.locate(&row, Fault::new(field.clone(), "must be"));
                    prop_assert_eq!(mapping.columns().count(), headers.len());
                }
            }
        }
    }
}

#[test]
fn an_amount_of_many_digits_is_expanded_and_an_id_is_not() {
    let mapping = guessed(Kind::Actuals, &["Area", "Month", "Amount"]);
    for (cell, want) in [
        ("1.50000000000000E15", "1500000000000000"),
        ("9.99999999999999E15", "9999999999999990"),
        ("-1.50000000000000E15", "-1500000000000000"),
        ("1.5E15", "1.5E15"),
        ("1.00000000000000E22", "1.00000000000000E22"),
        ("1250.50", "1250.50"),
    ] {
        let raw = row(&["France", "2024-11", cell]);
        assert_eq!(mapping.cells(&raw).last(), Some(("amount", want.into())), "{cell}");
    }
    let client =
        RawClient::from_row(&guessed(Kind::Clients, &["External ID"]), &row(&["1.50000000000000E15"]));
    assert_eq!(client.integration_id.as_deref(), Some("1.50000000000000E15"));
}

#[test]
fn a_line_break_is_a_space_except_among_phones() {
    let mapping = guessed(Kind::Clients, &["integration_id", "First Name", "Mobile"]);
    let client = RawClient::from_row(&mapping, &row(&["1", " Ada \r\n King\n", "555\n556"]));
    assert_eq!(client.first_name.as_deref(), Some("Ada King"));
    assert_eq!(client.phone_numbers, ["555\n556"]);
}

#[test]
fn a_name_of_another_form_than_its_column_is_reported() {
    let mapping = guessed(Kind::Clients, &["External ID", "Name"]);
    let is_told = |mapping: &Mapping, name: &str| doubtful_name(mapping, &row(&["1", name])).is_some();
    let last_first = mapping.clone().with_last_name_first();
    for (name, as_written, as_last_first) in [
        ("King, Ada", true, false),
        ("Ada King", false, false),
        ("Doe, Ed, Jr.", true, false),
        ("Acme, Inc.", false, true),
        ("King, Ada, Dr. h.c.", false, true),
    ] {
        assert_eq!(is_told(&mapping, name), as_written, "{name:?}");
        assert_eq!(is_told(&last_first, name), as_last_first, "{name:?}");
    }
}
