//! Users on their way to the CRM.

use std::collections::BTreeSet;
use std::time::Duration;

use frontdesk_storage::Expected;
use frontdesk_storage::clients::{self, ClientFilter};
use frontdesk_storage::outbox::{self, Ending, Topic};
use frontdesk_storage::sync::{
    self, Answer, Claimed, Failure, Postponed, Progress, SyncCounts, queue_sweeps,
};
use frontdesk_storage::users::{self, Cause, HistoryOf, UserFilter};
use frontdesk_sync::{Abilities, CrmFields, Step, SyncStatus, UserFields};

use super::{
    ALL, LEASE, claim, claim_one, created, edit, fields, go, load, record, second, sign_up, synced, wait,
};
use crate::support::{noon, on_each, raw, upsert, write};

#[test]
fn a_sign_up_is_a_customer_like_any_other_and_comes_back_as_it_was_given() {
    on_each(|world| {
        let user = sign_up(world, &fields(" John  Smith ", "(555) 123-4567"));
        assert_eq!(load(world, &user), user);
        assert_eq!((user.sync.local.name.as_str(), user.status), (" John  Smith ", SyncStatus::Pending));
        let clients = write(world, |scoped| clients::list(scoped, &ClientFilter::default(), ALL));
        let [client] = clients.as_slice() else { panic!("not one: {clients:?}") };
        assert_eq!(
            (client.first_name.as_deref(), client.last_name.as_deref(), client.cell_phone.as_deref()),
            (Some("John"), Some("Smith"), Some("+15551234567"))
        );
        // A row of an import that means the same person finds it.
        let mut row = raw("ext-1", "+15551234567");
        row.email = None;
        let found = upsert(row);
        write(world, move |scoped| clients::upsert(scoped, &found));
        let count = write(world, |scoped| clients::count(scoped, &ClientFilter::default())).rows();
        assert_eq!(count, 1);
    });
}

#[test]
fn a_new_user_is_created_once_and_then_in_step() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let claimed = claim_one(world);
        assert_eq!((claimed.id, claimed.visit.next(Abilities::default())), (user.id, Step::Create));
        assert_eq!(claim(world), [], "somebody has it");
        assert_eq!(record(world, &claimed, created("CRM1", &claimed)), Progress::Done);
        let user = load(world, &user);
        assert_eq!((user.status, user.attempts, user.pending_since), (SyncStatus::Synced, 1, None));
        assert_eq!(user.sync.crm_id.as_deref(), Some("CRM1"));
        assert_eq!(claim(world), []);
    });
}

#[test]
fn whoever_lost_the_lease_records_nothing_and_the_next_one_looks_up_first() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let lost = wait(sync::claim(&world.database, 10, Duration::ZERO, noon())).expect("an answer");
        std::thread::sleep(Duration::from_millis(5));
        let claimed = claim_one(world);
        assert_eq!(claimed.visit.next(Abilities::default()), Step::LookUp, "it may have been sent");
        assert_eq!(record(world, &lost[0], created("CRM1", &lost[0])), Progress::Lost);
        let failure = Failure { error: "no".into(), notify: true, unsettled_until: None };
        assert!(!wait(sync::fail(&world.database, &lost[0], failure, noon())).expect("an answer"));
        assert!(!wait(outbox::renew(&world.database, &lost[0].lease, LEASE)).expect("an answer"));
        assert_eq!(load(world, &user).sync.crm_id, None);

        let found = Answer::Found { crm_id: "CRM1".into(), fields: fields("John Smith", "1").into() };
        assert_eq!(record(world, &claimed, found), Progress::Done);
        assert_eq!(load(world, &user).sync.crm_id.as_deref(), Some("CRM1"));
        assert_eq!(record(world, &claimed, Answer::Nothing), Progress::Lost, "it is done");
    });
}

