//! Events that wait for the create that names their record.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::inbox::{Row, WebhookOutcome, hear, owner_of};
use crate::engine::connection::{AnyConnection, each};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::schema::sync::{crm_webhooks, customer_users};
use crate::engine::scope::Scoped;
use crate::engine::system::System;
use crate::outbox::payload::QueuedTask;
use crate::users::{User, find_by_customer, queue};

/// How long an event waits for the create that names its record.
pub const PARKED_FOR: Duration = Duration::from_secs(600);
/// Events per transaction.
const PAGE: i64 = 100;

/// Outcome of a run over parked events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settled {
    /// Events whose record is known now.
    pub applied: usize,
    /// Expired events.
    pub not_found: usize,
}

impl Settled {
    /// Whether a whole page was settled, so that more may follow.
    pub fn has_more(self) -> bool {
        (self.applied + self.not_found) as i64 >= PAGE
    }
}

/// Applies parked events whose record is known by now, which happens when both arrive at once, and expires those that
/// have waited for [`PARKED_FOR`]. `verify` as in [`Received`](super::Received). Call it every few seconds.
///
/// # Errors
/// The database did not answer.
pub async fn settle_parked(
    database: &Database,
    verify: bool,
    now: DateTime<Utc>,
) -> Result<Settled, StorageError> {
    // A read first, so that events that still wait do not keep the writer busy.
    let due = database.read_any(move |conn| find_due(conn, now)).await?;
    if due.is_empty() {
        return Ok(Settled::default());
    }
    database
        .write_system(move |system| {
            let mut settled = Settled::default();
            for row in still_parked(system.conn, &due)? {
                settle(system, &row, now, &mut settled, verify)?;
            }
            Ok(settled)
        })
        .await
}

/// Applies the events that waited for this user's record. True when the CRM has to be asked.
pub(super) fn apply_parked(
    scoped: &mut Scoped<'_>,
    user: &mut User,
    now: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let Some(crm_id) = user.sync.crm_id.clone() else { return Ok(false) };
    let rows: Vec<Row> = crm_webhooks::table
        .filter(crm_webhooks::crm_id.eq(&crm_id))
        .filter(crm_webhooks::outcome.eq_any(WAITING.map(WebhookOutcome::as_str)))
        .filter(crm_webhooks::firm_id.is_null().or(crm_webhooks::firm_id.eq(scoped.firm_id())))
        .order((crm_webhooks::occurred_at, crm_webhooks::id))
        .select(Row::as_select())
        .load(scoped.conn)?;
    let mut verify = false;
    for row in rows {
        let heard = hear(scoped, user, &row.event()?, now)?;
        verify |= heard.verify;
        diesel::update(crm_webhooks::table.find(row.id))
            .set((
                crm_webhooks::outcome.eq(WebhookOutcome::of(heard.outcome).as_str()),
                crm_webhooks::firm_id.eq(scoped.firm_id()),
                crm_webhooks::customer_id.eq(user.customer_id.get()),
            ))
            .execute(scoped.conn)?;
    }
    Ok(verify)
}

/// Outcomes of events whose record may still become known: a late answer may name one that has expired.
const WAITING: [WebhookOutcome; 2] = [WebhookOutcome::Parked, WebhookOutcome::NotFound];

fn settle(
    system: &mut System<'_>,
    row: &Row,
    now: DateTime<Utc>,
    settled: &mut Settled,
    verify: bool,
) -> Result<(), StorageError> {
    let owner = owner_of(system.conn, &row.crm_id)?;
    let owner = owner.filter(|(firm, _)| row.firm_id.is_none_or(|only| only == firm.get()));
    if let Some((firm, customer)) = owner {
        settled.applied += 1;
        return system.in_firm(firm, |scoped| {
            let mut user = find_by_customer(scoped, customer)?.ok_or(StorageError::Conflict)?;
            let verify = apply_parked(scoped, &mut user, now)? && verify;
            let tasks = if verify { &[QueuedTask::FETCH][..] } else { &[] };
            queue(scoped, &mut user, tasks, now)
        });
    }
    if row.received_at > given_up_before(now) {
        return Ok(());
    }
    tracing::warn!(webhook = row.id, status = 404, "an event expired: its record stayed unknown");
    diesel::update(crm_webhooks::table.find(row.id))
        .set(crm_webhooks::outcome.eq(WebhookOutcome::NotFound.as_str()))
        .execute(system.conn)?;
    settled.not_found += 1;
    Ok(())
}

