//! The journal: every change of every kind, with its values, in the order of commits.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use frontdesk_core::{CustomerId, Edit, FieldValue, Money, Region};
use frontdesk_import::account::{AccountEdit, RawEdit};
use frontdesk_import::names::derive_names;
use frontdesk_interactions::{ChannelName, TopicName};
use frontdesk_opportunities::area::Area;
use frontdesk_opportunities::deal::{Deal, DealChanges};
use frontdesk_opportunities::revenue::{Actual, Target};
use frontdesk_opportunities::status::Status;
use frontdesk_requests::{Claim, Prose, Wanted};
use frontdesk_storage::firms::{self, FirmChange};
use frontdesk_storage::imports::Mode;
use frontdesk_storage::interactions::{self, RecordInteraction, RecordOutcome};
use frontdesk_storage::journal::{self, Action, CauseKind, Entry, HistoryFilter, Kind};
use frontdesk_storage::keys::{self, ApiSecret, KeyId, NewKey, Role};
use frontdesk_storage::operators::{self, NewOperator};
use frontdesk_storage::requests;
use frontdesk_storage::{Actor, Door, Expected, Order, Page, Scoped, Slice, StorageError};
use frontdesk_storage::{clients, customers, opportunities, revenue, users};
use frontdesk_sync::UserFields;
use frontdesk_tables::mapping::Kind as FileKind;
use frontdesk_testkit::{Backend, backends};

use crate::files::{file, import, run_of};
use crate::support::{World, noon, on_each, raw, second_firm, upsert, world, write};

/// All changes of the first firm, in order.
fn all(world: &World) -> Vec<Entry> {
    after(world, 0)
}

fn after(world: &World, seq: i64) -> Vec<Entry> {
    journal::settle_blocking(&world.database, world.access).expect("settled");
    let read = move |scoped: &mut Scoped<'_>| journal::entries_after(scoped, seq, 100_000);
    world.database.read_blocking(world.access, read).expect("entries")
}

fn history(world: &World, kind: Kind, record: i64) -> Vec<Entry> {
    journal::settle_blocking(&world.database, world.access).expect("settled");
    let filter = HistoryFilter { kind, record, updated_since: None };
    let slice = Slice {
        order: Order { descending: true, ..Order::BY_ID },
        ..Slice::from(Page { after: None, limit: 1_000 })
    };
    let read = move |scoped: &mut Scoped<'_>| {
        let found = journal::history(scoped, &filter, slice.clone())?;
        assert_eq!(journal::count_history(scoped, &filter)?, found.len() as i64);
        Ok(found)
    };
    world.database.read_blocking(world.access, read).expect("entries")
}

/// `field: old -> new` for each changed field, by name.
fn told(entry: &Entry) -> Vec<String> {
    let text = |value: &Option<FieldValue>| match value {
        None => "-".to_owned(),
        Some(FieldValue::Text(text)) => text.clone(),
        Some(FieldValue::Texts(texts)) => texts.join("+"),
        Some(FieldValue::Number(number)) => number.to_string(),
        Some(FieldValue::Flag(flag)) => flag.to_string(),
    };
    let changes = entry.changes.iter().flatten();
    let mut lines: Vec<String> = changes
        .map(|change| format!("{}: {} -> {}", change.field, text(&change.old), text(&change.new)))
        .collect();
    lines.sort();
    lines
}

fn client(world: &World, number: u32) -> CustomerId {
    let row = upsert(raw(&format!("a{number}"), &format!("+1202555{number:04}")));
    match write(world, move |scoped| clients::upsert(scoped, &row)) {
        clients::UpsertOutcome::Taken { client: Some(client), .. } => client.id,
        other => panic!("{other:?}"),
    }
}

fn edit_of(raw: RawEdit) -> AccountEdit {
    AccountEdit::parse(raw, Region::default()).expect("a sound edit")
}

fn set_email(world: &World, id: CustomerId, email: &str) {
    let edit = edit_of(RawEdit { email: Edit::Set(email.to_owned()), ..RawEdit::default() });
    write(world, move |scoped| customers::edit(scoped, id, &Expected::Any, &edit, noon()));
}

