//! The database as a whole.

use std::collections::BTreeMap;

use chrono::DateTime;
use frontdesk_core::CustomerId;
use frontdesk_import::names::derive_names;
use frontdesk_interactions::ChannelName;
use frontdesk_requests::{Claim, Prose, Wanted};
use frontdesk_storage::backup::{BackupError, backup, check};
use frontdesk_storage::customers::{self, CustomerFilter};
use frontdesk_storage::interactions::{self, RecordInteraction, RecordOutcome};
use frontdesk_storage::operators::{self, NewOperator};
use frontdesk_storage::requests::{self, RequestFilter};
use frontdesk_storage::{Database, DatabaseUrl, Expected, Options, Page, Scoped, StorageError};
use frontdesk_testkit::{Backend, empty_database};

use crate::support::{World, noon, raw, upsert, world};

const ALL: Page = Page { after: None, limit: 1_000 };

fn file(world: &World) -> std::path::PathBuf {
    match world.database.url() {
        DatabaseUrl::Sqlite(path) => path.clone(),
        other => panic!("not embedded: {other:?}"),
    }
}

/// A client with all facets, and a request that was resolved.
fn furnish(world: &World) {
    let mut ada = raw("ext-1", "+15551234567");
    ada.ssn = Some("078-05-1120".into());
    ada.area = Some("Zürich 'n' \"more\" \\x41".into());
    let ada = upsert(ada);
    let job = move |scoped: &mut Scoped<'_>| {
        let frontdesk_storage::clients::UpsertOutcome::Taken { client: Some(client), .. } =
            frontdesk_storage::clients::upsert(scoped, &ada)?
        else {
            panic!("not taken");
        };
        let operator = operators::create(
            scoped,
            &NewOperator { names: derive_names(Some("Jon"), None, None), email: None },
            noon(),
        )?
        .id;
        let body = Prose::parse("Winter\nis \u{1f976} coming").expect("prose");
        let request = requests::create(scoped, client.id, &body, noon())?.expect("a customer").id;
        for wanted in [
            Wanted::Assign { operator, claim: Claim::Unheld },
            Wanted::Complete(Prose::parse("done").expect("prose")),
            Wanted::Archive,
        ] {
            requests::change(scoped, request, &Expected::Any, &wanted, noon())?;
        }
        record_interaction(scoped, 0)?;
        Ok(())
    };
    world.database.write_blocking(world.access, job).expect("written");
}

/// Of the client, some seconds after 1970.
fn record_interaction(scoped: &mut Scoped<'_>, seconds: i64) -> Result<RecordOutcome, StorageError> {
    let new = RecordInteraction {
        customer: CustomerId::try_from(1).expect("an id"),
        channel: ChannelName::parse("Call").expect("a name"),
        occurred_at: DateTime::from_timestamp(seconds, 0).expect("a time"),
    };
    interactions::record(scoped, &new, noon())
}

#[test]
fn a_backup_is_whole_and_sound_and_writes_over_nothing() {
    let world = world(Backend::Sqlite);
    furnish(&world);
    let target = world.test.dir().join("copy.db");
    backup(&file(&world), &target).expect("a copy");
    assert!(matches!(backup(&file(&world), &target), Err(BackupError::Taken(_))));
    assert!(matches!(backup(&world.test.dir().join("nothing.db"), &target), Err(BackupError::Missing(_))));
    check(&target).expect("sound");
    let copy = Database::open(Options::new(DatabaseUrl::Sqlite(target))).expect("a database");
    let access = copy.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
    let all = |scoped: &mut Scoped<'_>| customers::list(scoped, &CustomerFilter::default(), ALL);
    let here = world.database.read_blocking(world.access, all).expect("a list");
    assert_eq!(copy.read_blocking(access, all).expect("a list"), here);
    assert_eq!(here.len(), 1);
}

#[test]
fn what_is_no_sound_database_is_found_out() {
    let world = world(Backend::Sqlite);
    furnish(&world);
    let dir = world.test.dir();
    std::fs::write(dir.join("text.db"), "no database at all, but long enough to look at").expect("written");
    assert!(check(&dir.join("text.db")).is_err());
    let copy = dir.join("copy.db");
    backup(&file(&world), &copy).expect("a copy");
    let bytes = std::fs::read(&copy).expect("a file");
    std::fs::write(dir.join("cut.db"), &bytes[..bytes.len() / 2]).expect("written");
    assert!(check(&dir.join("cut.db")).is_err());
    assert!(check(&dir.join("nothing.db")).is_err());
}

