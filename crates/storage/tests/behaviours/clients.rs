//! One client comes in.

use std::thread;

use frontdesk_core::CustomerId;
use frontdesk_import::client::Refusal;
use frontdesk_import::tally::Outcome;
use frontdesk_storage::clients::{self, Client, ClientFilter, ClientUpsert, DeleteOutcome, UpsertOutcome};
use frontdesk_storage::{Expected, Page};

use crate::support::{World, noon, on_each, raw, upsert};

const ALL: Page = Page { after: None, limit: 1000 };

fn take(world: &World, upsert: &ClientUpsert) -> UpsertOutcome {
    let upsert = upsert.clone();
    world
        .database
        .write_blocking(world.access, move |scoped| clients::upsert(scoped, &upsert))
        .expect("an answer")
}

fn taken(world: &World, upsert: &ClientUpsert) -> (Outcome, Client) {
    match take(world, upsert) {
        UpsertOutcome::Taken { outcome, client: Some(client), .. } => (outcome, client),
        other => panic!("not taken: {other:?}"),
    }
}

fn all(world: &World, filter: &ClientFilter) -> Vec<Client> {
    let filter = filter.clone();
    world
        .database
        .read_blocking(world.access, move |scoped| clients::list(scoped, &filter, ALL))
        .expect("a list")
}

#[test]
fn the_same_payload_twice_is_created_and_then_unchanged() {
    on_each(|world| {
        let ada = upsert(raw("ext-1", "+15551234567"));
        let (first, created) = taken(world, &ada);
        let (second, unchanged) = taken(world, &ada);
        assert_eq!((first, second), (Outcome::Created, Outcome::Unchanged));
        assert_eq!(created, unchanged);
        assert_eq!(created.version, 1);
        assert_eq!(all(world, &ClientFilter::default()), [created]);
    });
}

#[test]
fn every_field_is_stored_and_read_back_and_the_ssn_is_masked() {
    on_each(|world| {
        let mut ada = raw("ext-1", "(555) 123-4567");
        ada.birth_date = Some("1815-12-10".into());
        ada.ssn = Some("078-05-1120".into());
        ada.last_name = Some("Lovelace-Žižková 🙂".into());
        let (_, client) = taken(world, &upsert(ada));
        assert_eq!(client.last_name.as_deref(), Some("Lovelace-Žižková 🙂"));
        assert_eq!(client.cell_phone.as_deref(), Some("+15551234567"));
        assert_eq!(client.birth_date.map(|date| date.to_string()).as_deref(), Some("1815-12-10"));
        assert_eq!(client.ssn.as_deref(), Some("***-**-1120"));
    });
}

#[test]
fn an_update_changes_what_is_given_and_counts_the_version() {
    on_each(|world| {
        let (_, before) = taken(world, &upsert(raw("ext-1", "+15551234567")));
        let mut changed = raw("ext-1", "+15557654321");
        changed.email = Some("new@example.com".into());
        let (outcome, after) = taken(world, &upsert(changed));
        assert_eq!((outcome, after.version), (Outcome::Updated, 2));
        assert_eq!((after.id, after.email.as_deref()), (before.id, Some("new@example.com")));
        assert_eq!(after.cell_phone.as_deref(), Some("+15557654321"));
        // The old number still means her: it was never erased.
        let mut by_old_phone = raw("ext-1", "+15551234567");
        by_old_phone.email = None;
        assert_eq!(taken(world, &upsert(by_old_phone)).1.id, before.id);
    });
}

#[test]
fn fifty_identical_payloads_at_once_make_one_row() {
    on_each(|world| {
        let ada = upsert(raw("ext-1", "+15551234567"));
        let outcomes: Vec<Outcome> = thread::scope(|scope| {
            let threads: Vec<_> = (0..50).map(|_| scope.spawn(|| taken(world, &ada).0)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Created).count(), 1);
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Unchanged).count(), 49);
        assert_eq!(all(world, &ClientFilter::default()).len(), 1);
    });
}

#[test]
fn two_ids_that_share_a_phone_at_once_stay_two_people() {
    on_each(|world| {
        thread::scope(|scope| {
            for number in 0..8 {
                scope.spawn(move || taken(world, &upsert(raw(&format!("ext-{number}"), "+15551234567"))));
            }
        });
        assert_eq!(all(world, &ClientFilter::default()).len(), 8);
    });
}

