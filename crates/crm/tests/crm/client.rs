//! Calls: tokens, limits, faults.

use std::time::{Duration, Instant};

use frontdesk_crm::{Answer, Created, CrmOptions, LookedUp, Secret, TokenFormat};
use frontdesk_mock_crm::{Faults, MockCrm, Options};
use frontdesk_sync::{Action, BreakerState, CrmFields};

use crate::support::{block_on, client, fields, later, mock, now, options};

fn action<T: std::fmt::Debug>(answer: Answer<T>) -> Action {
    match answer {
        Answer::Else { action, .. } => action,
        other => panic!("not refused: {other:?}"),
    }
}

/// What an answer that names the id alone is read as.
fn made(crm_id: &str) -> Created {
    Created { crm_id: crm_id.to_owned(), held: CrmFields::default() }
}

#[test]
fn a_record_is_made_found_read_and_replaced() {
    let mock = mock(Faults::default());
    let crm = client(&options(&mock.url()));
    block_on(async {
        let ada = fields("Ada", "1");
        assert_eq!(crm.create("x", &ada, later()).await, Answer::Done(made("CRM1")));
        let Answer::Done(LookedUp::One(found)) = crm.look_up("x", &ada, later()).await else {
            panic!("not found")
        };
        assert_eq!(found.crm_id, "CRM1");
        assert_eq!(crm.look_up("y", &ada, later()).await, Answer::Done(LookedUp::None));
        let eve = fields("Eve", "2");
        assert_eq!(crm.update("CRM1", "x", &eve, later()).await, Answer::Done(eve.clone().into()));
        let Answer::Done(record) = crm.fetch("CRM1", "x", later()).await else { panic!("not read") };
        assert_eq!(record.fields, eve.into());
        assert_eq!(action(crm.fetch("CRM9", "y", later()).await), Action::Missing);
        assert_eq!(action(crm.update("CRM9", "y", &ada, later()).await), Action::Missing);
    });
    assert_eq!(mock.audit().len(), 1);
}

#[test]
fn many_calls_need_one_token_and_it_is_renewed_before_it_ends() {
    // A busy machine makes fifty calls well within four fifths of it.
    let mock = MockCrm::start(Options { token_ttl: Duration::from_secs(5), ..Options::default() }, now)
        .expect("a CRM");
    let crm = client(&CrmOptions { token_format: TokenFormat::Json, ..options(&mock.url()) });
    block_on(async {
        let mut calls = tokio::task::JoinSet::new();
        for number in 0..50 {
            let crm = std::sync::Arc::clone(&crm);
            calls.spawn(async move { crm.create(&number.to_string(), &fields("Ada", "1"), later()).await });
        }
        let answers = calls.join_all().await;
        assert!(answers.iter().all(|answer| matches!(answer, Answer::Done(_))), "{answers:?}");
        assert_eq!(mock.counts().tokens, 1);
        let renewed = async {
            while mock.counts().tokens == 1 {
                assert!(matches!(crm.fetch("CRM1", "0", later()).await, Answer::Done(_)));
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), renewed).await.expect("it is renewed");
        assert_eq!((mock.counts().tokens, mock.counts().answered("401")), (2, 0));
    });
    assert_eq!(mock.audit().len(), 50);
}

#[test]
fn a_token_that_the_crm_has_forgotten_is_renewed_once() {
    let first = mock(Faults::default());
    let address = first.url();
    let crm = client(&options(&address));
    block_on(async { crm.create("x", &fields("Ada", "1"), later()).await });
    drop(first);
    let listen = address.trim_start_matches("http://").parse().expect("an address");
    let second = MockCrm::start(Options { listen, ..Options::default() }, now).expect("the same address");
    block_on(async {
        assert_eq!(crm.create("x", &fields("Ada", "1"), later()).await, Answer::Done(made("CRM1")));
    });
    assert_eq!((second.counts().tokens, second.counts().answered("401")), (1, 1));
}

#[test]
fn wrong_credentials_pause_the_connection_and_are_never_told() {
    let mock = mock(Faults::default());
    let wrong = CrmOptions { client_secret: Secret::new("hunter2"), ..options(&mock.url()) };
    let crm = client(&wrong);
    let answer = block_on(crm.create("x", &fields("Ada", "1"), later()));
    let told = format!("{answer:?} {:?} {wrong:?}", crm.condition());
    assert_eq!(action(answer), Action::Pause);
    assert!(crm.condition().shut_out.is_some_and(|why| why.contains("401")));
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn nobody_calls_before_the_time_that_the_crm_asked_for() {
    let mock = mock(Faults::default());
    for retry_after_date in [false, true] {
        let crm = client(&options(&mock.url()));
        block_on(async {
            assert!(matches!(crm.create("x", &fields("Ada", "1"), later()).await, Answer::Done(_)));
            let throttled = Faults { throttle_rate: 1.0, retry_after_date, ..Faults::default() };
            mock.set_faults(throttled).expect("faults");
            let refused = Instant::now();
            let answer = action(crm.fetch("CRM1", "x", later()).await);
            let Action::SlowDown { at_least: Some(wait), in_doubt: false } = answer else {
                panic!("{answer:?}")
            };
            assert!((1..=3).contains(&wait.as_secs()), "{wait:?}");
            mock.set_faults(Faults::default()).expect("faults");
            assert!(matches!(crm.fetch("CRM1", "x", later()).await, Answer::Done(_)));
            assert!(refused.elapsed() >= wait, "it did not wait");
        });
        assert_eq!(mock.counts().early, 0);
    }
}

#[test]
fn a_call_without_a_turn_in_time_is_not_made() {
    let mock = mock(Faults::default());
    let crm = client(&CrmOptions { rate: Some(1.0), ..options(&mock.url()) });
    block_on(async {
        let soon = Instant::now() + Duration::from_millis(10);
        assert!(matches!(crm.create("x", &fields("Ada", "1"), soon).await, Answer::Held { .. }));
    });
    assert!(mock.audit().is_empty());
}

#[test]
fn what_was_sent_and_not_answered_leaves_doubt_and_a_crm_that_is_down_is_left_alone() {
    let mock = mock(Faults::default());
    let crm = client(&CrmOptions { timeout: Duration::from_millis(300), ..options(&mock.url()) });
    block_on(async {
        let ada = fields("Ada", "1");
        assert!(matches!(crm.create("x", &ada, later()).await, Answer::Done(_)));
        for faults in [
            Faults { lose_answers: 1.0, ..Faults::default() },
            Faults { hang_rate: 1.0, ..Faults::default() },
        ] {
            mock.set_faults(faults).expect("faults");
            assert_eq!(action(crm.create("y", &ada, later()).await), Action::Retry { in_doubt: true });
        }
        mock.set_faults(Faults { error_rate: 1.0, ..Faults::default() }).expect("faults");
        while crm.condition().breaker == BreakerState::Closed {
            crm.create("z", &ada, later()).await;
        }
        let calls = mock.counts().calls;
        assert!(matches!(crm.create("z", &ada, later()).await, Answer::Held { .. }));
        assert_eq!(mock.counts().calls, calls, "a call was made all the same");
    });
    let unreachable = client(&options("http://127.0.0.1:1"));
    let answer = block_on(unreachable.create("x", &fields("Ada", "1"), later()));
    assert_eq!(action(answer), Action::Retry { in_doubt: false });
}
