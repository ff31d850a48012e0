//! What other doors change on a customer who is a user.

use frontdesk_core::{Edit, Region};
use frontdesk_import::account::{AccountEdit, RawEdit};
use frontdesk_import::client::RawClient;
use frontdesk_storage::Expected;
use frontdesk_storage::clients;
use frontdesk_storage::customers;
use frontdesk_storage::sync::{Answer, Progress};
use frontdesk_storage::users::{self, Cause, HistoryOf, User};
use frontdesk_sync::{Abilities, Step, SyncStatus};
use frontdesk_tables::mapping::Kind;

use super::{ALL, claim, claim_one, edit, fields, go, load, record, synced};
use crate::files::{file, import, run_of};
use crate::support::{World, noon, on_each, raw, upsert, write};

/// The customer's record is given these values by a `PATCH /api/customers/{id}`.
fn patch_customer(world: &World, user: &User, raw: RawEdit) {
    let edit = AccountEdit::parse(raw, Region::default()).expect("a sound edit");
    let id = user.customer_id;
    let outcome = write(world, move |scoped| customers::edit(scoped, id, &Expected::Any, &edit, noon()));
    assert_eq!(outcome, customers::EditOutcome::Saved);
}

fn history_of(world: &World, user: &User) -> Vec<(Cause, String, String)> {
    let of = HistoryOf::Customer(user.customer_id).into();
    let history = write(world, move |scoped| users::history(scoped, &of, ALL));
    history.into_iter().map(|past| (past.cause, past.change.from, past.change.to)).collect()
}

#[test]
fn a_customer_that_is_changed_by_its_own_door_is_pushed_like_the_user() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        patch_customer(world, &user, RawEdit { last_name: Edit::Set("Jones".into()), ..RawEdit::default() });
        let changed = load(world, &user);
        assert_eq!((changed.sync.local.name.as_str(), changed.status), ("John Jones", SyncStatus::Pending));
        assert_eq!(changed.sync.local.phone, "(555) 123-4567", "what was not changed is kept to the letter");
        let told = (Cause::Import, "John Smith".to_owned(), "John Jones".to_owned());
        assert_eq!(history_of(world, &user), [told]);

        let push = claim_one(world);
        assert_eq!(push.visit.next(Abilities::default()), Step::Fetch);
        let theirs = Answer::Fetched { fields: fields("John Smith", "(555) 123-4567").into() };
        let push = go(record(world, &push, theirs));
        assert_eq!(push.visit.next(Abilities::default()), Step::Update);
        let sent = push.visit.user.local.clone();
        assert_eq!(record(world, &push, Answer::Updated { held: sent.clone().into(), sent }), Progress::Done);
        assert!(load(world, &user).sync.in_step());
    });
}

#[test]
fn what_does_not_concern_the_user_or_cannot_be_one_s_is_not_pushed() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let before = load(world, &user);
        let set = |text: &str| Edit::Set(text.to_owned());
        patch_customer(world, &user, RawEdit { area: set("France"), ..RawEdit::default() });
        let emptied = RawEdit { email: Edit::Clear, phone: Edit::Clear, ..RawEdit::default() };
        patch_customer(world, &user, emptied);
        assert_eq!(load(world, &user), before);
        assert_eq!(claim(world), []);
    });
}

#[test]
fn a_client_and_a_file_that_change_a_user_are_pushed_and_each_of_them_once() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let row = |last: &str| RawClient { last_name: Some(last.into()), ..raw("ext-1", "+15551234567") };
        let mut only_looked_at = upsert(row("Byron"));
        only_looked_at.validation = true;
        write(world, move |scoped| clients::upsert(scoped, &only_looked_at));
        assert_eq!(claim(world), [], "nothing was written");

        let given = upsert(row("Byron"));
        let again = given.clone();
        write(world, move |scoped| clients::upsert(scoped, &given));
        write(world, move |scoped| clients::upsert(scoped, &again));
        let changed = load(world, &user);
        assert_eq!(changed.sync.local.name, "Ada Byron");
        assert_eq!(
            (changed.sync.local.email.as_str(), changed.status),
            ("ext-1@example.com", SyncStatus::Pending)
        );
        let push = claim_one(world);
        assert_eq!(
            record(
                world,
                &push,
                Answer::Updated {
                    held: push.visit.user.local.clone().into(),
                    sent: push.visit.user.local.clone()
                }
            ),
            Progress::Done
        );
        assert_eq!(claim(world), [], "unchanged rows queue nothing");

        // The user twice in a chunk, and somebody who is none.
        let text = "First Name,Last Name,E-mail,Mobile,External ID\n\
            Ada,King,ext-1@example.com,+15551234567,ext-1\n\
            Ada,Lovelace,ada@example.org,+15557654321,ext-1\n\
            Alan,Turing,alan@example.org,+15550001111,ext-2\n";
        let path = file(world, "clients.csv", text);
        import(world, &run_of(world, &path, Kind::Clients));
        let changed = load(world, &user);
        let local = &changed.sync.local;
        assert_eq!(
            (local.name.as_str(), local.email.as_str(), local.phone.as_str(), changed.status),
            ("Ada Lovelace", "ada@example.org", "+15557654321", SyncStatus::Pending)
        );
        assert_eq!(claim(world).len(), 1);
        let last: Vec<String> =
            history_of(world, &user).into_iter().rev().take(3).map(|(_, from, _)| from).collect();
        assert_eq!(last, ["(555) 123-4567", "ext-1@example.com", "Ada Byron"]);
    });
}

#[test]
fn callers_at_all_doors_at_once_leave_the_user_and_its_customer_alike() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        std::thread::scope(|scope| {
            for number in 0..4 {
                let user = &user;
                scope.spawn(move || {
                    edit(world, user, &fields(&format!("Own {number}"), "(555) 123-4567"));
                });
                scope.spawn(move || {
                    let names = RawEdit {
                        first_name: Edit::Set("Other".into()),
                        last_name: Edit::Set(number.to_string()),
                        ..RawEdit::default()
                    };
                    patch_customer(world, user, names);
                });
            }
        });
        let (id, shown) = (user.customer_id, load(world, &user).sync.local.name);
        let client = write(world, move |scoped| clients::find(scoped, id)).expect("the client");
        let names = [client.first_name, client.last_name].map(Option::unwrap_or_default);
        assert_eq!(names.join(" "), shown);
    });
}
