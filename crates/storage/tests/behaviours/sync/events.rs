//! What the CRM says of users by itself.

use chrono::TimeDelta;
use frontdesk_storage::audit;
use frontdesk_storage::clients;
use frontdesk_storage::sync::{self, Answer, Progress, Received, WebhookOutcome, settle_parked};
use frontdesk_storage::users::{self, HistoryOf};
use frontdesk_sync::{Abilities, Step, SyncStatus};

use super::{
    ALL, claim, claim_one, created, edit, event, fields, go, load, receive, record, second, sign_up, synced,
    wait,
};
use crate::support::{World, noon, on_each, second_firm, write};

#[test]
fn events_are_applied_once_and_in_the_order_of_their_times() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        use WebhookOutcome::{Applied, Duplicate, Stale};
        let outcomes = [
            receive(world, event("CRM1", "a", "(555) 765-4321", second(10))),
            receive(world, event("CRM1", "a", "(555) 765-4321", second(10))),
            receive(world, event("CRM1", "b", "9", second(9))),
            receive(world, event("CRM1", "c", "(555) 765-4321", second(10))),
        ];
        assert_eq!(outcomes, [Applied, Duplicate, Stale, Duplicate]);
        let user = load(world, &user);
        assert_eq!((user.sync.local.phone.as_str(), user.status), ("(555) 765-4321", SyncStatus::Synced));
        let id = user.customer_id;
        let client = write(world, move |scoped| clients::find(scoped, id)).expect("the client");
        assert_eq!(client.cell_phone.as_deref(), Some("+15557654321"), "other views follow");
        look_again(world, "(555) 765-4321");
    });
}

#[test]
fn the_same_event_many_times_at_once_is_applied_once() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let outcomes: Vec<WebhookOutcome> = std::thread::scope(|scope| {
            let callers: Vec<_> =
                (0..8).map(|_| scope.spawn(|| receive(world, event("CRM1", "a", "2", second(10))))).collect();
            callers.into_iter().map(|caller| caller.join().expect("no panic")).collect()
        });
        let applied = outcomes.iter().filter(|outcome| **outcome == WebhookOutcome::Applied).count();
        assert_eq!(applied, 1, "{outcomes:?}");
        let history = write(world, move |scoped| {
            users::count_history(scoped, &HistoryOf::Customer(user.customer_id).into())
        });
        assert_eq!(history, 1);
    });
}

#[test]
fn an_event_that_comes_before_the_answer_that_names_its_record_waits_for_it() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let claimed = claim_one(world);
        assert_eq!(receive(world, event("CRM1", "b", "3", second(11))), WebhookOutcome::Parked);
        assert_eq!(receive(world, event("CRM1", "a", "2", second(10))), WebhookOutcome::Parked);
        assert_eq!(receive(world, event("CRM1", "a", "2", second(10))), WebhookOutcome::Duplicate);
        record(world, &claimed, created("CRM1", &claimed));
        let user = load(world, &user);
        assert_eq!((user.sync.local.phone.as_str(), user.status), ("3", SyncStatus::Synced));
    });
}

#[test]
fn an_event_of_nobody_is_given_up_after_ten_minutes_and_may_come_again() {
    on_each(|world| {
        receive(world, event("CRM1", "a", "2", second(0)));
        let settle = |minutes: i64| {
            wait(settle_parked(&world.database, true, noon() + TimeDelta::minutes(minutes)))
                .expect("an answer")
        };
        assert_eq!((settle(9).not_found, settle(10).not_found, settle(11).not_found), (0, 1, 0));
        let user = synced(world, "CRM1");
        assert_eq!(load(world, &user).sync.local.phone, "2", "an answer that came very late named it");
        receive(world, event("CRM2", "b", "2", second(0)));
        settle(10);
        assert_eq!(receive(world, event("CRM2", "b", "2", second(0))), WebhookOutcome::Parked);
    });
}

#[test]
fn what_the_crm_had_a_say_in_is_told_in_the_audit_log() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        receive(world, event("CRM1", "a", "2", second(10)));
        receive(world, event("CRM1", "a", "2", second(10)));
        receive(world, event("CRM1", "b", "1", second(9)));
        edit(world, &user, &fields("Jack Smith", "2"));
        let push = claim_one(world);
        let push = go(record(world, &push, Answer::Fetched { fields: fields("John Smith", "3").into() }));
        let sent = push.visit.user.local.clone();
        assert_eq!(record(world, &push, Answer::Updated { held: sent.clone().into(), sent }), Progress::Done);
        write(world, |scoped| sync::start_sweep(scoped, noon())).expect("none is under way");
        let entries = write(world, |scoped| audit::list(scoped, &audit::AuditFilter::default(), ALL));
        let told: Vec<String> =
            entries.iter().map(|entry| format!("{} {}", entry.action, entry.subject)).collect();
        assert_eq!(
            told,
            [
                "created user",
                // Its record in the CRM, an event, an edit, and a field that the CRM had changed meanwhile.
                "updated user",
                "updated user",
                "updated user",
                "updated user",
                "created sweep",
            ]
        );
        let of_user = entries.iter().filter(|entry| entry.subject == "user");
        assert!(of_user.clone().all(|entry| entry.subject_id == user.id.to_string()), "{entries:?}");
        assert_eq!(audit::verify(&world.database, world.access).expect("a verdict").broken, None);
    });
}

