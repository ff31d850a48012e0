use frontdesk_core::Fault;
use proptest::prelude::*;

use super::*;
use crate::table::BadCell;

#[test]
fn cells_are_read_without_invisible_characters_and_markup() {
    let cells = row(&["=\"00123\"", "\u{feff}Cafe\u{301}", "'+4930", "'s Gravesande", "plain"]);
    assert_eq!(cells.cleaned().cells, ["00123", "Café", "+4930", "'s Gravesande", "plain"]);
}

#[test]
fn faults_have_the_headers_of_the_file() {
    let mapping = guessed(Kind::Clients, &["ext. ID", "D.O.B.", "Work Phone", "Mobile"]);
    let cells = row(&["1", "soon", "w", "m"]);
    let told = |fault: Fault| {
        let fault = mapping.locate(&cells, fault);
        (fault.field.clone(), fault.to_string())
    };
    let pair = |field: &str, message: &str| (field.to_owned(), message.to_owned());
    assert_eq!(told(Fault::new("birth_date", "must be")), pair("D.O.B.", "D.O.B. must be"));
    assert_eq!(told(Fault::new("phone_numbers.0", "must be")), pair("Mobile", "Mobile must be"));
    assert_eq!(told(Fault::new("phone_numbers.1", "must be")), pair("Work Phone", "Work Phone must be"));
    assert_eq!(told(Fault::sentence("phone_numbers", "Bad.")), pair("Work Phone", "Bad."));
    assert_eq!(
        told(Fault::new("phone_numbers.9", "must be")),
        pair("phone_numbers.9", "phone_numbers.9 must be")
    );
    assert_eq!(told(Fault::new("email", "must be")), pair("email", "email must be"));
    assert_eq!(told(Fault::new("", "the row is bad")), pair("", "the row is bad"));
}

#[test]
fn numbers_are_dates_where_dates_are_expected_with_a_warning() {
    let read = |kind: Kind, headers: &[&str], cells: &[&str]| {
        let mapping = guessed(kind, headers);
        let (raw, last) = (row(cells), headers.len() - 1);
        let spelled = mapping.cells(&raw).nth(last).map(|(_, cell)| cell.into_owned()).unwrap_or_default();
        (spelled, mapping.notes(&raw).len())
    };
    let told = |text: &str, notes| (text.to_owned(), notes);
    for (cell, want) in [
        ("32904", told("1990-01-31", 1)),
        ("10", told("10", 0)),
        ("1990", told("1990", 0)),
        ("199001", told("199001", 0)),
        ("1990-01-31T08:15:00", told("1990-01-31", 0)),
    ] {
        assert_eq!(read(Kind::Clients, &["integration_id", "DOB"], &["1", cell]), want, "{cell}");
    }
    for (cell, want) in [
        ("202411", told("2024-11", 0)),
        ("45600", told("2024-11", 1)),
        ("2024-11-30 00:00", told("2024-11", 0)),
        ("2024-11", told("2024-11", 0)),
        ("10", told("10", 0)),
        ("2024", told("2024", 0)),
        ("202413", told("202413", 0)),
    ] {
        assert_eq!(read(Kind::Actuals, &["Area", "Amount", "Month"], &["France", "1", cell]), want, "{cell}");
    }
    for (cell, want) in
        [("43769.378472", told("2019-10-31T09:05:00", 1)), ("1572512700", told("1572512700", 0))]
    {
        let headers = ["Customer", "Interaction", "Date Start"];
        assert_eq!(read(Kind::Interactions, &headers, &["1", "Email", cell]), want, "{cell}");
    }
}

#[test]
fn serial_numbers_of_1904_are_converted_and_other_numbers_are_not() {
    let mapping = guessed(Kind::Opportunities, &["cid", "Revenue", "Delivery Date"]);
    let mut raw = row(&["31442", "31442", "44285"]);
    mapping.rebase_from_1904(&mut raw);
    assert_eq!(raw.cells, ["31442", "31442", "45747"]);
    let mapping = guessed(Kind::Actuals, &["Area", "Amount", "Month"]);
    for (cell, want) in [("202411", "2024-11"), ("44138", "2024-11"), ("2024", "2024")] {
        let mut raw = row(&["France", "44138", cell]);
        mapping.rebase_from_1904(&mut raw);
        assert_eq!(mapping.cells(&raw).last(), Some(("month", want.into())), "{cell}");
    }
}

#[test]
fn bad_cells_are_faults_in_mapped_columns_only() {
    let mapping = guessed(Kind::Clients, &["integration_id", "Note", "First Name"]);
    let bad = |columns: &[usize], in_ids_alone| {
        let cells = columns.iter().map(|column| BadCell { column: *column, message: "is odd", in_ids_alone });
        mapping.faults_of(cells.collect()).iter().map(Fault::to_string).collect::<Vec<_>>()
    };
    assert_eq!(bad(&[1, 2, 9], false), ["First Name is odd"]);
    assert_eq!(bad(&[1], false), Vec::<String>::new());
    assert_eq!(bad(&[0, 1, 2, 9], true), ["integration_id is odd"]);
}

proptest! {
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
