//! Chaos: the real binary between callers who change users here, people who change them in the CRM, a CRM that fails in
//! every way it can, and `kill -9`. In the end both sides are equal, without duplicates and missing users.
//!
//! The short form runs with all tests; `cargo xtask chaos` runs the long one. `CHAOS_USERS`, `CHAOS_EDITS`,
//! `CHAOS_KILL_EVERY_MS`, `CHAOS_WORK_OFF_SECONDS` and `CHAOS_SEED` say how much of it there is.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should fail, there and then"
)]

mod callers;
mod fleet;
mod random;
mod restarts;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use frontdesk_mock_crm::{Changes, Faults, MockCrm, Options};
use frontdesk_testkit::{Backend, backends};
use serde_json::Value;

use callers::{Caller, person};
use fleet::{Fleet, Plan};
use random::Random;

/// Patience for a busy machine: how long both sides may take to become equal once nothing fails any more.
const PATIENCE: Duration = Duration::from_secs(300);
const SECRET: &str = "whsec_Y2hhb3MgY2hhb3MgY2hhb3MgY2hhb3MgY2hhb3M=";
/// Callers at a time, on each side.
const HANDS: usize = 8;

#[expect(clippy::disallowed_methods, reason = "a test has no other clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Everything that goes wrong at once.
fn faults() -> Faults {
    Faults {
        error_rate: 0.2,
        hang_rate: 0.1,
        lose_answers: 0.1,
        throttle_rate: 0.002,
        duplicate_webhooks: 0.2,
        shuffle_webhooks: true,
        drop_webhooks: 0.01,
        ..Faults::default()
    }
}

#[test]
fn one_server_on_the_embedded_database() {
    run(Backend::Sqlite, Plan { servers: 1, workers: 0 });
}

#[test]
fn two_servers_and_two_workers_on_postgresql() {
    if cfg!(feature = "postgres") && backends().contains(&Backend::Postgres) {
        run(Backend::Postgres, Plan { servers: 2, workers: 2 });
    }
}

#[test]
fn a_server_and_two_workers_on_mariadb() {
    if cfg!(feature = "mysql") && backends().contains(&Backend::Mysql) {
        run(Backend::Mysql, Plan { servers: 1, workers: 2 });
    }
}

fn run(backend: Backend, plan: Plan) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let start = Instant::now();
    let fleet = Fleet::new(backend, plan);
    let mock = Arc::new(mock(&fleet));
    let fleet = fleet.start(&mock.url());
    let seed = setting("CHAOS_SEED", 1906);
    runtime.block_on(async {
        let (ids, kills) = storm(&fleet, &mock, seed).await;
        let counts = mock.counts();
        println!("{backend}: {} kills in {:?}, {counts:?}", kills, start.elapsed());
        assert!(kills > 0, "nothing was killed");
        assert!(counts.answered("lost") > 0 && counts.answered("hung") > 0, "it was too quiet: {counts:?}");
        assert_eq!(counts.early, 0, "the CRM was called before the time that it had asked for");
        calm(&fleet, &mock, &ids).await;
    });
    println!("{backend}: equal after {:?}", start.elapsed());
}

fn mock(fleet: &Fleet) -> MockCrm {
    let options = Options {
        token_ttl: Duration::from_secs(2),
        webhook_url: Some(format!("{}/webhook", fleet.webhook_server())),
        webhook_secret: Some(SECRET.parse().expect("a secret")),
        faults: faults(),
        seed: setting("CHAOS_SEED", 1906),
        ..Options::default()
    };
    MockCrm::start(options, now).expect("a CRM")
}