fn somebody() -> Actor {
    Actor { door: Door::Key(KeyId::new(7).expect("an id")), address: None }
}

#[test]
fn a_change_has_its_author_its_reason_and_its_values() {
    on_each(|world| {
        let id = client(world, 1);
        let cause = journal::Cause::request("trace-1");
        let access = world.access.by(somebody()).because(cause);
        for _ in 0..2 {
            let edit = edit_of(RawEdit {
                email: Edit::Set("b@example.com".to_owned()),
                area: Edit::Set("France".to_owned()),
                ..RawEdit::default()
            });
            let job =
                move |scoped: &mut Scoped<'_>| customers::edit(scoped, id, &Expected::Any, &edit, noon());
            world.database.write_blocking(access, job).expect("edited");
        }
        let found = history(world, Kind::Customer, id.get());
        let [edited, created] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(told(edited), ["area: - -> France", "email: a1@example.com -> b@example.com"]);
        assert_eq!((edited.seq, edited.action, edited.version), (2, Action::Updated, Some(2)));
        assert_eq!((edited.actor.as_str(), edited.at), ("key", noon()));
        assert_eq!(edited.key.as_ref().map(|(id, _)| *id), KeyId::new(7));
        assert_eq!((edited.cause, edited.cause_id.as_deref()), (CauseKind::Request, Some("trace-1")));
        assert_eq!((created.seq, created.action, created.version), (1, Action::Created, Some(1)));
        assert!(told(created).contains(&"integration_id: - -> a1".to_owned()));
        assert!(told(created).contains(&"phones: - -> +12025550001".to_owned()));
        assert_eq!((created.actor.as_str(), created.cause), ("system", CauseKind::System));
    });
}

#[test]
fn a_change_that_fails_leaves_no_entry() {
    on_each(|world| {
        let row = upsert(raw("a1", "+12025550001"));
        let fails = move |scoped: &mut Scoped<'_>| -> Result<(), StorageError> {
            clients::upsert(scoped, &row)?;
            Err(StorageError::Unavailable)
        };
        assert!(world.database.write_blocking(world.access, fails).is_err());
        assert_eq!(all(world), []);
        client(world, 2);
        assert_eq!(all(world).iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1]);
    });
}

fn prose(text: &str) -> Prose {
    Prose::parse(text).expect("prose")
}

/// Changes of deals, amounts and the catalogue.
fn sell(world: &World, customer: CustomerId) {
    let deal = Deal::new(customer, noon().date_naive());
    let made = write(world, move |scoped| opportunities::create(scoped, None, &deal, noon()));
    let opportunities::Outcome::Saved(made) = made else { panic!("{made:?}") };
    let oid = made.oid;
    let won = DealChanges { opportunity_status: Some("Won".to_owned()), ..DealChanges::default() };
    write(world, move |scoped| opportunities::change(scoped, oid, &won, &Expected::Any, noon()));
    write(world, move |scoped| opportunities::delete(scoped, oid, &Expected::Any, noon()));
    for cents in [100, 250] {
        let (area, amount) = (Area::parse("France").expect("an area"), Money::from_minor_units(cents));
        let actual = Actual { area: area.clone(), month: "2026-01".parse().expect("a month"), amount };
        write(world, move |scoped| revenue::put(scoped, &actual, &Expected::Any, noon()));
        let target = Target { area, fiscal_year: 2026_i64.try_into().expect("a year"), amount };
        write(world, move |scoped| revenue::put(scoped, &target, &Expected::Any, noon()));
    }
    let hold = Status { name: "On hold".to_owned(), probability: 5, closed: false };
    write(world, move |scoped| opportunities::set_status(scoped, &hold, &Expected::Any, noon()));
}

