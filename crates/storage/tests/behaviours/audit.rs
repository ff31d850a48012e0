//! Who changed what, link by link.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use frontdesk_storage::audit::{self, AuditEntry, AuditFilter, Break, Verdict, verify};
use frontdesk_storage::clients;
use frontdesk_storage::keys::KeyId;
use frontdesk_storage::{Access, Actor, Door, Page, StorageError};
use frontdesk_testkit::Backend;

use crate::support::{World, noon, on_each, raw, upsert, world};

const SOMEBODY: Actor = Actor { door: Door::Key(KeyId(7)), address: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)) };

fn take(world: &World, access: Access, number: u32) {
    let row = upsert(raw(&format!("a{number}"), &format!("+1202555{number:04}")));
    world.database.write_blocking(access, move |scoped| clients::upsert(scoped, &row)).expect("taken");
}

fn entries(world: &World) -> Vec<AuditEntry> {
    let all = Page { after: None, limit: 1_000 };
    let list = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        assert_eq!(
            audit::count(scoped, &AuditFilter::default())?,
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
        assert_eq!((entry.actor.as_str(), entry.key, entry.at), ("key", Some(KeyId(7)), noon()));
        assert_eq!(entry.address, SOMEBODY.address);
        let id = "1".parse().expect("an id");
        let delete =
            move |scoped: &mut frontdesk_storage::Scoped<'_>| clients::delete(scoped, id, None, noon());
        world.database.write_blocking(world.access, delete).expect("deleted");
        let told: Vec<_> = entries(world).into_iter().map(|entry| (entry.action, entry.actor)).collect();
        assert_eq!(told, [("created".to_owned(), "key".to_owned()), ("deleted".into(), "system".into())]);
        let expected = verdict(world);
        assert_eq!((expected.entries, expected.broken), (2, None));
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
fn an_entry_that_was_changed_left_out_or_cut_off_is_found() {
    for (sql, broken) in [
        ("UPDATE audit_entries SET subject_id = '9' WHERE id = 2", Break::Changed { id: 2 }),
        ("UPDATE audit_entries SET actor = 'key' WHERE id = 1", Break::Changed { id: 1 }),
        ("DELETE FROM audit_entries WHERE id = 2", Break::Misplaced { id: 3 }),
        ("DELETE FROM audit_entries WHERE id = 3", Break::CutOff { chain: 0 }),
    ] {
        for backend in frontdesk_testkit::backends() {
            // The embedded database has its file, and a program that changes it.
            if *backend == Backend::Sqlite {
                continue;
            }
            let world = world(*backend);
            (1..=3).for_each(|number| take(&world, world.access, number));
            assert_eq!(verdict(&world).broken, None, "{backend}");
            if *backend == Backend::Postgres {
                let refused = tamper(&world, sql).expect_err("entries are kept");
                assert!(refused.contains("neither changed nor deleted"), "{refused}");
                tamper(&world, "ALTER TABLE audit_entries DISABLE TRIGGER ALL").expect("an owner may");
            }
            tamper(&world, sql).expect("changed");
            assert_eq!(verdict(&world).broken, Some(broken.clone()), "{backend}: {sql}");
        }
    }
}