/// Sign-ups, edits on both sides, and kills, until all edits are made. Gives who was acknowledged, and how many kills
/// there were.
async fn storm(fleet: &Fleet, mock: &Arc<MockCrm>, seed: u64) -> (Vec<String>, u32) {
    let (users, edits) = (setting("CHAOS_USERS", 60), setting("CHAOS_EDITS", 300));
    let is_over = Arc::new(AtomicBool::new(false));
    let killer = {
        let (fleet, is_over) = (fleet.clone(), Arc::clone(&is_over));
        let pause = Duration::from_millis(setting("CHAOS_KILL_EVERY_MS", 1_500));
        std::thread::spawn(move || fleet.kill_now_and_then(pause, &is_over, &mut Random(seed)))
    };
    let per_hand = |whole: u64| whole.div_ceil(HANDS as u64);
    let mut hands = tokio::task::JoinSet::new();
    for hand in 0..HANDS as u64 {
        let (caller, mock) = (Caller::new(fleet, hand), Arc::clone(mock));
        let (users, edits) = (per_hand(users), per_hand(edits));
        let mut random = Random(seed.wrapping_add(hand * 7_919 + 1));
        hands.spawn(async move {
            let mut ids = Vec::new();
            for number in 0..users {
                ids.push(caller.sign_up(&person(hand, number)).await);
            }
            for edit in 0..edits {
                if random.below(2) == 0 {
                    let id = &ids[random.below(ids.len() as u64) as usize];
                    caller.edit(id, &person(hand, 10_000 + edit)).await;
                } else {
                    edit_in_crm(&mock, &mut random, hand, edit);
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            ids
        });
    }
    let ids = hands.join_all().await.concat();
    work_off(&Caller::new(fleet, 98)).await;
    is_over.store(true, Ordering::Relaxed);
    let kills =
        tokio::task::spawn_blocking(move || killer.join().expect("the killer")).await.expect("it ends");
    (ids, kills)
}

/// The outbox is worked off as far as it goes while everything goes on to fail.
async fn work_off(caller: &Caller) {
    let until = Instant::now() + Duration::from_secs(setting("CHAOS_WORK_OFF_SECONDS", 6));
    while Instant::now() < until {
        if caller.users("?sync_status=pending").await.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Changes one field of a user in the CRM.
fn edit_in_crm(mock: &MockCrm, random: &mut Random, hand: u64, edit: u64) {
    let audit = mock.audit();
    let Some(entry) = audit.get(random.below(audit.len().max(1) as u64) as usize) else { return };
    let text = format!("crm-{hand}-{edit}");
    let changes = match random.below(3) {
        0 => Changes { name: Some(format!("Name {text}")), ..Changes::default() },
        1 => Changes { email: Some(format!("{text}@crm.example")), ..Changes::default() },
        _ => Changes { phone: Some(format!("9{hand}{edit:04}")), ..Changes::default() },
    };
    mock.change(&entry.record.crm_id, changes);
}

/// Nothing fails any more: both sides become equal, and each acknowledged user exists once.
async fn calm(fleet: &Fleet, mock: &Arc<MockCrm>, ids: &[String]) {
    mock.set_faults(Faults::default()).expect("faults");
    let caller = Caller::new(fleet, 99);
    let start = Instant::now();
    while mock.counts().webhooks_waiting > 0 {
        assert!(start.elapsed() < PATIENCE, "webhooks are not taken: {:?}", mock.counts());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    settle(&caller, start).await;
    // Webhooks were dropped: a sweep finds what they would have reported.
    caller.sweep(start + PATIENCE).await;
    settle(&caller, start).await;
    let users = caller.users("").await;
    let unequal = differences(&users, mock, ids);
    assert!(unequal.is_empty(), "{} differences: {:#?}", unequal.len(), &unequal[..unequal.len().min(10)]);
}

/// Until no user is pending or failed.
async fn settle(caller: &Caller, start: Instant) {
    loop {
        for failed in caller.users("?sync_status=failed").await {
            caller.retry(failed["id"].as_str().expect("an id")).await;
        }
        let pending = caller.users("?sync_status=pending").await;
        if pending.is_empty() && caller.users("?sync_status=failed").await.is_empty() {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{} still wait, such as {}", pending.len(), pending[0]);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn differences(users: &[Value], mock: &MockCrm, ids: &[String]) -> Vec<String> {
    let audit = mock.audit();
    let mut found = Vec::new();
    for id in ids {
        if !users.iter().any(|user| user["id"] == id.as_str()) {
            found.push(format!("{id} was acknowledged and is gone"));
        }
    }
    for user in users {
        let id = user["id"].as_str().expect("an id");
        let records: Vec<_> =
            audit.iter().filter(|it| it.record.external_id.as_deref() == Some(id)).collect();
        match records.as_slice() {
            [entry] => {
                let theirs =
                    [&entry.record.crm_id, &entry.record.name, &entry.record.email, &entry.record.phone];
                let ours = ["crm_id", "name", "email", "phone"].map(|field| &user[field]);
                if entry.creates != 1 || theirs.iter().zip(ours).any(|(theirs, ours)| ours != theirs.as_str())
                {
                    found.push(format!("{user} is {entry:?} in the CRM"));
                }
            }
            _ => found.push(format!("{id} is in the CRM {} times", records.len())),
        }
    }
    if audit.len() != users.len() {
        found.push(format!("{} users here, {} there", users.len(), audit.len()));
    }
    found
}