/// Changes of interactions, channels and topics.
fn talk(world: &World, customer: CustomerId) {
    let new = RecordInteraction {
        customer,
        channel: ChannelName::parse("Call").expect("a name"),
        occurred_at: noon(),
    };
    let made = write(world, move |scoped| interactions::record(scoped, &new, noon()));
    let RecordOutcome::Recorded(made) = made else { panic!("{made:?}") };
    let id = made.id.to_string().parse().expect("an id");
    assert!(write(world, move |scoped| interactions::delete(scoped, id, noon())));
    let call = ChannelName::parse("Call").expect("a name");
    write(world, move |scoped| interactions::delete_channel(scoped, &call, noon()));
    let month = frontdesk_interactions::parse_month("10-2026").expect("a month");
    for topics in [vec!["Sand"], vec!["Gold", "Sand"]] {
        let topics: Vec<TopicName> =
            topics.into_iter().map(|text| TopicName::parse(text).expect("a topic")).collect();
        write(world, move |scoped| interactions::put_month(scoped, month, &topics, &Expected::Any, noon()));
    }
    write(world, move |scoped| interactions::delete_month(scoped, month, &Expected::Any, noon()));
}

/// Changes of requests and operators.
fn help(world: &World, customer: CustomerId) {
    let names = derive_names(Some("Jon Snow"), None, None);
    let operator = write(world, move |scoped| {
        operators::create(scoped, &NewOperator { names: names.clone(), email: None }, noon())
    });
    let made = write(world, move |scoped| requests::create(scoped, customer, &prose("help"), noon()));
    let (request, operator) = (made.expect("a customer").id, operator.id);
    let assign = Wanted::Assign { operator, claim: Claim::Unheld };
    write(world, move |scoped| requests::change(scoped, request, &Expected::Any, &assign, noon()));
}

/// Changes of users, keys and the firm.
fn administer(world: &World) {
    let fields = |name| UserFields::parse(name, "john@example.com", "123-456-7890").expect("sound");
    let john = fields("John Smith");
    let user = write(world, move |scoped| users::create(scoped, &john, noon())).id;
    let jack = fields("Jack Smith");
    write(world, move |scoped| users::edit(scoped, user, &jack, &Expected::Any, noon()));
    let new = NewKey { name: "the office".into(), role: Role::Writer, expires_at: None };
    let secret = ApiSecret::generate();
    let key = write(world, move |scoped| keys::create(scoped, &new, &secret, noon())).id;
    write(world, move |scoped| keys::revoke(scoped, key, noon()));
    let corporate = FirmChange { is_corporate: Some(true), ..FirmChange::default() };
    write(world, move |scoped| firms::change(scoped, &corporate, noon()));
}

/// Every kind, with what can happen to its records.
const EXPECTED: &[(Kind, &[Action])] = {
    use Action::{Created, Deleted, Updated};
    &[
        (Kind::Customer, &[Created, Updated, Deleted]),
        (Kind::Opportunity, &[Created, Updated, Deleted]),
        (Kind::RevenueActual, &[Created, Updated]),
        (Kind::RevenueTarget, &[Created, Updated]),
        (Kind::OpportunityStatuses, &[Updated]),
        (Kind::Interaction, &[Created, Deleted]),
        (Kind::Channel, &[Created, Deleted]),
        (Kind::Topics, &[Created, Updated, Deleted]),
        (Kind::Operator, &[Created]),
        (Kind::Request, &[Created, Updated]),
        (Kind::User, &[Created, Updated]),
        (Kind::Key, &[Created, Updated]),
        (Kind::Firm, &[Updated]),
    ]
};

#[test]
fn every_change_of_every_kind_is_in_the_journal() {
    assert_eq!(EXPECTED.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), Kind::ALL);
    on_each(|world| {
        let customer = client(world, 1);
        set_email(world, customer, "b@example.com");
        sell(world, customer);
        talk(world, customer);
        help(world, customer);
        administer(world);
        write(world, move |scoped| customers::delete(scoped, customer, &Expected::Any, noon()));
        let entries = all(world);
        for (kind, actions) in EXPECTED {
            let of_kind = entries.iter().filter(|entry| entry.kind == *kind);
            let found: BTreeSet<&str> = of_kind.map(|entry| entry.action.as_str()).collect();
            let expected: BTreeSet<&str> = actions.iter().map(|action| action.as_str()).collect();
            assert!(found.is_superset(&expected), "{}: {found:?}", kind.as_str());
        }
        // The request was archived with its customer.
        let last = entries.iter().rfind(|entry| entry.kind == Kind::Request).expect("an entry");
        assert_eq!(told(last), ["archived: false -> true"]);
        let numbers: Vec<i64> = entries.iter().map(|entry| entry.seq).collect();
        assert_eq!(numbers, (1..=entries.len() as i64).collect::<Vec<_>>());
        // A record reads the same alone.
        for entry in &entries {
            assert!(history(world, entry.kind, entry.record).contains(entry), "{entry:?}");
        }
    });
}