#[test]
fn an_edit_waits_for_the_push_that_is_under_way_and_is_merged_before_it_goes_out() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let first = claim_one(world);
        edit(world, &user, &fields("Jack Smith", "1"));
        assert_eq!(claim(world), [], "one at a time");
        assert_eq!(record(world, &first, created("CRM1", &first)), Progress::Done);
        assert_eq!(load(world, &user).status, SyncStatus::Pending);

        let push = claim_one(world);
        assert_eq!(push.visit.next(Abilities::default()), Step::Fetch);
        let push = go(record(world, &push, Answer::Fetched { fields: fields("John Smith", "2").into() }));
        assert_eq!(push.visit.next(Abilities::default()), Step::Update);
        assert_eq!(push.visit.user.local, fields("Jack Smith", "2"));
        let sent = push.visit.user.local.clone();
        assert_eq!(record(world, &push, Answer::Updated { held: sent.clone().into(), sent }), Progress::Done);
        let user = load(world, &user);
        assert_eq!((user.status, user.sync.in_step()), (SyncStatus::Synced, true));
        let history = write(world, move |scoped| {
            users::history(scoped, &HistoryOf::Customer(user.customer_id).into(), ALL)
        });
        let told: Vec<_> = history
            .iter()
            .map(|past| (past.cause, past.change.from.as_str(), past.change.to.as_str()))
            .collect();
        assert_eq!(told, [(Cause::Edit, "John Smith", "Jack Smith"), (Cause::Fetch, "1", "2")]);
    });
}

fn postponed(after: Duration, uses_attempt: bool) -> Postponed {
    Postponed { after, uses_attempt, error: "no answer".into(), unsettled_until: None }
}

#[test]
fn what_the_crm_made_of_values_and_what_was_sent_is_kept() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "202-555-0143"));
        let claimed = claim_one(world);
        let until = Some(second(30));
        let in_doubt = Postponed { unsettled_until: until, ..postponed(Duration::ZERO, true) };
        wait(sync::postpone(&world.database, &claimed, in_doubt, noon())).expect("an answer");
        let claimed = claim_one(world);
        assert_eq!((claimed.visit.user.unsettled_until, claimed.visit.first_try), (until, false));

        let sent = claimed.visit.user.local.clone();
        let silent = Answer::Created { crm_id: "CRM1".into(), sent, held: CrmFields::default() };
        let claimed = go(record(world, &claimed, silent));
        assert_eq!(load(world, &user).status, SyncStatus::Synced, "the record is there");
        assert_eq!(
            claimed.visit.next(Abilities::default()),
            Step::Fetch,
            "what the CRM made of it is not known"
        );
        let held = CrmFields::from(UserFields { phone: "+12025550143".into(), ..fields("JOHN SMITH", "1") });
        assert_eq!(record(world, &claimed, Answer::Fetched { fields: held.clone() }), Progress::Done);
        let known = load(world, &user).sync;
        assert_eq!((&known.local, &known.held), (&fields("John Smith", "202-555-0143"), &held));
        assert_eq!((known.unsettled_until, &known.sent, known.in_step()), (None, &None, true));

        edit(world, &user, &fields("John Smith", "202-555-0199"));
        let claimed = go(record(world, &claim_one(world), Answer::Fetched { fields: held }));
        let sent = claimed.visit.user.local.clone();
        assert_eq!(load(world, &user).sync.sent, Some(sent.clone()), "it may arrive without an answer");
        let held = CrmFields::from(UserFields { phone: "+12025550199".into(), ..fields("JOHN SMITH", "1") });
        assert_eq!(record(world, &claimed, Answer::Updated { sent, held }), Progress::Done);
        let known = load(world, &user).sync;
        assert_eq!((known.local.phone.as_str(), known.in_step()), ("202-555-0199", true));
    });
}

