//! Users, the outbox, and what workers and the CRM's events make of them.

use std::collections::BTreeSet;
use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_core::Region;
use frontdesk_import::account::{AccountEdit, Edit, RawEdit};
use frontdesk_import::client::RawClient;
use frontdesk_import::mapping::Kind;
use frontdesk_storage::audit;
use frontdesk_storage::clients::{self, ClientFilter};
use frontdesk_storage::customers;
use frontdesk_storage::outbox::{self, Ending, Topic};
use frontdesk_storage::sync::{
    self, Answer, Claimed, Failure, Progress, Received, WebhookOutcome, queue_sweeps, settle_parked,
};
use frontdesk_storage::users::{self, Cause, EditOutcome, HistoryOf, User, UserFilter};
use frontdesk_storage::{Actor, Page, Scoped, StorageError};
use frontdesk_sync::{Abilities, Event, Step, SyncStatus, Task, UserFields};

use crate::imports::{file, import, run_of};
use crate::support::{World, noon, on_each, raw, upsert};

const LEASE: Duration = Duration::from_secs(30);
const ALL: Page = Page { after: None, limit: 1000 };

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

fn fields(name: &str, phone: &str) -> UserFields {
    UserFields::parse(name, "john@example.com", phone).expect("sound")
}

fn write<T: Send + 'static>(
    world: &World,
    job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
) -> T {
    world.database.write_blocking(world.access, job).expect("an answer")
}

fn sign_up(world: &World, fields: &UserFields) -> User {
    let fields = fields.clone();
    write(world, move |scoped| users::create(scoped, &fields, noon()))
}

fn edit(world: &World, user: &User, fields: &UserFields) -> User {
    let (id, fields) = (user.id, fields.clone());
    match write(world, move |scoped| users::edit(scoped, id, &fields, |_| true, noon())) {
        EditOutcome::Done(user) => *user,
        other => panic!("not edited: {other:?}"),
    }
}

fn load(world: &World, user: &User) -> User {
    let id = user.id;
    write(world, move |scoped| users::find(scoped, id)).expect("the user")
}

fn claim(world: &World) -> Vec<Claimed> {
    wait(sync::claim(&world.database, 10, LEASE, noon())).expect("an answer")
}

fn claim_one(world: &World) -> Claimed {
    let mut claimed = claim(world);
    assert_eq!(claimed.len(), 1, "{claimed:?}");
    claimed.remove(0)
}

fn record(world: &World, claimed: &Claimed, answer: Answer) -> Progress {
    wait(sync::record(&world.database, claimed.clone(), answer, LEASE, noon())).expect("an answer")
}

fn go(progress: Progress) -> Claimed {
    match progress {
        Progress::Go(claimed) => *claimed,
        other => panic!("not to be gone on with: {other:?}"),
    }
}

fn created(crm_id: &str, claimed: &Claimed) -> Answer {
    Answer::Created { crm_id: crm_id.into(), sent: claimed.visit.user.local.clone() }
}

/// A user that both sides have.
fn synced(world: &World, crm_id: &str) -> User {
    let user = sign_up(world, &fields("John Smith", "(555) 123-4567"));
    let claimed = claim_one(world);
    assert_eq!(record(world, &claimed, created(crm_id, &claimed)), Progress::Done);
    load(world, &user)
}

fn event(crm_id: &str, webhook_id: &str, phone: &str, at: DateTime<Utc>) -> Received {
    let event = Event::parse(vec![("phone".into(), phone.into())], at).expect("sound");
    Received { webhook_id: webhook_id.into(), crm_id: crm_id.into(), event, firm: None }
}

fn receive(world: &World, received: Received) -> WebhookOutcome {
    wait(sync::receive(&world.database, received, noon())).expect("an answer")
}

fn second(second: i64) -> DateTime<Utc> {
    noon() + TimeDelta::seconds(second)
}

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
        let count = write(world, |scoped| clients::count(scoped, &ClientFilter::default()));
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
        let failure = Failure { error: "no".into(), notify: true };
        assert!(!wait(sync::fail(&world.database, &lost[0], failure, noon())).expect("an answer"));
        assert!(!wait(outbox::renew(&world.database, &lost[0].lease, LEASE)).expect("an answer"));
        assert_eq!(load(world, &user).sync.crm_id, None);

        let found = Answer::Found { crm_id: "CRM1".into(), fields: fields("John Smith", "1") };
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
        let push = go(record(world, &push, Answer::Fetched { fields: fields("John Smith", "2") }));
        assert_eq!(push.visit.next(Abilities::default()), Step::Update);
        assert_eq!(push.visit.user.local, fields("Jack Smith", "2"));
        let sent = push.visit.user.local.clone();
        assert_eq!(record(world, &push, Answer::Updated { sent }), Progress::Done);
        let user = load(world, &user);
        assert_eq!((user.status, user.sync.in_step()), (SyncStatus::Synced, true));
        let history =
            write(world, move |scoped| users::history(scoped, &HistoryOf::Customer(user.customer_id), ALL));
        let told: Vec<_> = history
            .iter()
            .map(|past| (past.cause, past.change.from.as_str(), past.change.to.as_str()))
            .collect();
        assert_eq!(told, [(Cause::Edit, "John Smith", "Jack Smith"), (Cause::Fetch, "1", "2")]);
    });
}

