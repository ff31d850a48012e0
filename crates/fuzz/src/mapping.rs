//! Which column of a file holds which field.

use frontdesk_import::account::RawAccount;
use frontdesk_import::client::RawClient;
use frontdesk_tables::mapping::{Kind, Mapping, recognise_each};
use frontdesk_tables::table::RawRow;

use crate::text;

/// What divides a header from the field that is asked for it.
const ASKED: char = '\u{1}';

/// The first byte says the kind; each line is a header, or one and what is asked for it.
pub(crate) fn mapping(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Some(text) = text(rest) else { return };
    let kind = Kind::ALL.into_iter().cycle().nth(usize::from(*first)).expect("a kind");
    let (asked, headers): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.contains(ASKED));
    let headers: Vec<String> = headers.into_iter().map(str::to_owned).collect();
    let asked: Vec<(String, String)> = asked
        .into_iter()
        .filter_map(|line| line.split_once(ASKED))
        .map(|(header, field)| (header.to_owned(), field.to_owned()))
        .collect();
    assert_eq!(recognise_each(kind, &headers).len(), headers.len());
    match Mapping::guess(kind, &headers, &asked) {
        Ok(mapping) => look_at(kind, &mapping, &headers),
        Err(faults) => {
            assert!(!faults.as_slice().is_empty(), "refused for no reason");
            let longest = faults.as_slice().iter().map(|fault| fault.message.len()).max();
            assert!(longest < Some(16 << 10), "a fault that nobody reads");
        }
    }
}

fn look_at(kind: Kind, mapping: &Mapping, headers: &[String]) {
    let held: Vec<&str> = mapping.columns().filter_map(|column| column.field).collect();
    for field in kind.fields() {
        let times = held.iter().filter(|name| **name == field.name).count();
        let is_joined = field.name == "birth_date" && times == 3;
        assert!(times <= 1 || field.many || is_joined, "{} is held {times} times", field.name);
        assert!(times >= 1 || !field.required, "{} is held by no column", field.name);
    }
    assert_eq!(mapping.columns().count(), headers.len());
    let cells: Vec<String> = headers.iter().rev().cloned().collect();
    for row in [RawRow { number: 2, cells }, RawRow { number: 3, cells: Vec::new() }] {
        assert!(mapping.cells(&row).count() <= headers.len());
        drop((RawClient::from_row(mapping, &row), RawAccount::from_row(mapping, &row)));
    }
}