#[test]
fn whoever_speaks_for_one_firm_says_nothing_of_another_ones_users() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let other = second_firm(world);
        let stranger =
            |webhook_id: &str| Received { firm: Some(other), ..event("CRM1", webhook_id, "2", second(10)) };
        assert_eq!(receive(world, stranger("a")), WebhookOutcome::Parked);
        wait(settle_parked(&world.database, true, noon())).expect("an answer");
        assert_eq!(load(world, &user).sync.local.phone, "(555) 123-4567");
        assert_eq!(receive(world, event("CRM1", "b", "3", second(9))), WebhookOutcome::Applied);
    });
}

#[test]
fn the_name_of_an_event_is_its_senders_own() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let other = second_firm(world);
        let firm = world.access.firm();
        let of = |firm, phone: &str, at| Received { firm, ..event("CRM1", "a", phone, second(at)) };
        assert_eq!(receive(world, of(Some(other), "2", 1)), WebhookOutcome::Parked);
        assert_eq!(receive(world, of(Some(firm), "3", 2)), WebhookOutcome::Applied, "another firm's name");
        assert_eq!(receive(world, of(None, "4", 3)), WebhookOutcome::Applied, "the connection's name");
        for (sender, phone) in [(Some(other), "2"), (Some(firm), "3"), (None, "4")] {
            assert_eq!(receive(world, of(sender, phone, 9)), WebhookOutcome::Duplicate);
        }
        assert_eq!(load(world, &user).sync.local.phone, "4");
    });
}

#[test]
fn an_event_that_is_believed_has_nothing_verified() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let believed = Received { verify: false, ..event("CRM1", "a", "2", second(10)) };
        assert_eq!(receive(world, believed), WebhookOutcome::Applied);
        let user = load(world, &user);
        assert_eq!((user.sync.local.phone.as_str(), user.status), ("2", SyncStatus::Synced));
        assert_eq!(claim(world), []);
    });
}

#[test]
fn an_event_during_a_call_has_the_crm_asked_again() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let id = user.id;
        write(world, move |scoped| users::reconcile(scoped, id, noon())).expect("the user");
        let claimed = claim_one(world);
        assert_eq!(claimed.visit.next(Abilities::default()), Step::Fetch);
        receive(world, event("CRM1", "a", "2", second(10)));
        let old = Answer::Fetched { fields: fields("John Smith", "(555) 123-4567").into() };
        assert_eq!(record(world, &claimed, old), Progress::Done);
        assert_eq!(load(world, &user).sync.local.phone, "2", "what was read may be older");
        look_again(world, "2");
        look_again(world, "2");
    });
}

/// The CRM is asked for its record, as it cannot be told whether an event is older than that; nothing is pushed.
fn look_again(world: &World, phone: &str) {
    let again = claim_one(world);
    assert_eq!(again.visit.next(Abilities::default()), Step::Fetch);
    let fields = fields("John Smith", phone);
    assert_eq!(record(world, &again, Answer::Fetched { fields: fields.into() }), Progress::Done);
}

#[test]
fn the_crm_has_the_last_word_on_an_event_that_it_did_not_send() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        receive(world, event("CRM1", "a", "2", second(10)));
        assert_eq!(load(world, &user).sync.local.phone, "2");
        look_again(world, "(555) 123-4567");
        let user = load(world, &user);
        assert_eq!((user.sync.local.phone.as_str(), user.status), ("(555) 123-4567", SyncStatus::Synced));
        assert_eq!(claim(world), []);
        let history = write(world, move |scoped| {
            users::count_history(scoped, &HistoryOf::Customer(user.customer_id).into())
        });
        assert_eq!(history, 2, "both ways");
    });
}

#[test]
fn an_event_that_is_dated_ahead_is_not_held_against_later_ones() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        use WebhookOutcome::{Applied, Stale};
        assert_eq!(receive(world, event("CRM1", "a", "2", noon() + TimeDelta::days(9999))), Applied);
        assert_eq!(receive(world, event("CRM1", "b", "3", noon() - TimeDelta::minutes(6))), Stale);
        assert_eq!(receive(world, event("CRM1", "c", "4", second(1))), Applied);
        assert_eq!(load(world, &user).sync.local.phone, "4");
    });
}