#[test]
fn an_attempt_that_failed_waits_and_the_last_one_is_told_once() {
    on_each(|world| {
        let user = sign_up(world, &fields("John Smith", "1"));
        let claimed = claim_one(world);
        let postpone = |after: Duration, counts: bool| {
            let claimed = claimed.clone();
            wait(sync::postpone(&world.database, &claimed, after, counts, "no answer", noon()))
        };
        assert!(postpone(Duration::from_secs(60), false).expect("an answer"));
        assert_eq!(claim(world), [], "not yet");
        assert_eq!(load(world, &user).attempts, 0);
        let id = user.id;
        write(world, move |scoped| users::retry(scoped, id, noon())).expect("the user");
        let claimed = claim_one(world);
        wait(sync::postpone(&world.database, &claimed, Duration::ZERO, true, "no answer", noon()))
            .expect("an answer");
        assert_eq!(load(world, &user).last_error.as_deref(), Some("no answer"));
        let claimed = claim_one(world);
        assert_eq!(claimed.attempts, 1);
        let failure = Failure { error: "no answer".into(), notify: true };
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
        assert_eq!(claim(world), [], "nothing to push");
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
        let history =
            write(world, move |scoped| users::count_history(scoped, &HistoryOf::Customer(user.customer_id)));
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
            wait(settle_parked(&world.database, noon() + TimeDelta::minutes(minutes))).expect("an answer")
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
        let push = go(record(world, &push, Answer::Fetched { fields: fields("John Smith", "3") }));
        let sent = push.visit.user.local.clone();
        assert_eq!(record(world, &push, Answer::Updated { sent }), Progress::Done);
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
        let other = frontdesk_core::FirmId::try_from(2).expect("an id");
        let settings = frontdesk_core::FirmSettings::default();
        frontdesk_storage::firms::create(&world.database, "Second", &settings, Actor::COMMAND_LINE, noon())
            .expect("an answer");
        let stranger =
            |webhook_id: &str| Received { firm: Some(other), ..event("CRM1", webhook_id, "2", second(10)) };
        assert_eq!(receive(world, stranger("a")), WebhookOutcome::Parked);
        wait(settle_parked(&world.database, noon())).expect("an answer");
        assert_eq!(load(world, &user).sync.local.phone, "(555) 123-4567");
        assert_eq!(receive(world, event("CRM1", "b", "3", second(9))), WebhookOutcome::Applied);
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
        let old = Answer::Fetched { fields: fields("John Smith", "(555) 123-4567") };
        assert_eq!(record(world, &claimed, old), Progress::Done);
        assert_eq!(load(world, &user).sync.local.phone, "2", "what was read may be older");
        let again = claim_one(world);
        assert_eq!((again.visit.task, again.visit.next(Abilities::default())), (Task::Fetch, Step::Fetch));
        record(world, &again, Answer::Fetched { fields: fields("John Smith", "2") });
        assert_eq!(claim(world), []);
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
            record(world, &claimed, Answer::Fetched { fields: fields("John Smith", phone) });
        }
        let id = sweep.id;
        let sweep = write(world, move |scoped| sync::find_sweep(scoped, id)).expect("the sweep");
        assert_eq!((sweep.users, sweep.checked, sweep.differed, sweep.failed), (2, 2, 1, 0));
        assert_eq!(sweep.finished_at, Some(noon()));
        let found = write(world, move |scoped| users::history(scoped, &HistoryOf::Sweep(id), ALL));
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
        write(world, move |scoped| clients::delete(scoped, id, None, noon()));
        assert_eq!(claim(world), []);
        assert_eq!(write(world, |scoped| users::count(scoped, &UserFilter::default())), 0);
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
    });
}

/// The customer's record is given these values by a `PATCH /api/customers/{id}`.
fn patch_customer(world: &World, user: &User, raw: RawEdit) {
    let edit = AccountEdit::parse(raw, Region::default()).expect("a sound edit");
    let id = user.customer_id;
    let outcome = write(world, move |scoped| customers::edit(scoped, id, None, &edit, noon()));
    assert_eq!(outcome, customers::EditOutcome::Saved);
}

fn history_of(world: &World, user: &User) -> Vec<(Cause, String, String)> {
    let of = HistoryOf::Customer(user.customer_id);
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
        let theirs = Answer::Fetched { fields: fields("John Smith", "(555) 123-4567") };
        let push = go(record(world, &push, theirs));
        assert_eq!(push.visit.next(Abilities::default()), Step::Update);
        let sent = push.visit.user.local.clone();
        assert_eq!(record(world, &push, Answer::Updated { sent }), Progress::Done);
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
            record(world, &push, Answer::Updated { sent: push.visit.user.local.clone() }),
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
