//! Imports by the fastest way of each database store what single writes store.

use frontdesk_core::FirmId;
use frontdesk_import::tally::Tally;
use frontdesk_storage::clients::{self, ClientFilter};
use frontdesk_storage::imports;
use frontdesk_storage::{Database, Options};
use frontdesk_tables::mapping::Kind;
use frontdesk_testkit::{Backend, backends};

use crate::files::{Notes, file, import, run_of};
use crate::support::{World, lines, migrate, on_each, raw, secret_keys, upsert, url};

const HEADER: &str = "First Name,Last Name,Mobile,Phone 2,External ID\n";

fn rows(numbers: std::ops::Range<u32>) -> String {
    numbers.map(|n| format!("First{n},Last{n},+1202555{n:04},+1415555{n:04},ext-{n}\n")).collect()
}

/// A database for a process that does bulk work alone, or for one that serves callers.
fn open(backend: Backend, bulk_only: bool) -> World {
    let test = frontdesk_testkit::database(backend, migrate);
    let mut options = Options::new(url(&test));
    options.secrets = secret_keys();
    options.bulk_only = bulk_only;
    let database = Database::open(options).expect("the database opens");
    let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
    World { database, access, test }
}

/// The terms of each customer, by its external id.
fn terms(world: &World) -> Vec<String> {
    lines(
        world,
        "SELECT CONCAT_WS('|', c.integration_id, t.term) AS line
         FROM search_terms t JOIN customers c ON c.id = t.record_id WHERE t.kind = 1",
    )
}

#[test]
fn terms_that_wait_for_others_are_those_of_the_last_row_of_a_customer() {
    for backend in backends() {
        // The last row is in another chunk than the one that it changes.
        let text = format!("{HEADER}{}Renamed,Last5,,,ext-5\n", rows(0..4_100));
        let mut all = Vec::new();
        for bulk_only in [false, true] {
            let world = open(*backend, bulk_only);
            let path = file(&world, "a.csv", &text);
            let (report, _) = import(&world, &run_of(&world, &path, Kind::Clients));
            assert_eq!(report.tally, Tally::of(4_100, 1, 0, 0), "{backend}");
            let terms = terms(&world);
            let has = |term: &str| terms.iter().any(|line| line == term);
            assert!(has("ext-5|renamed") && has("ext-5|&renamed last5") && !has("ext-5|first5"), "{backend}");
            all.push(terms);
        }
        assert!(all.first() == all.last(), "{backend}");
    }
}

#[test]
fn a_file_in_one_transaction_writes_its_terms() {
    on_each(|world| {
        let path = file(world, "a.csv", &format!("{HEADER}{}", rows(0..30)));
        let run = imports::Run { mode: imports::Mode::Atomic, ..run_of(world, &path, Kind::Clients) };
        let (report, _) = import(world, &run);
        assert!(report.kept);
        assert_eq!(terms(world).len(), 30 * 10);
    });
}

#[test]
fn ids_set_aside_for_a_file_are_given_to_no_other_customer() {
    on_each(|world| {
        let path = file(world, "a.csv", &format!("{HEADER}{}", rows(0..1_500)));
        let run = run_of(world, &path, Kind::Clients);
        std::thread::scope(|scope| {
            let importing = scope.spawn(|| imports::run(&world.database, &run, &mut Notes::default()));
            for number in 0..40 {
                let single = upsert(raw(&format!("one-{number}"), &format!("+1646555{number:04}")));
                world
                    .database
                    .write_blocking(world.access, move |scoped| clients::upsert(scoped, &single))
                    .expect("a client");
            }
            let report = importing.join().expect("no panic").expect("imported");
            assert_eq!(report.tally.created(), 1_500);
        });
        let count = world
            .database
            .read_blocking(world.access, |scoped| clients::count(scoped, &ClientFilter::default()));
        assert_eq!(count.expect("a number").rows(), 1_540);
    });
}

#[test]
fn a_new_database_on_postgresql_looks_customers_up_by_their_keys() {
    if !backends().contains(&Backend::Postgres) {
        return;
    }
    let world = open(Backend::Postgres, true);
    let path = file(&world, "a.csv", &format!("{HEADER}{}", rows(0..8_100)));
    let (report, _) = import(&world, &run_of(&world, &path, Kind::Clients));
    assert_eq!(report.tally.created(), 8_100);
    // A session reports what it has read at its end at the latest.
    let World { database, test, .. } = world;
    drop(database);
    let read = |index: &str| {
        let sql =
            format!("SELECT idx_scan, idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = '{index}'");
        let printed = test.execute(&sql).expect("statistics");
        let (scans, rows) = printed.trim().split_once('|').expect("two columns");
        (scans.parse::<u64>().expect("a number"), rows.parse::<u64>().expect("a number"))
    };
    let begun = std::time::Instant::now();
    while read("customers_integration_id_key").0 < 8_100 {
        assert!(begun.elapsed().as_secs() < 60, "{:?}", read("customers_integration_id_key"));
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(read("customers_updated_at_idx").1 < 100_000, "{:?}", read("customers_updated_at_idx"));
}
