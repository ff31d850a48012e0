//! Users brought into step.

use std::time::Duration;

use frontdesk_crm::{CrmOptions, Secret};
use frontdesk_mock_crm::{Changes, Faults, MockCrm, Options};
use frontdesk_sync::SyncStatus;

use crate::support::{Desk, mock, now, options, wait_until};

#[test]
fn a_new_user_reaches_the_crm_and_an_edit_follows() {
    let (desk, mock) = (Desk::new(), mock(Faults::default()));
    let _worker = desk.worker(&options(&mock.url()), None);
    let user = desk.sign_up("Ada King", "1");
    let synced = desk.wait_for(&user, SyncStatus::Synced);
    assert_eq!(synced.sync.crm_id.as_deref(), Some("CRM1"));
    desk.edit(&user, "Ada Lovelace", "2");
    wait_until("updated", || mock.audit()[0].record.phone == "2");
    desk.wait_for(&user, SyncStatus::Synced);
    let audit = mock.audit();
    assert_eq!((audit.len(), audit[0].creates, audit[0].record.name.as_str()), (1, 1, "Ada Lovelace"));
    assert_eq!(audit[0].record.external_id, Some(user.id.to_string()));
}

#[test]
fn users_of_an_earlier_process_are_taken_up() {
    let (desk, mock) = (Desk::new(), mock(Faults::default()));
    let users: Vec<_> = (0..20).map(|number| desk.sign_up("Ada", &number.to_string())).collect();
    let _worker = desk.worker(&options(&mock.url()), None);
    users.iter().for_each(|user| drop(desk.wait_for(user, SyncStatus::Synced)));
    assert_eq!(mock.audit().len(), 20);
}

#[test]
fn answers_that_are_lost_make_nobody_twice() {
    let (desk, mock) = (Desk::new(), mock(Faults::default()));
    let faults = Faults { lose_answers: 0.4, error_rate: 0.2, ..Faults::default() };
    mock.set_faults(faults).expect("faults");
    let _worker = desk.worker(&CrmOptions { max_attempts: 50, ..options(&mock.url()) }, None);
    let users: Vec<_> = (0..40).map(|number| desk.sign_up("Ada", &number.to_string())).collect();
    users.iter().for_each(|user| drop(desk.wait_for(user, SyncStatus::Synced)));
    let audit = mock.audit();
    assert_eq!(audit.len(), 40);
    assert!(audit.iter().all(|entry| entry.creates == 1), "{audit:?}");
    assert!(mock.counts().answered("lost") > 0);
}

#[test]
fn after_the_last_attempt_a_user_is_given_up_until_somebody_asks_again() {
    let (desk, mock) = (Desk::new(), mock(Faults { hang_rate: 1.0, ..Faults::default() }));
    let slow = CrmOptions { timeout: Duration::from_millis(50), max_attempts: 2, ..options(&mock.url()) };
    let _worker = desk.worker(&slow, None);
    let user = desk.sign_up("Ada", "1");
    let failed = desk.wait_for(&user, SyncStatus::Failed);
    assert_eq!(failed.attempts, 2);
    assert!(failed.last_error.is_some_and(|error| error.contains("in time")));
    mock.set_faults(Faults::default()).expect("faults");
    desk.retry(&user);
    desk.wait_for(&user, SyncStatus::Synced);
    assert_eq!(mock.audit()[0].creates, 1);
}

#[test]
fn the_crm_has_the_last_word_field_by_field() {
    let (desk, mock) = (Desk::new(), mock(Faults::default()));
    let worker = desk.worker(&options(&mock.url()), None);
    let user = desk.sign_up("Ada", "1");
    desk.wait_for(&user, SyncStatus::Synced);
    drop(worker);
    desk.edit(&user, "Ada Lovelace", "2");
    mock.change("CRM1", Changes { phone: Some("3".to_owned()), ..Changes::default() }).expect("it is there");
    let _worker = desk.worker(&options(&mock.url()), None);
    wait_until("merged", || mock.audit()[0].record.name == "Ada Lovelace");
    let merged = desk.wait_for(&user, SyncStatus::Synced).sync.local;
    assert_eq!((merged.name.as_str(), merged.phone.as_str()), ("Ada Lovelace", "3"));
    assert_eq!(mock.audit()[0].record.phone, "3");
}