#[test]
fn an_attempt_that_failed_waits_and_the_last_one_is_told_once() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let claimed = claim_one(world);
        let postpone = |after: Duration, counts: bool| {
            let claimed = claimed.clone();
            wait(sync::postpone(&world.database, &claimed, postponed(after, counts), noon()))
        };
        assert!(postpone(Duration::from_secs(60), false).expect("an answer"));
        assert_eq!(claim(world), [], "not yet");
        assert_eq!(load(world, &user).attempts, 0);
        let id = user.id;
        write(world, move |scoped| users::retry(scoped, id, noon())).expect("the user");
        let claimed = claim_one(world);
        wait(sync::postpone(&world.database, &claimed, postponed(Duration::ZERO, true), noon()))
            .expect("an answer");
        assert_eq!(load(world, &user).last_error.as_deref(), Some("no answer"));
        let claimed = claim_one(world);
        assert_eq!(claimed.attempts, 1);
        let failure = Failure { error: "no answer".into(), notify: true, unsettled_until: None };
        assert!(wait(sync::fail(&world.database, &claimed, failure, noon())).expect("an answer"));
        let failed = load(world, &user);
        assert_eq!((failed.status, failed.attempts), (SyncStatus::Failed, 2));
        assert_eq!(claim(world), []);

        let notices = wait(outbox::claim(&world.database, Topic::UserFailed, 10, LEASE)).expect("an answer");
        let [notice] = notices.as_slice() else { panic!("not one: {notices:?}") };
        assert!(notice.payload.contains(&user.id.to_string()), "{}", notice.payload);
        assert!(!notice.payload.contains("John"), "{}", notice.payload);
        assert!(wait(outbox::acknowledge(&world.database, &notice.lease, Ending::Done)).expect("an answer"));

        // By hand it starts anew, and looks before it makes a second one.
        write(world, move |scoped| users::retry(scoped, id, noon())).expect("the user");
        let again = claim_one(world);
        assert_eq!((again.attempts, again.visit.next(Abilities::default())), (0, Step::LookUp));
        let none = go(record(world, &again, Answer::FoundNone));
        assert_eq!(none.visit.next(Abilities::default()), Step::Create);
    });
}

#[test]
fn many_workers_at_once_never_have_the_same_user() {
    on_each(|world| {
        for number in 0..40 {
            sign_up(world, &fields(&format!("John {number}"), &format!("{number}")));
        }
        let claimed: Vec<Claimed> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        let mut all = Vec::new();
                        for _ in 0..20 {
                            all.extend(
                                wait(sync::claim(&world.database, 3, LEASE, noon())).expect("an answer"),
                            );
                        }
                        all
                    })
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
        });
        let ids: BTreeSet<_> = claimed.iter().map(|claimed| claimed.id).collect();
        assert_eq!((claimed.len(), ids.len()), (40, 40));
    });
}

#[test]
fn a_record_that_is_gone_is_looked_up_and_made_anew() {
    on_each(|world| {
        let user = synced(world, "CRM1");
        let id = user.id;
        write(world, move |scoped| users::reconcile(scoped, id, noon())).expect("the user");
        let claimed = go(record(world, &claim_one(world), Answer::Gone));
        assert_eq!(claimed.visit.next(Abilities::default()), Step::LookUp);
        let claimed = go(record(world, &claimed, Answer::FoundNone));
        assert_eq!(record(world, &claimed, created("CRM2", &claimed)), Progress::Done);
        assert_eq!(load(world, &user).sync.crm_id.as_deref(), Some("CRM2"));
    });
}

#[test]
fn two_users_never_share_a_record() {
    on_each(|world| {
        synced(world, "CRM1");
        let user = sign_up(world, &fields("Jane Smith", "2"));
        let claimed = claim_one(world);
        let progress = record(world, &claimed, created("CRM1", &claimed));
        assert_eq!(progress, Progress::Failed("the CRM gave the id of another user's record"));
        assert_eq!(load(world, &user).status, SyncStatus::Failed);
    });
}

#[test]
fn a_look_at_everybody_counts_who_differed() {
    on_each(|world| {
        let first = synced(world, "CRM1");
        synced(world, "CRM2");
        let sweep = write(world, |scoped| sync::start_sweep(scoped, noon())).expect("none is under way");
        assert_eq!(write(world, |scoped| sync::start_sweep(scoped, noon())), Err(sweep.clone()));
        let queue = || wait(queue_sweeps(&world.database, noon())).expect("an answer");
        assert_eq!((queue(), queue(), queue()), (2, 0, 0));
        for claimed in claim(world) {
            let phone = if claimed.id == first.id { "2" } else { "(555) 123-4567" };
            record(world, &claimed, Answer::Fetched { fields: fields("John Smith", phone).into() });
        }
        let id = sweep.id;
        let sweep = write(world, move |scoped| sync::find_sweep(scoped, id)).expect("the sweep");
        assert_eq!((sweep.users, sweep.checked, sweep.differed, sweep.failed), (2, 2, 1, 0));
        assert_eq!(sweep.finished_at, Some(noon()));
        let found = write(world, move |scoped| users::history(scoped, &HistoryOf::Sweep(id).into(), ALL));
        assert_eq!(found.iter().map(|past| past.change.to.as_str()).collect::<Vec<_>>(), ["2"]);
        let every = Duration::from_secs(60);
        let start = |now| wait(sync::start_sweeps(&world.database, every, now)).expect("an answer");
        assert_eq!((start(second(59)), start(second(60)), start(second(61))), (0, 1, 0));
    });
}

