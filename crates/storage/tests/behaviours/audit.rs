//! Who changed what, link by link.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use frontdesk_core::{CustomerId, Money};
use frontdesk_interactions::ChannelName;
use frontdesk_opportunities::area::Area;
use frontdesk_opportunities::deal::{Deal, DealChanges};
use frontdesk_opportunities::revenue::Actual;
use frontdesk_opportunities::status::{Status, StatusCatalogue};
use frontdesk_storage::audit::{self, AuditEntry, AuditFilter, Break, Verdict, verify};
use frontdesk_storage::firms::{self, FirmOutcome};
use frontdesk_storage::interactions::{self, RecordInteraction, RecordOutcome};
use frontdesk_storage::keys::{self, ApiSecret, KeyId, NewKey, Role};
use frontdesk_storage::sessions::{self, SessionToken};
use frontdesk_storage::{Access, Actor, Door, Expected, Page, Scoped, StorageError};
use frontdesk_storage::{clients, opportunities, revenue};
use frontdesk_testkit::Backend;

use crate::support::{World, access_to, noon, on_each, raw, second_firm, upsert, world};

const SOMEBODY: Actor =
    Actor { door: Door::Key(KeyId::new(7).expect("an id")), address: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)) };

fn take(world: &World, access: Access, number: u32) {
    let row = upsert(raw(&format!("a{number}"), &format!("+1202555{number:04}")));
    world.database.write_blocking(access, move |scoped| clients::upsert(scoped, &row)).expect("taken");
}

fn entries(world: &World) -> Vec<AuditEntry> {
    let all = Page { after: None, limit: 1_000 };
    let list = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        assert_eq!(
            audit::count(scoped, &AuditFilter::default())?.rows(),
            i64::try_from(list(scoped, all)?.len()).unwrap_or(0)
        );
        list(scoped, all)
    };
    world.database.read_blocking(world.access, list).expect("entries")
}

fn list(scoped: &mut frontdesk_storage::Scoped<'_>, page: Page) -> Result<Vec<AuditEntry>, StorageError> {
    audit::list(scoped, &AuditFilter::default(), page)
}

fn verdict(world: &World) -> Verdict {
    verify(&world.database, world.access).expect("a verdict")
}

#[test]
fn a_change_is_told_with_who_what_when_and_from_where() {
    on_each(|world| {
        let access = world.access.by(SOMEBODY);
        take(world, access, 1);
        // The same again changes nothing, and so there is nothing to tell.
        take(world, access, 1);
        let found = entries(world);
        let [entry] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (entry.action.as_str(), entry.subject.as_str(), entry.subject_id.as_str()),
            ("created", "customer", "1")
        );
        assert_eq!(
            (entry.actor.as_str(), entry.key, entry.at),
            ("key", Some(KeyId::new(7).expect("an id")), noon())
        );
        assert_eq!(entry.address, SOMEBODY.address);
        let id = "1".parse().expect("an id");
        let delete = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
            clients::delete(scoped, id, &Expected::Any, noon())
        };
        world.database.write_blocking(world.access, delete).expect("deleted");
        let told: Vec<_> = entries(world).into_iter().map(|entry| (entry.action, entry.actor)).collect();
        assert_eq!(told, [("created".to_owned(), "key".to_owned()), ("deleted".into(), "system".into())]);
        let expected = verdict(world);
        assert_eq!((expected.entries, expected.broken), (2, None));
    });
}

/// What the log tells of the firm, oldest first, as `actor action subject`.
fn told(world: &World) -> Vec<String> {
    let line = |entry: AuditEntry| format!("{} {} {}", entry.actor, entry.action, entry.subject);
    entries(world).into_iter().map(line).collect()
}

fn by_somebody<T: Send + 'static>(
    world: &World,
    job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
) -> T {
    world.database.write_blocking(world.access.by(SOMEBODY), job).expect("an answer")
}

