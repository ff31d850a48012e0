//! Users, the outbox, and what workers and the CRM's events make of them.

mod customers;
mod events;
mod pushes;

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use frontdesk_storage::sync::{self, Answer, Claimed, Progress, Received, WebhookOutcome};
use frontdesk_storage::users::{self, EditOutcome, User};
use frontdesk_storage::{Expected, Page};
use frontdesk_sync::{Event, UserFields};

use crate::support::{World, noon, write};

const LEASE: Duration = Duration::from_secs(30);
const ALL: Page = Page { after: None, limit: 1000 };

pub(super) fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

fn fields(name: &str, phone: &str) -> UserFields {
    UserFields::parse(name, "john@example.com", phone).expect("sound")
}

fn sign_up(world: &World, fields: &UserFields) -> User {
    let fields = fields.clone();
    write(world, move |scoped| users::create(scoped, &fields, noon()))
}

fn edit(world: &World, user: &User, fields: &UserFields) -> User {
    let (id, fields) = (user.id, fields.clone());
    match write(world, move |scoped| users::edit(scoped, id, &fields, &Expected::Any, noon())) {
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
    let sent = claimed.visit.user.local.clone();
    Answer::Created { crm_id: crm_id.into(), held: sent.clone().into(), sent }
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
    Received { webhook_id: webhook_id.into(), crm_id: crm_id.into(), event, firm: None, verify: true }
}

fn receive(world: &World, received: Received) -> WebhookOutcome {
    wait(sync::receive(&world.database, received, noon())).expect("an answer")
}

fn second(second: i64) -> DateTime<Utc> {
    noon() + TimeDelta::seconds(second)
}