#[test]
fn deleted_deals_keep_their_values_in_the_journal() {
    on_each(|world| {
        let customer = client(world, 1);
        sell(world, customer);
        let entries = all(world);
        let deal: Vec<&Entry> = entries.iter().filter(|entry| entry.kind == Kind::Opportunity).collect();
        assert_eq!(told(deal[1]), ["opportunity_status: New -> Won"]);
        assert_eq!(
            told(deal[2]),
            ["cid: 1 -> -", "last_updated_on: 2026-03-01 -> -", "opportunity_status: Won -> -"]
        );
        let statuses = entries.iter().find(|entry| entry.kind == Kind::OpportunityStatuses).expect("one");
        assert_eq!(told(statuses), ["On hold.closed: - -> false", "On hold.probability: - -> 5"]);
    });
}

#[test]
fn rows_of_a_file_are_told_in_few_ranges_and_changed_ones_with_their_values() {
    on_each(|world| {
        let rows = |email: &str| -> String {
            (0..1_234)
                .map(|n| format!("First{n},Last{n},c{n}@{email},+1202555{n:04},c-{n}\n"))
                .collect::<String>()
        };
        let header = "first_name,last_name,email,phone_number,integration_id\n";
        let (first, second) =
            (format!("{header}{}", rows("example.com")), format!("{header}{}", rows("example.org")));
        import(world, &run_of(world, &file(world, "a.csv", &first), FileKind::Clients));
        let created = all(world);
        assert_eq!(created.len(), 1_234);
        assert!(created.iter().all(|entry| {
            (entry.kind, entry.action, entry.cause) == (Kind::Customer, Action::Created, CauseKind::Import)
                && entry.changes.is_none()
        }));
        assert_eq!(created.iter().map(|entry| entry.record).collect::<BTreeSet<_>>().len(), 1_234);
        import(world, &run_of(world, &file(world, "b.csv", &second), FileKind::Clients));
        let updated = after(world, 1_234);
        assert_eq!(updated.len(), 1_234);
        let last = updated.last().expect("an entry");
        let number = last.record - 1;
        assert_eq!(told(last), [format!("email: c{number}@example.com -> c{number}@example.org")]);
        let found = history(world, Kind::Customer, 77);
        assert_eq!(
            found.iter().map(|entry| entry.action).collect::<Vec<_>>(),
            [Action::Updated, Action::Created]
        );
        // The same again changes nothing, and a dry run keeps nothing.
        import(world, &run_of(world, &file(world, "b.csv", &second), FileKind::Clients));
        let mut dry = run_of(world, &file(world, "c.csv", &first), FileKind::Clients);
        dry.mode = Mode::DryRun;
        import(world, &dry);
        assert_eq!(after(world, 2_468), []);
        let mut atomic = run_of(world, &file(world, "a.csv", &first), FileKind::Clients);
        atomic.mode = Mode::Atomic;
        import(world, &atomic);
        let back = after(world, 2_468);
        assert_eq!(back.len(), 1_234);
        assert_eq!(back.first().map(|entry| entry.seq), Some(2_469));
    });
}