#[test]
fn deals_and_their_statuses_are_told() {
    on_each(|world| {
        take(world, world.access.by(SOMEBODY), 1);
        let deal = Deal::new(CustomerId::try_from(1).expect("an id"), noon().date_naive());
        let made = by_somebody(world, move |scoped| opportunities::create(scoped, None, &deal, noon()));
        let opportunities::Outcome::Saved(made) = made else { panic!("{made:?}") };
        let oid = made.oid;
        let later = DealChanges { opportunity_status: Some("Won".to_owned()), ..DealChanges::default() };
        for _ in 0..2 {
            let later = later.clone();
            by_somebody(world, move |scoped| {
                opportunities::change(scoped, oid, &later, &Expected::Any, noon())
            });
        }
        by_somebody(world, move |scoped| opportunities::delete(scoped, oid, &Expected::Any, noon()));
        by_somebody(world, move |scoped| opportunities::delete(scoped, oid, &Expected::Any, noon()));
        let hold = Status { name: "On hold".to_owned(), probability: 5, closed: false };
        for _ in 0..2 {
            let hold = hold.clone();
            by_somebody(world, move |scoped| {
                opportunities::set_status(scoped, &hold, &Expected::Any, noon())
            });
        }
        let catalogue = StatusCatalogue::default();
        by_somebody(world, move |scoped| {
            opportunities::replace_statuses(scoped, &catalogue, &Expected::Any, noon())
        });
        assert_eq!(
            told(world),
            [
                "key created customer",
                "key created opportunity",
                "key updated opportunity",
                "key deleted opportunity",
                "key updated opportunity_statuses",
                "key updated opportunity_statuses",
            ]
        );
        assert_eq!(verdict(world).broken, None);
    });
}

#[test]
fn single_interactions_are_told() {
    on_each(|world| {
        take(world, world.access.by(SOMEBODY), 1);
        let record = |world: &World| {
            let new = RecordInteraction {
                customer: CustomerId::try_from(1).expect("an id"),
                channel: ChannelName::parse("Call").expect("a name"),
                occurred_at: noon(),
            };
            by_somebody(world, move |scoped| interactions::record(scoped, &new, noon()))
        };
        let made = record(world);
        let RecordOutcome::Recorded(made) = made else { panic!("{made:?}") };
        assert!(matches!(record(world), RecordOutcome::Known(_)));
        let id = made.id.to_string().parse().expect("an id");
        assert!(by_somebody(world, move |scoped| interactions::delete(scoped, id, noon())));
        assert!(!by_somebody(world, move |scoped| interactions::delete(scoped, id, noon())));
        let expected = ["key created customer", "key created interaction", "key deleted interaction"];
        assert_eq!(told(world), expected);
    });
}

#[test]
fn keys_and_sessions_are_told_from_the_first_to_the_last_moment() {
    on_each(|world| {
        let new = NewKey { name: "the office".into(), role: Role::Writer, expires_at: None };
        let secret = ApiSecret::generate();
        let key = by_somebody(world, move |scoped| keys::create(scoped, &new, &secret, noon())).id;
        let token = SessionToken::generate();
        let opened = token.clone();
        by_somebody(world, move |scoped| sessions::open(scoped, &opened, key, None, noon()));
        for _ in 0..2 {
            let id = token.id();
            by_somebody(world, move |scoped| sessions::close(scoped, id, key, noon()));
        }
        for _ in 0..2 {
            by_somebody(world, move |scoped| keys::revoke(scoped, key, noon()));
        }
        assert_eq!(
            told(world),
            ["key created key", "key signed_in key", "key signed_out key", "key revoked key"]
        );
        let log = format!("{:?}", entries(world));
        assert!(!log.contains(&token.reveal()) && !log.contains("the office"), "{log}");
    });
}

#[test]
fn firms_made_and_changed_by_the_command_line_are_told_in_their_own_log() {
    on_each(|world| {
        let by = Actor::COMMAND_LINE;
        let second = second_firm(world);
        for _ in 0..2 {
            let change = |firm: &mut firms::Firm| firm.settings.is_corporate = true;
            firms::set(&world.database, second, change, by, noon()).expect("an answer");
        }
        // A name that is taken changes nothing.
        let taken = |firm: &mut firms::Firm| firm.name = "Second".to_owned();
        let outcome = firms::set(&world.database, world.access.firm(), taken, by, noon());
        assert_eq!(outcome.expect("an answer"), FirmOutcome::NameTaken);
        assert_eq!(told(world), Vec::<String>::new(), "it is another firm's");
        let access = access_to(world, second);
        let all = Page { after: None, limit: 10 };
        let log = world.database.read_blocking(access, move |scoped| list(scoped, all)).expect("entries");
        let told: Vec<_> = log
            .iter()
            .map(|entry| (entry.actor.as_str(), entry.action.as_str(), entry.subject.as_str()))
            .collect();
        let line = "command_line";
        assert_eq!(told, [(line, "created", "firm"), (line, "updated", "firm")]);
        assert_eq!(verify(&world.database, access).expect("a verdict").broken, None);
    });
}