/// Every table there is. Whoever adds one says here that it was thought of: what is carried over is found in the schema,
/// but a table without a `firm_id`, or one whose rows belong to a process, may not be for the other side.
#[cfg(feature = "postgres")]
const TABLES: [&str; 44] = [
    "account_numbers",
    "api_keys",
    "audit_chains",
    "audit_entries",
    "channels",
    "crm_connection",
    "crm_webhooks",
    "customer_accounts",
    "customer_counts",
    "customer_phones",
    "customer_secrets",
    "customer_users",
    "customers",
    "deal_sums",
    "deleted_records",
    "firms",
    "idempotency_keys",
    "import_claims",
    "import_rejects",
    "imports",
    "interaction_topics",
    "interaction_totals",
    "interactions",
    "journal_batches",
    "journal_entries",
    "journal_feeds",
    "journal_ranges",
    "operators",
    "opportunities",
    "opportunity_statuses",
    "outbox",
    "request_counts",
    "request_events",
    "request_feeds",
    "request_times",
    "requests",
    "revenue_actuals",
    "revenue_targets",
    "search_fills",
    "search_terms",
    "sessions",
    "sync_sweeps",
    "user_counts",
    "user_history",
];

#[cfg(feature = "postgres")]
#[test]
fn every_table_of_either_schema_is_carried_over_by_its_name() {
    use frontdesk_storage::backup::carry_over;

    if !frontdesk_testkit::backends().contains(&Backend::Postgres) {
        return;
    }
    let world = world(Backend::Sqlite);
    let target = empty_database(Backend::Postgres);
    let carried =
        carry_over(&file(&world), &target.url().parse().expect("a URL"), |_| {}).expect("carried over");
    let mut carried: Vec<String> = carried.into_iter().map(|it| it.table).collect();
    carried.sort();
    assert_eq!(carried, TABLES, "of the embedded database");
    let there = target.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'
         AND table_type = 'BASE TABLE' AND table_name <> '__diesel_schema_migrations' ORDER BY table_name",
    );
    assert_eq!(there.expect("names").lines().collect::<Vec<_>>(), TABLES, "of the target");
}

#[cfg(feature = "postgres")]
#[test]
fn everything_is_carried_over_and_goes_on_from_there() {
    use frontdesk_storage::backup::{CarryError, carry_over};

    if !frontdesk_testkit::backends().contains(&Backend::Postgres) {
        return;
    }
    let world = world(Backend::Sqlite);
    furnish(&world);
    let target = empty_database(Backend::Postgres);
    let url: DatabaseUrl = target.url().parse().expect("a URL");
    let mut told = Vec::new();
    let carried = carry_over(&file(&world), &url, |it| told.push(it.clone())).expect("carried over");
    assert_eq!(carried, told);
    let rows: BTreeMap<&str, i64> = carried.iter().map(|it| (it.table.as_str(), it.rows)).collect();
    for (table, expected) in [
        ("firms", 1),
        ("customers", 1),
        ("customer_phones", 1),
        ("customer_accounts", 1),
        ("customer_secrets", 1),
        ("operators", 1),
        ("requests", 1),
        ("request_events", 4),
        ("request_feeds", 1),
        ("interactions", 1),
        ("imports", 0),
    ] {
        assert_eq!(rows.get(table), Some(&expected), "{table}");
    }
    let mut options = Options::new(url.clone());
    options.secrets = world.database.secrets().clone();
    let there = Database::open(options).expect("the target");
    let access = there.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
    let look = |scoped: &mut Scoped<'_>| {
        let archived = RequestFilter { show_archived: true, ..RequestFilter::default() };
        Ok((
            customers::list(scoped, &CustomerFilter::default(), ALL)?,
            frontdesk_storage::clients::list(scoped, &Default::default(), ALL)?,
            requests::list(scoped, &archived, ALL)?,
            requests::events_after(scoped, 0, 100)?,
        ))
    };
    let here = world.database.read_blocking(world.access, look).expect("all of it");
    assert_eq!(there.read_blocking(access, look).expect("all of it"), here);
    // Ids go on after those that were given out.
    let new = upsert(raw("ext-2", "+15557654321"));
    let taken = there.write_blocking(access, move |scoped| frontdesk_storage::clients::upsert(scoped, &new));
    taken.expect("a new client");
    let ids: Vec<i64> =
        there.read_blocking(access, look).expect("all").0.iter().map(|it| it.id.get()).collect();
    assert_eq!(ids, [1, 2]);
    let recorded = there.write_blocking(access, |scoped| record_interaction(scoped, 1)).expect("recorded");
    assert!(matches!(recorded, RecordOutcome::Recorded(it) if it.id == 2));
    assert!(matches!(carry_over(&file(&world), &url, |_| {}), Err(CarryError::InUse("customers"))));
}