#[test]
fn imported_interactions_are_told_with_their_ids() {
    on_each(|world| {
        let customer = client(world, 1);
        let text = "customer_id,channel,occurred_at\n1,Call,2026-01-01 09:00\n1,Call,2026-01-01 09:00\n\
                    1,E-mail,2026-01-02 09:00\n1,Call,2026-01-03 09:00\n";
        let name = "calls.csv";
        import(world, &run_of(world, &file(world, name, text), FileKind::Interactions));
        let ids = || -> Vec<i64> {
            let entries = all(world);
            let of_kind = entries.iter().filter(|entry| entry.kind == Kind::Interaction);
            of_kind.map(|entry| entry.record).collect()
        };
        let list = |scoped: &mut Scoped<'_>| {
            let page = Page { after: None, limit: 100 };
            interactions::list(scoped, &interactions::InteractionFilter::default(), page)
        };
        let stored: Vec<i64> =
            world.database.read_blocking(world.access, list).expect("rows").iter().map(|it| it.id).collect();
        assert_eq!(ids(), stored, "of customer {customer}");
        assert_eq!(stored.len(), 3);
        let more = format!("{text}1,Call,2026-01-04 09:00\n");
        import(world, &run_of(world, &file(world, name, &more), FileKind::Interactions));
        let stored: Vec<i64> =
            world.database.read_blocking(world.access, list).expect("rows").iter().map(|it| it.id).collect();
        assert_eq!(ids(), stored);
        assert_eq!(stored.len(), 4);
    });
}

#[test]
fn firms_have_numbers_of_their_own() {
    on_each(|world| {
        client(world, 1);
        let second = second_firm(world);
        let access = world.database.access_blocking(second).expect("an answer").expect("the firm");
        journal::settle_blocking(&world.database, access).expect("settled");
        let read = |scoped: &mut Scoped<'_>| journal::entries_after(scoped, 0, 10);
        let entries = world.database.read_blocking(access, read).expect("entries");
        let [created] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((created.seq, created.kind, created.action), (1, Kind::Firm, Action::Created));
        assert_eq!((created.actor.as_str(), created.cause), ("command_line", CauseKind::Command));
        assert_eq!(all(world).len(), 1);
    });
}

/// Sets its flag at the end, even that of a test that fails: others wait for it.
struct SetAtEnd<'f>(&'f AtomicBool);

impl Drop for SetAtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Changes a client that others change at the same time, however often it takes.
fn set_contested_email(world: &World, id: CustomerId, email: &str) {
    let edit = edit_of(RawEdit { email: Edit::Set(email.to_owned()), ..RawEdit::default() });
    loop {
        let edit = edit.clone();
        let job = move |scoped: &mut Scoped<'_>| customers::edit(scoped, id, &Expected::Any, &edit, noon());
        match world.database.write_blocking(world.access, job) {
            Err(StorageError::Conflict) => {}
            outcome => {
                outcome.expect("an answer");
                return;
            }
        }
    }
}

/// Writers of one firm, each of its own client and of a shared one.
const WRITERS: u32 = 5;
const ROUNDS: u32 = 12;

/// Reads on from where it is until all writers are done and nothing is left. Returns what it has seen.
fn follow(world: &World, are_done: &AtomicBool) -> Vec<Entry> {
    let mut seen: Vec<Entry> = Vec::new();
    loop {
        let is_last = are_done.load(Ordering::SeqCst);
        let last = seen.last().map_or(0, |entry| entry.seq);
        let new = after(world, last);
        assert_eq!(
            new.iter().map(|entry| entry.seq).collect::<Vec<_>>(),
            (last + 1..).take(new.len()).collect::<Vec<_>>(),
            "no number is skipped, and none comes later"
        );
        if is_last && new.is_empty() {
            return seen;
        }
        seen.extend(new);
    }
}