#[test]
fn a_deleted_customer_is_not_pushed_any_more() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let id = user.customer_id;
        write(world, move |scoped| clients::delete(scoped, id, &Expected::Any, noon()));
        assert_eq!(claim(world), []);
        assert_eq!(write(world, |scoped| users::count(scoped, &UserFilter::default())), 0.into());
    });
}

#[test]
fn calls_of_all_processes_together_keep_to_the_rate() {
    on_each(|world| {
        let reserve = || wait(sync::reserve_calls(&world.database, 10, 1.0)).expect("an answer");
        assert_eq!(reserve(), Duration::ZERO);
        let (second, third) = (reserve(), reserve());
        assert!(second > Duration::from_secs(5) && second <= Duration::from_secs(10), "{second:?}");
        assert!(third > Duration::from_secs(15) && third <= Duration::from_secs(20), "{third:?}");
    });
}

#[test]
fn what_is_known_of_the_connection_is_known_to_all() {
    on_each(|world| {
        let database = &world.database;
        let known = || wait(sync::connection(database)).expect("an answer");
        assert_eq!((known().breaker.as_str(), known().paused_reason), ("closed", None));
        wait(sync::pause(database, "the CRM refused the credentials", noon())).expect("an answer");
        assert_eq!((known().paused_reason.is_some(), known().paused_at), (true, Some(noon())));
        wait(sync::resume(database)).expect("an answer");
        assert_eq!((known().paused_reason, known().paused_at), (None, None));
        wait(sync::slow_down(database, Duration::from_secs(60))).expect("an answer");
        wait(sync::slow_down(database, Duration::from_secs(1))).expect("an answer");
        assert!(known().leave_alone_for.is_some_and(|left| left > Duration::from_secs(50)));
        wait(sync::note_rate(database, Some(200.0))).expect("an answer");
        wait(sync::note_abilities(database, Some(true), Some(false))).expect("an answer");
        wait(sync::note_token(database, noon())).expect("an answer");
        wait(sync::note_breaker(database, frontdesk_sync::BreakerState::Open, Some(noon())))
            .expect("an answer");
        let now = known();
        assert_eq!((now.rate, now.can_look_up, now.can_update), (Some(200.0), Some(true), Some(false)));
        assert_eq!((now.token_at, now.breaker.as_str()), (Some(noon()), "open"));
        assert_eq!(now.breaker_until, Some(noon()));
        wait(sync::note_abilities(database, None, Some(true))).expect("an answer");
        assert_eq!(
            (known().can_look_up, known().can_update),
            (Some(true), Some(true)),
            "what is not told stays"
        );
    });
}

#[test]
fn how_the_users_of_all_firms_stand_is_counted_without_those_who_were_deleted() {
    on_each(|world| {
        let counts = || wait(sync::counts_of_all(&world.database)).expect("an answer");
        assert_eq!(counts(), SyncCounts::default());
        let gone = sign_up(world, &fields("John Smith", "1"));
        write(world, move |scoped| clients::delete(scoped, gone.customer_id, &Expected::Any, noon()));
        let failing = sign_up(world, &fields("John Smith", "2"));
        let claimed = claim_one(world);
        assert_eq!(claimed.id, failing.id);
        let failure = Failure { error: "no".into(), notify: false, unsettled_until: None };
        assert!(wait(sync::fail(&world.database, &claimed, failure, noon())).expect("an answer"));
        synced(world, "CRM1");
        sign_up(world, &fields("John Smith", "3"));
        let expected =
            SyncCounts { pending: 1, synced: 1, failed: 1, oldest_pending: Some(noon()), parked_webhooks: 0 };
        assert_eq!(counts(), expected);
    });
}
