//! The same request again.

use std::collections::BTreeMap;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use frontdesk_storage::StorageError;
use frontdesk_storage::idempotency::{self, Earlier, IdempotencyKey, KeptAnswer};

use crate::support::{noon, on_each};
use crate::sync::wait;

fn key(key: &str, fingerprint: u8) -> IdempotencyKey {
    IdempotencyKey { key: key.into(), fingerprint: vec![fingerprint; 32] }
}

fn answer() -> KeptAnswer {
    let headers = BTreeMap::from([("ETag".to_owned(), "\"1\"".to_owned())]);
    KeptAnswer { status: 201, headers, body: b"{\"id\":1}".to_vec() }
}

#[test]
fn an_answer_is_kept_for_a_day_for_the_same_request_only() {
    on_each(|world| {
        let write = |job: fn(&mut frontdesk_storage::Scoped<'_>) -> Result<Earlier, StorageError>| {
            world.database.write_blocking(world.access, job).expect("an answer")
        };
        let first = write(|scoped| {
            let found = idempotency::find(scoped, &key("k", 1), noon())?;
            idempotency::remember(scoped, &key("k", 1), &answer(), noon())?;
            Ok(found)
        });
        assert_eq!(first, Earlier::Nothing);
        assert_eq!(
            write(|scoped| idempotency::find(scoped, &key("k", 1), noon())),
            Earlier::Answered(answer())
        );
        assert_eq!(write(|scoped| idempotency::find(scoped, &key("k", 2), noon())), Earlier::OtherRequest);
        assert_eq!(write(|scoped| idempotency::find(scoped, &key("K", 1), noon())), Earlier::Nothing);
        let tomorrow = write(|scoped| idempotency::find(scoped, &key("k", 2), noon() + Duration::hours(24)));
        assert_eq!(tomorrow, Earlier::Nothing);
        write(|scoped| {
            idempotency::remember(scoped, &key("k", 1), &answer(), noon())?;
            Ok(Earlier::Nothing)
        });
        world
            .database
            .write_blocking(world.access, |scoped| {
                ["l", "m"]
                    .iter()
                    .try_for_each(|name| idempotency::remember(scoped, &key(name, 1), &answer(), noon()))
            })
            .expect("an answer");
        let forgotten = |now| wait(idempotency::forget_expired(&world.database, 2, now)).expect("an answer");
        let tomorrow = noon() + Duration::hours(24);
        assert_eq!(forgotten(noon()), 0);
        assert_eq!((forgotten(tomorrow), forgotten(tomorrow), forgotten(tomorrow)), (2, 1, 0));
    });
}

#[test]
fn of_many_at_once_one_works_and_the_others_replay_or_are_told_to_wait() {
    on_each(|world| {
        let worked = AtomicUsize::new(0);
        let barrier = Barrier::new(16);
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    barrier.wait();
                    let outcome = world.database.write_blocking(world.access, |scoped| {
                        let found = idempotency::find(scoped, &key("k", 1), noon())?;
                        if found == Earlier::Nothing {
                            idempotency::remember(scoped, &key("k", 1), &answer(), noon())?;
                        }
                        Ok(found)
                    });
                    match outcome.expect("an answer") {
                        Earlier::Nothing => drop(worked.fetch_add(1, Ordering::SeqCst)),
                        Earlier::Answered(kept) => assert_eq!(kept, answer()),
                        Earlier::StillRunning => {}
                        Earlier::OtherRequest => panic!("it is the same request"),
                    }
                });
            }
        });
        assert_eq!(worked.load(Ordering::SeqCst), 1);
    });
}