#[test]
fn a_worker_that_is_stopped_finishes_what_it_began() {
    let (desk, mock) =
        (Desk::new(), mock(Faults { latency: Duration::from_millis(200), ..Faults::default() }));
    let worker = desk.worker(&options(&mock.url()), None);
    let user = desk.sign_up("Ada", "1");
    wait_until("begun", || mock.counts().calls >= 2);
    drop(worker);
    assert_eq!(desk.load(&user).status, SyncStatus::Synced);
}

#[test]
fn tokens_that_end_sooner_than_a_turn_comes_are_not_wasted_on() {
    let mock = MockCrm::start(Options { token_ttl: Duration::from_secs(1), ..Options::default() }, now);
    let (desk, mock) = (Desk::new(), mock.expect("a CRM"));
    // The last call waits for two seconds, twice the lifetime of a token.
    let users: Vec<_> = (0..30).map(|number| desk.sign_up("Ada", &number.to_string())).collect();
    let _worker = desk.worker(&CrmOptions { rate: Some(15.0), ..options(&mock.url()) }, None);
    users.iter().for_each(|user| drop(desk.wait_for(user, SyncStatus::Synced)));
    let counts = mock.counts();
    assert!(counts.answered("401") * 10 < counts.calls, "{counts:?}");
    assert!(counts.tokens * 4 < counts.calls, "{counts:?}");
    assert_eq!(desk.connection().paused_reason, None);
}

#[test]
fn wrong_credentials_are_told_to_all_and_right_ones_take_that_back() {
    let (desk, mock) = (Desk::new(), mock(Faults::default()));
    let wrong = CrmOptions { client_secret: Secret::new("hunter2"), ..options(&mock.url()) };
    let worker = desk.worker(&wrong, None);
    let user = desk.sign_up("Ada", "1");
    wait_until("paused", || desk.connection().paused_reason.is_some());
    let paused = desk.connection();
    assert_eq!(paused.paused_reason.as_deref(), Some("no token: the CRM answered 401: invalid_client"));
    assert!(paused.paused_at.is_some());
    drop(worker);
    desk.retry(&user);
    let _worker = desk.worker(&options(&mock.url()), None);
    desk.wait_for(&user, SyncStatus::Synced);
    wait_until("going on", || desk.connection().paused_reason.is_none());
}

#[test]
fn a_breaker_that_is_open_says_until_when() {
    let (desk, mock) = (Desk::new(), mock(Faults { error_rate: 1.0, ..Faults::default() }));
    let _worker = desk.worker(&CrmOptions { max_attempts: 100, ..options(&mock.url()) }, None);
    (0..12).for_each(|number| drop(desk.sign_up("Ada", &number.to_string())));
    wait_until("open", || desk.connection().breaker == "open");
    assert!(desk.connection().breaker_until.is_some());
    mock.set_faults(Faults::default()).expect("faults");
    wait_until("closed", || desk.connection().breaker == "closed");
    assert_eq!(desk.connection().breaker_until, None);
}

#[test]
fn what_the_crm_did_it_is_known_to_be_able_to_do() {
    let (desk, mock) = (Desk::new(), mock(Faults { lose_answers: 1.0, ..Faults::default() }));
    let _worker = desk.worker(&CrmOptions { max_attempts: 100, ..options(&mock.url()) }, None);
    assert_eq!((desk.connection().can_look_up, desk.connection().can_update), (None, None));
    let user = desk.sign_up("Ada", "1");
    desk.wait_for(&user, SyncStatus::Synced);
    mock.set_faults(Faults::default()).expect("faults");
    wait_until("known to look up", || desk.connection().can_look_up == Some(true));
    assert_eq!(desk.connection().can_update, None, "it was not asked to");
    desk.edit(&user, "Ada", "2");
    wait_until("known to change", || desk.connection().can_update == Some(true));
    assert_eq!(desk.connection().can_look_up, Some(true));
}