#[test]
fn a_refusal_writes_nothing() {
    on_each(|world| {
        let mut stranger = upsert(raw("ext-1", "+15551234567"));
        stranger.create_new_client = false;
        assert_eq!(take(world, &stranger), UpsertOutcome::Refused(Refusal::NotFound));
        let no_phone = upsert(raw("ext-2", "12"));
        assert!(matches!(take(world, &no_phone), UpsertOutcome::Refused(Refusal::Invalid(_))));
        assert_eq!(all(world, &ClientFilter::default()), []);
    });
}

#[test]
fn validation_does_everything_but_the_writing() {
    on_each(|world| {
        let mut ada = upsert(raw("ext-1", "+15551234567"));
        ada.validation = true;
        let outcome = take(world, &ada);
        assert!(
            matches!(outcome, UpsertOutcome::Taken { outcome: Outcome::Created, client: None, .. }),
            "{outcome:?}"
        );
        assert_eq!(all(world, &ClientFilter::default()), []);
    });
}

#[test]
fn a_search_is_for_the_start_of_any_name_email_or_phone() {
    on_each(|world| {
        let mut ada = raw("ext-1", "+15551234567");
        ada.first_name = Some("Ádá".into());
        let (_, ada) = taken(world, &upsert(ada));
        let mut grace = raw("ext-2", "+15557654321");
        grace.last_name = Some("100%_Hopper".into());
        let (_, grace) = taken(world, &upsert(grace));
        let found = |q: &str| {
            let filter = ClientFilter { q: Some(q.into()), ..ClientFilter::default() };
            all(world, &filter).into_iter().map(|client| client.id).collect::<Vec<_>>()
        };
        assert_eq!(found("ádá"), [ada.id, grace.id]);
        assert_eq!(found("LOVE"), [ada.id]);
        assert_eq!(found("EXT-2@"), [grace.id]);
        assert_eq!(found("+1555765"), [grace.id]);
        assert_eq!(found("100%_h"), [grace.id]);
        assert_eq!(found("100%%"), [grace.id]);
        assert_eq!(found("00%_h"), []);
        assert_eq!(found("lace"), []);
        assert_eq!(found("+1555"), [ada.id, grace.id]);
    });
}

#[test]
fn a_deleted_client_is_gone_and_its_integration_id_is_free() {
    on_each(|world| {
        let (_, ada) = taken(world, &upsert(raw("ext-1", "+15551234567")));
        let delete = |id: CustomerId, version: Option<i64>| {
            let expected = version.map_or(Expected::Any, |version| Expected::Versions(vec![version]));
            world
                .database
                .write_blocking(world.access, move |scoped| clients::delete(scoped, id, &expected, noon()))
        };
        assert_eq!(delete(ada.id, Some(7)).unwrap(), DeleteOutcome::Stale);
        assert_eq!(delete(ada.id, Some(1)).unwrap(), DeleteOutcome::Deleted);
        assert_eq!(delete(ada.id, None).unwrap(), DeleteOutcome::NotFound);
        assert_eq!(all(world, &ClientFilter::default()), []);
        let (outcome, again) = taken(world, &upsert(raw("ext-1", "+15551234567")));
        assert_eq!(outcome, Outcome::Created);
        assert_ne!(again.id, ada.id);
    });
}

#[test]
fn pages_follow_each_other_without_gap_or_overlap() {
    on_each(|world| {
        for number in 0..7 {
            taken(world, &upsert(raw(&format!("ext-{number}"), &format!("+1555123456{number}"))));
        }
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = Page { after, limit: 3 };
            let rows = world
                .database
                .read_blocking(world.access, move |scoped| {
                    clients::list(scoped, &ClientFilter::default(), page)
                })
                .expect("a page");
            let Some(last) = rows.last() else { break };
            after = Some(last.id.get());
            seen.extend(rows.iter().map(|client| client.id.get()));
        }
        assert_eq!(seen.len(), 7);
        assert!(seen.is_sorted());
        let count = world
            .database
            .read_blocking(world.access, |scoped| clients::count(scoped, &ClientFilter::default()));
        assert_eq!(count.unwrap().rows(), 7);
    });
}
