//! Ids that rows bring meet ids that are made for other rows.

use std::collections::BTreeSet;

use frontdesk_import::tally::Tally;
use frontdesk_storage::Access;
use frontdesk_storage::imports::Run;
use frontdesk_tables::mapping::Kind;

use crate::files::{file, import, run_of, run_with};
use crate::imports::all_of;
use crate::support::{World, access_to, on_each, second_firm};

/// The first firm has customers 1 to 100.
fn with_a_hundred(world: &World) {
    let rows: String = (1..=100).map(|id| format!("{id},Name{id}\n")).collect();
    let path = file(world, "taken.csv", &format!("CID,First Name\n{rows}"));
    assert_eq!(import(world, &run_of(world, &path, Kind::Customers)).0.tally, Tally::of(100, 0, 0, 0));
}

fn ids(world: &World, access: Access) -> BTreeSet<i64> {
    all_of(world, access).iter().map(|client| client.id.get()).collect()
}

#[test]
fn a_customer_made_for_a_taken_number_does_not_meet_one_whose_number_is_free() {
    on_each(|world| {
        with_a_hundred(world);
        let other = access_to(world, second_firm(world));
        let rows: String = (1..=101).map(|id| format!("31/10/2019 09:05,Call,{id}\n")).collect();
        let path = file(world, "calls.csv", &format!("Date Start,Interaction,Customers\n{rows}"));
        let run = Run { access: other, ..run_with(world, &path, Kind::Interactions, true) };
        for tally in [Tally::of(101, 0, 0, 0), Tally::of(0, 0, 101, 0)] {
            assert_eq!(import(world, &run).0.tally, tally);
        }
        // Each of them once, and none is one of the first firm's.
        let made = ids(world, other);
        assert_eq!(made.len(), 101);
        assert!(made.is_disjoint(&ids(world, world.access)));
    });
}

#[test]
fn an_id_that_a_row_brings_is_made_for_no_other_row() {
    // 150 would be the fiftieth id that is made: it is brought before those, in their midst and behind them.
    for before in [1, 30, 60] {
        on_each(|world| {
            with_a_hundred(world);
            let other = access_to(world, second_firm(world));
            let order = (1..=before).chain([150]).chain(before + 1..=60);
            let rows: String = order.map(|id| format!("{id},Name{id}\n")).collect();
            let path = file(world, "a.csv", &format!("CID,First Name\n{rows}"));
            let run = Run { access: other, ..run_of(world, &path, Kind::Customers) };
            for tally in [Tally::of(61, 0, 0, 0), Tally::of(0, 0, 61, 0)] {
                assert_eq!(import(world, &run).0.tally, tally, "{before}");
            }
            let made = ids(world, other);
            assert_eq!(made.len(), 61);
            assert!(made.is_disjoint(&ids(world, world.access)));
        });
    }
}

#[test]
fn an_id_that_a_row_brought_is_made_for_no_other_row_once_it_is_written() {
    on_each(|world| {
        with_a_hundred(world);
        let other = access_to(world, second_firm(world));
        // The second row of 150 changes the first, which has to be written before.
        let rows: String = (2..=60).map(|id| format!("{id},Name{id}\n")).collect();
        let text = format!("CID,First Name\n1,Name1\n150,Ed\n150,Eddard\n{rows}");
        let path = file(world, "a.csv", &text);
        let run = Run { access: other, ..run_of(world, &path, Kind::Customers) };
        assert_eq!(import(world, &run).0.tally, Tally::of(61, 1, 0, 0));
        assert_eq!(ids(world, other).len(), 61);
    });
}

#[test]
fn ids_that_differ_in_case_alone_are_two_and_both_rows_are_told() {
    on_each(|world| {
        let header = "First Name,Last Name,Mobile,External ID\n";
        let import_one = |name: &str, rows: &str| {
            let path = file(world, name, &format!("{header}{rows}"));
            let (report, _) = import(world, &run_of(world, &path, Kind::Clients));
            let told: Vec<(u64, String)> =
                report.warnings.iter().map(|it| (it.row, it.message.clone())).collect();
            (report.tally, told)
        };
        let (ada, bo) = ("Ada,King,+12025550143,001xx000003DGbQ\n", "Bo,Ek,+12025550144,001xx000003DGbq\n");
        let (tally, told) = import_one("a.csv", &format!("{ada}{bo}"));
        assert_eq!(tally, Tally::of(2, 0, 0, 0));
        let in_file = |row: u64| {
            format!("The id differs only in upper and lower case from that of row {row}: they are two ids.")
        };
        assert!(told.contains(&(2, in_file(3))) && told.contains(&(3, in_file(2))), "{told:?}");
        // Once both are stored there is nothing to tell of one of them; of a third there is.
        assert_eq!(import_one("b.csv", bo), (Tally::of(0, 0, 1, 0), vec![]));
        let (tally, told) = import_one("c.csv", "Cy,Oak,+12025550145,001XX000003DGBQ\n");
        let stored = "The id differs only in upper and lower case from that of customers 1, 2.".to_owned();
        assert_eq!((tally, told), (Tally::of(1, 0, 0, 0), vec![(2, stored)]));
        let plain = import_one("d.csv", "Di,Elm,+12025550146,00123\nEd,Ash,+12025550147,0123\n");
        assert_eq!(plain, (Tally::of(2, 0, 0, 0), vec![]));
    });
}
