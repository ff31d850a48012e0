//! Sessions end, and are forgotten.

use chrono::{DateTime, Duration, Utc};
use frontdesk_storage::keys::{self, ApiSecret, KeyId, NewKey, Role};
use frontdesk_storage::sessions::{self, MOST_SESSIONS, SESSION_LASTS, SessionId, SessionToken};

use crate::support::{World, noon, on_each};
use crate::sync::wait;

fn key(world: &World) -> KeyId {
    let new = NewKey { name: "the office".into(), role: Role::Writer, expires_at: None };
    let secret = ApiSecret::generate();
    let made = world
        .database
        .write_blocking(world.access, move |scoped| keys::create(scoped, &new, &secret, noon()));
    made.expect("a key").id
}

fn open(world: &World, key: KeyId, now: DateTime<Utc>) -> SessionId {
    let token = SessionToken::generate();
    let id = token.id();
    world
        .database
        .write_blocking(world.access, move |scoped| sessions::open(scoped, &token, key, None, now))
        .expect("a session");
    id
}

fn is_open(world: &World, id: SessionId) -> bool {
    wait(sessions::find(&world.database, id)).expect("an answer").is_some()
}

#[test]
fn one_session_too_many_ends_the_oldest_of_its_key() {
    on_each(|world| {
        let (busy, calm) = (key(world), key(world));
        let other = open(world, calm, noon());
        let ids: Vec<SessionId> =
            (0..=MOST_SESSIONS).map(|second| open(world, busy, noon() + Duration::seconds(second))).collect();
        let ended: Vec<usize> = (0..ids.len()).filter(|at| !is_open(world, ids[*at])).collect();
        assert_eq!(ended, [0]);
        assert!(is_open(world, other));
    });
}

#[test]
fn ended_sessions_are_forgotten_so_many_at_a_time() {
    on_each(|world| {
        let key = key(world);
        let ended: Vec<SessionId> = (0..5).map(|_| open(world, key, noon())).collect();
        let later = noon() + SESSION_LASTS;
        let live = open(world, key, later);
        let forget = || wait(sessions::forget_ended(&world.database, 2, later)).expect("an answer");
        assert_eq!([forget(), forget(), forget(), forget()], [2, 2, 1, 0]);
        assert!(is_open(world, live) && ended.iter().all(|id| !is_open(world, *id)));
    });
}
