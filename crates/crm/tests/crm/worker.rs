//! Users brought into step.

use std::time::Duration;

use frontdesk_crm::CrmOptions;
use frontdesk_mock_crm::{Changes, Faults};
use frontdesk_storage::users;
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
    let id = user.id;
    let retried = desk.database.write_blocking(desk.access, move |scoped| users::retry(scoped, id, now()));
    retried.expect("an answer").expect("the user");
    desk.database.bell().ring();
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
