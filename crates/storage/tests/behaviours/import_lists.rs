//! Chunks that name more than a statement takes parameters: 32,766 on SQLite, 65,535 on servers.

use diesel::{Connection, SqliteConnection, connection::SimpleConnection};
use frontdesk_core::FirmSettings;
use frontdesk_import::tally::Tally;
use frontdesk_storage::DatabaseUrl;
use frontdesk_storage::imports::{Mode, Run};
use frontdesk_tables::mapping::Kind;

use crate::files::{file, import, run_of, run_under};
use crate::support::{World, on_each};

const HEADER: &str = "First Name,Last Name,Mobile,External ID\n";

#[test]
fn a_chunk_may_name_more_phones_than_a_statement_takes_parameters() {
    on_each(|world| {
        // One client, over and over, who keeps her number; the nineteen others of each row are looked for all the same.
        let phones = |row: u32| (1..20).map(move |at| format!("+4479{:08}", row * 20 + at));
        let row = |row: u32| {
            let phones: Vec<String> =
                [String::from("+447900000000")].into_iter().chain(phones(row)).collect();
            format!("Ada,Lovelace,{},ext-1\n", phones.join(";"))
        };
        let rows: String = (0..4_000).map(row).collect();
        let path = file(world, "a.csv", &format!("{HEADER}{rows}"));
        let settings = FirmSettings::default().sync_contact_info(false);
        let run = run_under(world, &path, Kind::Clients, &settings);
        let (report, _) = import(world, &Run { mode: Mode::Atomic, ..run });
        assert_eq!(report.tally, Tally::of(1, 0, 3_999, 0));
    });
}

/// Runs statements beside the database that is open.
fn execute(world: &World, sql: &str) {
    match world.database.url() {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&path.to_string_lossy()).expect("the file opens");
            conn.batch_execute(sql).expect("rows");
        }
        _ => drop(world.test.execute(sql).expect("rows")),
    }
}

/// As many customers of the first firm, who all have the number +442083661177.
fn with_sharers(world: &World, count: u32) {
    let uuid = match world.database.url() {
        DatabaseUrl::Sqlite(_) => "randomblob(16)",
        DatabaseUrl::Postgres(_) => "uuid_send(gen_random_uuid())",
        DatabaseUrl::Mysql(_) => "unhex(md5(n))",
    };
    let digit = "SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
        UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9";
    let numbers = format!(
        "WITH digits AS ({digit}), numbers AS (
            SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS n
            FROM digits AS a CROSS JOIN digits AS b CROSS JOIN digits AS c CROSS JOIN digits AS d CROSS JOIN digits AS e)"
    );
    execute(
        world,
        &format!(
            "INSERT INTO customers (id, firm_id, uuid, kind, first_name, search_text, version, created_at, updated_at, tombstone)
             {numbers} SELECT n, 1, {uuid}, 'Person', 'Ed', '', 1, '2026-03-01 12:00:00', '2026-03-01 12:00:00', 0
             FROM numbers WHERE n <= {count};
             INSERT INTO customer_phones (customer_id, position, firm_id, e164)
             SELECT id, 0, 1, '+442083661177' FROM customers;"
        ),
    );
}

#[test]
fn a_phone_may_belong_to_more_customers_than_a_statement_takes_parameters() {
    on_each(|world| {
        with_sharers(world, 66_000);
        let path = file(world, "a.csv", &format!("{HEADER}Ada,Lovelace,+442083661177,ext-1\n"));
        let (report, _) = import(world, &run_of(world, &path, Kind::Clients));
        // It means the first of them, who came in by another door.
        assert_eq!(report.tally, Tally::of(0, 1, 0, 0));
        assert_eq!(report.warnings_total, 1);
        let message = &report.warnings[0].message;
        assert!(message.contains("customers 2, 3, 4 and 65996 more"), "{message}");
    });
}