/// One page of the parked events that have expired or whose record is known, however many others wait.
fn find_due(conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<Vec<i64>, StorageError> {
    let owners = customer_users::table
        .across_firms()
        .inner_join(customers::table)
        .filter(customer_users::crm_id.eq(crm_webhooks::crm_id.nullable()))
        .filter(customers::tombstone.eq(0))
        .filter(
            crm_webhooks::firm_id.is_null().or(crm_webhooks::firm_id.eq(customer_users::firm_id.nullable())),
        );
    Ok(each!(conn, conn => crm_webhooks::table
        .filter(crm_webhooks::outcome.eq(WebhookOutcome::Parked.as_str()))
        .filter(crm_webhooks::received_at.le(given_up_before(now)).or(exists(owners)))
        .order(crm_webhooks::received_at)
        .limit(PAGE)
        .select(crm_webhooks::id)
        .load(conn)?))
}

fn given_up_before(now: DateTime<Utc>) -> NaiveDateTime {
    (now - TimeDelta::from_std(PARKED_FOR).unwrap_or_default()).naive_utc()
}

fn still_parked(conn: &mut AnyConnection, ids: &[i64]) -> Result<Vec<Row>, StorageError> {
    let query = crm_webhooks::table
        .filter(crm_webhooks::id.eq_any(ids.to_vec()))
        .filter(crm_webhooks::outcome.eq(WebhookOutcome::Parked.as_str()))
        .order(crm_webhooks::received_at)
        .select(Row::as_select());
    Ok(query.load(conn)?)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use frontdesk_sync::{Event, UserFields};
    use frontdesk_testkit::backends;

    use super::*;
    use crate::engine::recorded_statements::empty;
    use crate::sync::{Received, receive_in};
    use crate::users;

    fn noon() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
    }

    fn park(scoped: &mut Scoped<'_>, crm_id: &str) -> Result<(), StorageError> {
        let event = Event::parse(vec![("phone".into(), "2".into())], noon()).expect("sound");
        let received =
            Received { webhook_id: crm_id.into(), crm_id: crm_id.into(), event, firm: None, verify: false };
        assert_eq!(receive_in(scoped, &received, noon())?, WebhookOutcome::Parked);
        Ok(())
    }

    /// A thousand events of unknown records, then one of a record that becomes known with a concurrent create.
    fn fill(scoped: &mut Scoped<'_>) -> Result<User, StorageError> {
        for number in 0..1000 {
            park(scoped, &format!("unknown-{number}"))?;
        }
        park(scoped, "CRM1")?;
        let fields = UserFields::parse("John Smith", "john@example.com", "1").expect("sound");
        let user = users::create(scoped, &fields, noon())?;
        diesel::update(customer_users::table.find(user.customer_id.get()))
            .set(customer_users::crm_id.eq("CRM1"))
            .execute(scoped.conn)?;
        Ok(user)
    }

    #[test]
    fn an_event_of_a_known_record_does_not_wait_for_a_thousand_others() {
        for backend in backends() {
            let (_test, database, access) = empty(*backend);
            let user = database.write_blocking(access, fill).expect("an answer");
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let settle = |now| runtime.block_on(settle_parked(&database, false, now)).expect("an answer");
            assert_eq!(settle(noon()), Settled { applied: 1, not_found: 0 }, "{backend}");
            assert_eq!(settle(noon()), Settled::default(), "{backend}");
            let user = database.read_blocking(access, move |scoped| users::find(scoped, user.id));
            assert_eq!(user.expect("an answer").expect("the user").sync.local.phone, "2", "{backend}");
            let late = noon() + TimeDelta::minutes(10);
            assert_eq!(settle(late), Settled { applied: 0, not_found: PAGE as usize }, "{backend}");
        }
    }
}
