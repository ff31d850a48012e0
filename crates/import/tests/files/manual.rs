//! The page about files says what the code does.

use chrono::NaiveDate;
use frontdesk_core::{Fault, FirmSettings};
use frontdesk_import::client::{self, ClientRow, Decision, IntegrationType, RawClient, Refusal};
use frontdesk_import::known::KnownCustomers;
use frontdesk_import::tally::Tally;
use frontdesk_tables::csv::CsvTable;
use frontdesk_tables::mapping::{Kind, Mapping};
use frontdesk_tables::rejects::Rejects;
use frontdesk_tables::table::{Next, RawRow, Table};

const PAGE: &str = include_str!("../../../../docs/import-files.md");
const INTERACTIONS: &str = include_str!("../../../../docs/interactions.md");

/// The files that the page shows.
fn shown() -> Vec<&'static str> {
    let blocks = PAGE.split("```csv\n").skip(1);
    blocks.filter_map(|rest| rest.split_once("```").map(|(block, _)| block)).collect()
}

#[test]
fn every_field_and_every_other_name_of_it_is_on_the_page() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = words(PAGE) + &words(INTERACTIONS);
    for kind in Kind::ALL {
        for field in kind.fields() {
            assert!(page.contains(&format!("`{}`", field.name)), "{kind} {}", field.name);
            for alias in field.aliases {
                assert!(page.contains(alias), "{kind} {} {alias}", field.name);
            }
        }
    }
}

/// Takes a file of clients in; what became of its rows, the warnings, and the rejects file.
fn take(file: &str, known: &mut KnownCustomers) -> (Tally, Vec<String>, String) {
    let mut table = CsvTable::open(file.as_bytes()).expect("a table");
    let mapping = Mapping::guess(Kind::Clients, table.headers(), &[]).expect("a mapping");
    let mut rejects = Rejects::new(Vec::new(), table.headers()).expect("written");
    let today = NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day");
    let (firm, mut tally, mut told) = (FirmSettings::default(), Tally::default(), Vec::new());
    let mut row = RawRow::default();
    while table.read_row(&mut row).expect("a row") != Next::End {
        let decided =
            ClientRow::parse_cells(RawClient::from_row(&mapping, &row), IntegrationType::CsvImport, today)
                .map(|(client, _)| client::decide(&firm, &client::prepare(client, &firm), true, known));
        let (decision, warnings) = match decided {
            Ok(decided) => decided,
            Err(faults) => (Decision::Refuse(Refusal::Invalid(faults)), Vec::new()),
        };
        tally.count(decision.outcome());
        told.extend(warnings.iter().map(Fault::to_string));
        match decision {
            Decision::Create(new) => {
                let id = i64::try_from(known.len() + 1).expect("few rows");
                known.apply_created(id.try_into().expect("an id"), &new);
            }
            Decision::Update { id, changes } => known.apply_changes(id, &changes),
            Decision::Unchanged { .. } => {}
            Decision::Refuse(Refusal::Invalid(faults)) => {
                rejects.write(&row, &mapping.locate_all(&row, faults)).expect("written");
            }
            Decision::Refuse(Refusal::NotFound) => panic!("every client is wanted"),
        }
    }
    (tally, told, String::from_utf8(rejects.finish().expect("written")).expect("UTF-8"))
}

#[test]
fn the_example_gives_the_documented_result() {
    let [file, rejected] = shown().try_into().expect("a file and its rejects");
    let mut known = KnownCustomers::default();
    let (tally, told, rejects) = take(file, &mut known);
    assert_eq!(tally, Tally::of(2, 1, 0, 2));
    assert_eq!(told, ["Phone number 1 also belongs to customer 1."]);
    assert_eq!(rejects, rejected);
    let ada = known.by_integration_id("x-1").expect("Ada");
    assert_eq!((ada.last_name.as_deref(), ada.phones.len()), (Some("King"), 1));
}

#[test]
fn an_unchanged_rejects_file_is_rejected_again_and_a_corrected_one_is_imported() {
    let [_, rejected] = shown().try_into().expect("a file and its rejects");
    let mut known = KnownCustomers::default();
    let (tally, _, again) = take(rejected, &mut known);
    assert_eq!((tally, again.as_str()), (Tally::of(0, 0, 0, 2), rejected));
    let mended =
        rejected.replace("charles@example,", "charles@example.com,").replace("n/a,", "'+442083661171,");
    let (tally, _, rejects) = take(&mended, &mut known);
    assert_eq!(tally, Tally::of(2, 0, 0, 0));
    assert_eq!(rejects.lines().count(), 1);
    assert_eq!(known.by_integration_id("x-3").map(|grace| grace.phones.len()), Some(1));
    assert_eq!(take(&mended, &mut known).0, Tally::of(0, 0, 2, 0));
}
