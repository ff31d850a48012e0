//! Files whose cells are spelled as people and programs spell them.

use frontdesk_import::tally::Tally;
use frontdesk_tables::mapping::Kind;

use crate::files::{file, import, run_of};
use crate::imports::all_of;
use crate::support::{World, on_each};

/// What became of a file, and its warnings with their rows.
fn taken(world: &World, kind: Kind, text: &str) -> (Tally, Vec<(u64, String)>) {
    let (report, _) = import(world, &run_of(world, &file(world, "a.csv", text), kind));
    let warnings = report.warnings.into_iter().map(|warning| (warning.row, warning.message));
    (report.tally, warnings.collect())
}

#[test]
fn one_id_for_two_people_is_told_of_on_both_rows() {
    on_each(|world| {
        let text = "External ID,First Name,Last Name,E-mail,Mobile\n\
            k-1,Ada,King,ada@example.com,+12025550143\n\
            k-2,Cy,Orr,cy@example.com,+12025550145\n\
            k-1,Bo,Ek,bo@example.com,+12025550144\n\
            #N/A,Di,Poe,di@example.com,+12025550146\n\
            1.23457E+11,Ed,Roe,ed@example.com,+12025550147\n";
        let (tally, warnings) = taken(world, Kind::Clients, text);
        assert_eq!(tally.rejected(), 2);
        let told = |other: u64| format!("The id also stands in row {other}, under another name.");
        assert_eq!(warnings, [(2, told(4)), (4, told(2))]);
    });
}

#[test]
fn a_bad_cell_is_left_out_and_the_row_taken() {
    on_each(|world| {
        let text = "External ID,Full Name,E-mail,Mobile,Birthday\n\
            k-1,\"King, Ada\",mailto:ada@example.com,\"202-555-0143 (home), 44\",0/0/00\n\
            k-2,\"van der Berg, Jan\u{200b}\",n/a,=\"2025550144\",1990-01-31\n";
        let (tally, warnings) = taken(world, Kind::Clients, text);
        assert_eq!(tally, Tally::of(2, 0, 0, 0));
        let [(2, birthday), (2, phone)] = warnings.as_slice() else { panic!("{warnings:?}") };
        assert!(
            birthday.starts_with("Birthday must") && birthday.ends_with("and was left out"),
            "{birthday}"
        );
        assert_eq!(phone, "Phone number 1 has a part that is not acceptable and was left out.");
        let stored = all_of(world, world.access);
        let names: Vec<_> =
            stored.iter().map(|client| (client.first_name.clone(), client.last_name.clone())).collect();
        let pair = |first: &str, last: &str| (Some(first.to_owned()), Some(last.to_owned()));
        assert_eq!(names, [pair("Ada", "King"), pair("Jan", "van der Berg")]);
        let emails: Vec<_> = stored.iter().map(|client| client.email.as_deref()).collect();
        assert_eq!(emails, [Some("ada@example.com"), None]);
    });
}

#[test]
fn names_that_look_the_same_are_one_area_and_one_topic() {
    on_each(|world| {
        let actuals =
            "Area,Month,Amount\nZürich,2024-11,1\nZu\u{308}rich,2024-11,1\nZÜRICH\u{200b},2024-11,1\n";
        assert_eq!(taken(world, Kind::Actuals, actuals).0, Tally::of(1, 0, 2, 0));
        let later = actuals.replacen(",1", ",2", 1);
        assert_eq!(taken(world, Kind::Actuals, &later).0, Tally::of(0, 1, 0, 2));
        let topics = "Month,Topic\n10-2019,Café\n10-2019,Cafe\u{301}\n10-2019,CAFÉ\u{200b}\n10-2019,Straße\n10-2019,STRASSE\n";
        assert_eq!(taken(world, Kind::Topics, topics).0, Tally::of(2, 0, 3, 0));
    });
}