#[test]
fn no_reader_misses_a_change_however_many_write() {
    for backend in backends() {
        let world = world(*backend);
        let shared = client(&world, 0);
        let own: Vec<CustomerId> = (1..=WRITERS).map(|number| client(&world, number)).collect();
        let are_done = AtomicBool::new(false);
        let seen = std::thread::scope(|scope| {
            let readers: Vec<_> = (0..3).map(|_| scope.spawn(|| follow(&world, &are_done))).collect();
            let writers: Vec<_> = own
                .iter()
                .map(|id| {
                    let world = &world;
                    scope.spawn(move || {
                        for round in 0..ROUNDS {
                            set_email(world, *id, &format!("own{round}@example.com"));
                            let email = format!("{}-{round}@example.com", id.get());
                            set_contested_email(world, shared, &email);
                        }
                    })
                })
                .collect();
            let end = SetAtEnd(&are_done);
            writers.into_iter().for_each(|writer| writer.join().expect("written"));
            drop(end);
            readers.into_iter().map(|reader| reader.join().expect("read")).collect::<Vec<_>>()
        });
        let changes = 1 + WRITERS + WRITERS * ROUNDS * 2;
        for seen in seen {
            assert_eq!(seen.len(), changes as usize, "{backend}");
            // Changes of one record are in the order of its versions, each from where the one before has led.
            for record in own.iter().chain([&shared]) {
                let of_record: Vec<&Entry> =
                    seen.iter().filter(|entry| entry.record == record.get()).collect();
                let versions: Vec<Option<i64>> = of_record.iter().map(|entry| entry.version).collect();
                assert_eq!(versions, (1..).map(Some).take(versions.len()).collect::<Vec<_>>(), "{backend}");
            }
        }
    }
}

/// Tables whose rows are records with a history, and those that have none, with the reason.
const RECORDED: [&str; 17] = [
    "api_keys",
    "account_numbers",
    "channels",
    "customer_accounts",
    "customer_phones",
    "customer_secrets",
    "customer_users",
    "customers",
    "firms",
    "interaction_topics",
    "interactions",
    "operators",
    "opportunities",
    "opportunity_statuses",
    "requests",
    "revenue_actuals",
    "revenue_targets",
];
const NOT_RECORDED: &[(&str, &str)] = &[
    ("audit_chains", "a log"),
    ("audit_entries", "a log"),
    ("crm_connection", "state of this installation"),
    ("crm_webhooks", "an inbox"),
    ("customer_counts", "derived"),
    ("deal_sums", "derived"),
    ("deleted_records", "in the history of the records"),
    ("idempotency_keys", "answers"),
    ("import_claims", "state of a worker"),
    ("import_rejects", "part of an import, which is a cause"),
    ("imports", "a cause"),
    ("interaction_totals", "derived"),
    ("journal_batches", "the journal"),
    ("journal_entries", "the journal"),
    ("journal_feeds", "the journal"),
    ("journal_ranges", "the journal"),
    ("outbox", "a queue"),
    ("request_counts", "derived"),
    ("request_events", "a log"),
    ("request_feeds", "a log"),
    ("request_times", "derived"),
    ("search_fills", "state of an index"),
    ("search_terms", "derived"),
    ("sessions", "in the audit log"),
    ("sync_sweeps", "a cause"),
    ("user_counts", "derived"),
    ("user_history", "a log"),
];

#[test]
fn every_table_is_recorded_or_says_why_not() {
    if !backends().contains(&Backend::Postgres) {
        return;
    }
    let world = world(Backend::Postgres);
    let names = world.test.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'
         AND table_type = 'BASE TABLE' AND table_name <> '__diesel_schema_migrations'",
    );
    let names = names.expect("names");
    let stored: BTreeSet<&str> = names.lines().collect();
    let known: BTreeSet<&str> =
        RECORDED.into_iter().chain(NOT_RECORDED.iter().map(|(name, _)| *name)).collect();
    assert_eq!(stored, known, "a new table needs a kind in the journal, or a reason to have none");
}

#[test]
fn social_security_numbers_never_enter_the_journal() {
    on_each(|world| {
        for (integration_id, ssn) in [("a1", "078-05-1120"), ("a1", "219-09-9999"), ("a2", "078051120")] {
            let mut client = raw(integration_id, &format!("+1202555000{}", &integration_id[1..]));
            client.ssn = Some(ssn.to_owned());
            let row = upsert(client);
            write(world, move |scoped| clients::upsert(scoped, &row));
        }
        let entries = all(world);
        let text = format!("{entries:?}").replace('-', "");
        for digits in ["078051120", "219099999"] {
            assert!(!text.contains(digits), "{text}");
        }
        let masked = |entry: &Entry| told(entry).into_iter().find(|line| line.starts_with("ssn"));
        let lines: Vec<_> = entries.iter().filter_map(masked).collect();
        assert!(lines.contains(&"ssn: - -> ***".to_owned()), "{lines:?}");
    });
}