#[test]
fn what_is_taken_back_is_not_told() {
    on_each(|world| {
        let row = upsert(raw("a", "+12025550143"));
        let failed = world.database.write_blocking(world.access, move |scoped| {
            clients::upsert(scoped, &row)?;
            Err::<(), _>(StorageError::Busy)
        });
        assert!(failed.is_err());
        assert_eq!(entries(world), []);
    });
}

#[test]
fn changes_at_the_same_time_are_all_told_and_hang_together() {
    on_each(|world| {
        let world = Arc::new(world);
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let world = Arc::clone(&world);
                scope.spawn(move || {
                    (0..20).for_each(|number| take(&world, world.access, 100 + thread * 20 + number))
                });
            }
        });
        let verdict = verdict(&world);
        assert_eq!((verdict.entries, &verdict.broken), (160, &None));
        assert!((1..=8).contains(&verdict.heads.len()), "{verdict:?}");
    });
}

/// As somebody does who has the database in hand.
fn tamper(world: &World, sql: &str) -> Result<String, String> {
    world.test.execute(sql)
}

#[test]
fn amounts_are_told_one_by_one() {
    on_each(|world| {
        for (area, cents) in [("France", 1), ("Germany", 2), ("France", 3), ("France", 3)] {
            let actual = Actual {
                area: Area::parse(area).expect("an area"),
                month: "2026-01".parse().expect("a month"),
                amount: Money::from_minor_units(cents),
            };
            by_somebody(world, move |scoped| revenue::put(scoped, &actual, &Expected::Any, noon()));
        }
        let told: Vec<_> =
            entries(world).into_iter().map(|it| (it.action, it.subject, it.subject_id)).collect();
        let entry = |action: &str, id: &str| (action.to_owned(), "revenue_actual".to_owned(), id.to_owned());
        assert_eq!(told, [entry("created", "1"), entry("created", "2"), entry("updated", "1")]);
    });
}

#[test]
fn an_entry_that_was_changed_left_out_or_cut_off_is_found() {
    for (sql, broken) in [
        ("UPDATE audit_entries SET subject_id = '9' WHERE id = 2", Break::Changed { id: 2 }),
        ("UPDATE audit_entries SET actor = 'key' WHERE id = 1", Break::Changed { id: 1 }),
        ("DELETE FROM audit_entries WHERE id = 2", Break::Misplaced { id: 3 }),
        ("DELETE FROM audit_entries WHERE id = 3", Break::CutOff { chain: 0 }),
        ("UPDATE audit_chains SET length = 2 WHERE length = 3", Break::Changed { id: 2 }),
        ("DELETE FROM audit_chains", Break::Misplaced { id: 1 }),
    ] {
        for backend in frontdesk_testkit::backends() {
            // The embedded database has its file, and a program that changes it.
            if *backend == Backend::Sqlite {
                continue;
            }
            let world = world(*backend);
            (1..=3).for_each(|number| take(&world, world.access, number));
            assert_eq!(verdict(&world).broken, None, "{backend}");
            if *backend == Backend::Postgres && sql.contains("audit_entries") {
                let refused = tamper(&world, sql).expect_err("entries are kept");
                assert!(refused.contains("neither changed nor deleted"), "{refused}");
                tamper(&world, "ALTER TABLE audit_entries DISABLE TRIGGER ALL").expect("an owner may");
            }
            tamper(&world, sql).expect("changed");
            assert_eq!(verdict(&world).broken, Some(broken.clone()), "{backend}: {sql}");
        }
    }
}
